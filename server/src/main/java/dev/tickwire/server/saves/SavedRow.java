package dev.tickwire.server.saves;

import com.google.protobuf.ByteString;

/**
 * What is kept of a user under one name.
 *
 * @param game the name
 * @param row as the room wrote it
 * @param savedAtSeconds when it was written, in seconds since 1970
 */
public record SavedRow(String game, ByteString row, long savedAtSeconds) {}

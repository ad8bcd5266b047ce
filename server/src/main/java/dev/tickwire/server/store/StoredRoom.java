package dev.tickwire.server.store;

import dev.tickwire.proto.wire.RecordingHead;

/**
 * A room that is kept.
 *
 * @param bytes that it takes
 * @param writtenMillis when something was added last, since 1970
 */
public record StoredRoom(RecordingHead head, long bytes, long writtenMillis) {}

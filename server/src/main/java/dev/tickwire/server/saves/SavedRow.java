package dev.tickwire.server.saves;

/**
 * What is kept of a user under one name.
 *
 * @param game the name
 * @param document JSON, as the room wrote it
 * @param savedAtSeconds when it was written, in seconds since 1970
 */
public record SavedRow(String game, String document, long savedAtSeconds) {}

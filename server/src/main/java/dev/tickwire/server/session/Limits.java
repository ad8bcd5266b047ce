package dev.tickwire.server.session;

/**
 * What a single connection may do.
 *
 * @param maxMessageBytes largest message that a client may send, over all its fragments
 * @param messagesPerSecond frames that a client in a room may send per second on average, at least: rooms with a high
 *     tick rate allow more
 * @param joinTimeoutMillis time from the upgrade to the join
 */
public record Limits(int maxMessageBytes, int messagesPerSecond, long joinTimeoutMillis) {}

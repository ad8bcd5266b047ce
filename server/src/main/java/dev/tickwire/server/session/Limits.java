package dev.tickwire.server.session;

/**
 * What a single connection may do.
 *
 * @param maxMessageBytes largest message that a client may send, over all its fragments
 * @param maxMessagesPerSecond most messages that a client may send in any one second of the clock
 * @param joinTimeoutMillis time from the upgrade to the join
 */
public record Limits(int maxMessageBytes, int maxMessagesPerSecond, long joinTimeoutMillis) {}

package dev.tickwire.server.room;

/** How much a player may still say: a number of chats in each ten seconds, whatever connection they come over. */
final class ChatAllowance {
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private long windowNanos;
    private int said;

    /** Takes one of {@code limit}; false: there is none left. */
    boolean take(int limit, long nowNanos) {
        if (said == 0 || nowNanos - windowNanos >= WINDOW_NANOS) {
            windowNanos = nowNanos;
            said = 0;
        }
        return ++said <= limit;
    }
}

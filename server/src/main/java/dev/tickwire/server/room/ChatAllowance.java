package dev.tickwire.server.room;

/** How much may still be said from a place: a number of chats in each ten seconds, whoever has it. */
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

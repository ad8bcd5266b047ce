package dev.tickwire.server.room;

/** How much may still be said from a place: a number of texts in each so many seconds, whoever has it. */
final class Allowance {
    private final long windowNanos;
    private long fromNanos;
    private int said;

    Allowance(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** Takes one of {@code limit}; false: there is none left. */
    boolean take(int limit, long nowNanos) {
        if (said == 0 || nowNanos - fromNanos >= windowNanos) {
            fromNanos = nowNanos;
            said = 0;
        }
        return ++said <= limit;
    }
}

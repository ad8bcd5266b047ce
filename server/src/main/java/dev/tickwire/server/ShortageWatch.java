package dev.tickwire.server;

/**
 * Knows when to look whether the heap is still full after memory was short, and when it has been for so long that
 * nothing will free it. Looking takes a collection of the whole heap: it is done a while after a shortage, once for any
 * number of them, and not again soon, but to be sure. One thread uses it.
 */
final class ShortageWatch {
    static final long DELAY_NANOS = 1_000_000_000L;
    static final long PAUSE_NANOS = 10_000_000_000L;
    /** What asked for memory in vain may not have been what takes it: that may end a moment later. */
    static final long SURE_NANOS = 3_000_000_000L;

    private long seen;
    private boolean isWaiting;
    private boolean wasFull;
    private boolean hasLooked;
    private long dueNanos;
    private long lookedNanos;

    /** Whether to look now; {@code shortages} is how many there have been since the start. */
    boolean isDue(long nowNanos, long shortages) {
        if (shortages != seen && !wasFull) {
            isWaiting = true;
            dueNanos = nowNanos + DELAY_NANOS;
            if (hasLooked && dueNanos - lookedNanos < PAUSE_NANOS) {
                dueNanos = lookedNanos + PAUSE_NANOS;
            }
        }
        seen = shortages;
        return isWaiting && nowNanos - dueNanos >= 0;
    }

    /** Notes what was found, and says whether that is the end: the heap is full for the second time in a row. */
    boolean isEnd(long nowNanos, boolean isFull) {
        boolean isSure = isFull && wasFull;
        hasLooked = true;
        lookedNanos = nowNanos;
        isWaiting = isFull;
        wasFull = isFull;
        dueNanos = nowNanos + SURE_NANOS;
        return isSure;
    }
}

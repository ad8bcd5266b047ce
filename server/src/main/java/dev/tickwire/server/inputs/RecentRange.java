package dev.tickwire.server.inputs;

/** The least and the most of the numbers of the last 10 to 20 seconds. Not thread-safe; time is passed in. */
public final class RecentRange {
    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final int NONE = Integer.MAX_VALUE;

    private int least = NONE;
    private int most;
    private int leastBefore = NONE;
    private int mostBefore;
    private long windowNanos;

    /** Adds a number, which is not negative. */
    public void add(int number, long nowNanos) {
        if (!isKnown() || nowNanos - windowNanos > WINDOW_NANOS) {
            windowNanos = nowNanos;
            leastBefore = least;
            mostBefore = most;
            least = NONE;
            most = 0;
        }
        least = Math.min(least, number);
        most = Math.max(most, number);
    }

    /** Whether there was any number. */
    public boolean isKnown() {
        return least != NONE;
    }

    /** Meaningless where none is {@linkplain #isKnown known}. */
    public int least() {
        return Math.min(least, leastBefore);
    }

    /** 0 where none is known. */
    public int most() {
        return Math.max(most, mostBefore);
    }

    /** There was no number. */
    public void forget() {
        least = NONE;
        leastBefore = NONE;
        most = 0;
        mostBefore = 0;
    }
}

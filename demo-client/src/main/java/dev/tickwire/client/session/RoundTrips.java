package dev.tickwire.client.session;

import java.util.function.LongConsumer;

/** Pings, one every second, even if answers take longer than that. One thread at a time. */
final class RoundTrips {
    private static final long INTERVAL_NANOS = 1_000_000_000L;
    /** How many may be on their way. */
    private static final int PINGS = 16;

    private final long[] sentNanos = new long[PINGS];
    private final boolean[] isWaiting = new boolean[PINGS];
    private int number;

    /** Whether it is time for another ping. */
    boolean isDue(long nowNanos) {
        return number == 0 || nowNanos - sentNanos[number % PINGS] >= INTERVAL_NANOS;
    }

    /** The number for a ping that goes out now. */
    int start(long nowNanos) {
        number++;
        isWaiting[number % PINGS] = true;
        sentNanos[number % PINGS] = nowNanos;
        return number;
    }

    /** Nanoseconds since the ping with that number went out; −1: no answer to it is waited for. */
    long end(int pong, long nowNanos) {
        if (pong <= 0 || pong > number || pong <= number - PINGS || !isWaiting[pong % PINGS]) {
            return -1;
        }
        isWaiting[pong % PINGS] = false;
        return nowNanos - sentNanos[pong % PINGS];
    }

    /**
     * Gives the nanoseconds since sending for each of the last {@value #PINGS} pings that has no answer, if they are
     * more than {@code leastNanos}.
     */
    void waiting(long nowNanos, long leastNanos, LongConsumer ages) {
        for (int place = 0; place < PINGS; place++) {
            if (isWaiting[place] && nowNanos - sentNanos[place] > leastNanos) {
                ages.accept(nowNanos - sentNanos[place]);
            }
        }
    }
}

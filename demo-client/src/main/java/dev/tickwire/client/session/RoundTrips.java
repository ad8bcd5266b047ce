package dev.tickwire.client.session;

/** Pings, one at a time, every second. One thread at a time. */
final class RoundTrips {
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private int number;
    private boolean isWaiting;
    private boolean hasSent;
    private long sentNanos;

    /** Whether it is time for another ping; one that has not been answered for as long is given up. */
    boolean isDue(long nowNanos) {
        return !hasSent || nowNanos - sentNanos >= INTERVAL_NANOS;
    }

    /** The number for a ping that goes out now. */
    int start(long nowNanos) {
        hasSent = true;
        isWaiting = true;
        sentNanos = nowNanos;
        return ++number;
    }

    /** Nanoseconds since the ping with that number went out; −1: it is not the one waited for. */
    long end(int pong, long nowNanos) {
        if (!isWaiting || pong != number) {
            return -1;
        }
        isWaiting = false;
        return nowNanos - sentNanos;
    }
}

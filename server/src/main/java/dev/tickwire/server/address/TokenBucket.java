package dev.tickwire.server.address;

/**
 * A token bucket: it fills at a steady rate up to its capacity, and each use takes tokens out. Times are those of a
 * clock that the caller reads; not thread-safe.
 */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private double tokensPerSecond;
    private double capacity;
    private double tokens;
    private long filledNanos;

    /** A full bucket. */
    public TokenBucket(double tokensPerSecond, double capacity, long nowNanos) {
        this.tokensPerSecond = tokensPerSecond;
        this.capacity = capacity;
        tokens = capacity;
        filledNanos = nowNanos;
    }

    /** Takes a token out; false: the bucket is empty. A time before the last one counts as the last one. */
    public boolean take(long nowNanos) {
        return take(1, nowNanos);
    }

    /** Takes some tokens out, or none of them; false: there are not as many in the bucket. */
    public boolean take(int count, long nowNanos) {
        fill(nowNanos);
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }

    /** Puts a token back. */
    public void giveBack() {
        tokens = Math.min(capacity, tokens + 1);
    }

    /** Goes on at another rate and with another capacity: as many tokens are missing as before. */
    public void resize(double newTokensPerSecond, double newCapacity, long nowNanos) {
        fill(nowNanos);
        tokens = Math.max(0, tokens + newCapacity - capacity);
        tokensPerSecond = newTokensPerSecond;
        capacity = newCapacity;
    }

    private void fill(long nowNanos) {
        long elapsedNanos = nowNanos - filledNanos;
        if (elapsedNanos > 0) {
            tokens = Math.min(capacity, tokens + elapsedNanos / NANOS_PER_SECOND * tokensPerSecond);
            filledNanos = nowNanos;
        }
    }
}

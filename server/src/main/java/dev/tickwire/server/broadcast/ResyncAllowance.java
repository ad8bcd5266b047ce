package dev.tickwire.server.broadcast;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;

/**
 * How many keyframes a player may still ask for, over all its connections: three at once, and one more every two
 * seconds. Who comes back over another connection is sent one, too, and that is one of them. Belongs to the room's
 * loop; time is passed in.
 */
final class ResyncAllowance {
    private static final int BURST = 3;
    private static final long NANOS_PER_RESYNC = 2_000_000_000L;

    private int left = BURST;
    private long sinceNanos;
    private boolean isWaiting;
    private boolean isOwed;
    /** Why the next keyframe is one. */
    private Counter reason = Counter.KEYFRAMES_JOINED;

    /** The player has come back over another connection: it is sent one first. */
    void owe() {
        isOwed = true;
    }

    /** Whether a player that has come back may be sent something: not before it has taken its keyframe. */
    boolean mayBegin(CounterBatch counters, long nowNanos) {
        if (isOwed && take(counters, nowNanos)) {
            isOwed = false;
            reason = Counter.KEYFRAMES_RESUMED;
        }
        return !isOwed;
    }

    /** A keyframe is sent: counts why. */
    void sent(CounterBatch counters) {
        counters.increment(reason);
        // Who asks for nothing gets the next one only if its baseline is forgotten.
        reason = Counter.KEYFRAMES_EXPIRED;
    }

    /**
     * Takes one; false: there is none left now, and the request waits.
     *
     * @param counters count a request that waits, once
     */
    boolean take(CounterBatch counters, long nowNanos) {
        if (left == BURST) {
            sinceNanos = nowNanos;
        }
        while (left < BURST && nowNanos - sinceNanos >= NANOS_PER_RESYNC) {
            left++;
            sinceNanos += NANOS_PER_RESYNC;
        }
        if (left > 0) {
            left--;
            isWaiting = false;
            reason = Counter.KEYFRAMES_ASKED;
            return true;
        }
        if (!isWaiting) {
            counters.increment(Counter.RESYNCS_DELAYED);
            isWaiting = true;
        }
        return false;
    }
}

package dev.tickwire.server.broadcast;

/**
 * How many keyframes a player may still ask for, over all its connections: three at once, and one more every two
 * seconds. Belongs to the room's loop; time is passed in.
 */
final class ResyncAllowance {
    private static final int BURST = 3;
    private static final long NANOS_PER_RESYNC = 2_000_000_000L;

    private int left = BURST;
    private long sinceNanos;

    /** Takes one; false: there is none left now. */
    boolean take(long nowNanos) {
        if (left == BURST) {
            sinceNanos = nowNanos;
        }
        while (left < BURST && nowNanos - sinceNanos >= NANOS_PER_RESYNC) {
            left++;
            sinceNanos += NANOS_PER_RESYNC;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}

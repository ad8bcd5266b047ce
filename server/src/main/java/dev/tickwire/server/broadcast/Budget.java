package dev.tickwire.server.broadcast;

import dev.tickwire.server.roomtype.RoomType;

/**
 * How many bytes a player is sent in a second, on average, and what that leaves of its sight at the full rate. Belongs
 * to the room's loop; time is passed in.
 *
 * <p>A bucket fills at the budgeted rate, holds a quarter of a second's worth, and can be in debt: what is far away
 * waits then, but for no longer than a second. The <em>focus</em> says how much of their radii those tiers get that
 * come more often than the last: where the last one had to be sent although the bucket was in debt, it shrinks, so that
 * only what is nearest is sent at the full rate; where the last one comes early, it grows again.
 */
final class Budget {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final double BUCKET_SECONDS = 0.25;
    /** So much debt a snapshot of everything in sight may make without holding back what is near. */
    private static final double FAR_DEBT_SECONDS = 1;
    /** So that a player who has had far too much does not wait for minutes. */
    private static final double MOST_DEBT_SECONDS = 2;

    private static final long MOST_WAIT_MILLIS = 1_000;

    private static final long SHRINKING_NANOS = NANOS_PER_SECOND / 4;
    private static final long GROWING_NANOS = NANOS_PER_SECOND / 2;
    private static final double SHRINKING = 0.8;
    private static final double GROWING = 1.1;
    private static final double LEAST_FOCUS = 0.02;

    private final double bytesPerSecond;
    private final int mostWaitTicks;
    private double bucketBytes;
    private double focus = 1;
    private boolean started;
    private long filledNanos;
    private long changedNanos;

    /**
     * An empty bucket.
     *
     * @param bytesPerSecond 0: no budget
     * @param mostWaitTicks nothing waits for longer than this
     */
    Budget(int bytesPerSecond, int mostWaitTicks) {
        this.bytesPerSecond = bytesPerSecond;
        this.mostWaitTicks = mostWaitTicks;
    }

    /** That of a player in a room of this type. */
    static Budget of(RoomType type) {
        return new Budget(type.settings().flow().bytesPerSecond(), type.ticks(MOST_WAIT_MILLIS));
    }

    /** Time has passed; called once for each snapshot. */
    void fill(long nowNanos) {
        if (!started) {
            started = true;
            filledNanos = nowNanos;
            changedNanos = nowNanos;
        }
        double seconds = (double) (nowNanos - filledNanos) / NANOS_PER_SECOND;
        filledNanos = nowNanos;
        bucketBytes = Math.min(bytesPerSecond * BUCKET_SECONDS, bucketBytes + bytesPerSecond * seconds);
    }

    /** A snapshot was sent. */
    void spend(int bytes) {
        bucketBytes = Math.max(-bytesPerSecond * MOST_DEBT_SECONDS, bucketBytes - bytes);
    }

    boolean isLimited() {
        return bytesPerSecond > 0;
    }

    /** Whether the player has had its bytes, so that what is far away should wait. */
    boolean isOver() {
        return isLimited() && bucketBytes < 0;
    }

    /** Whether it is so far over its budget that what is near has to wait too. */
    boolean isFarOver() {
        return isLimited() && bucketBytes < -bytesPerSecond * FAR_DEBT_SECONDS;
    }

    /**
     * What was sent at this tick or before must be sent anew now, budget or not: later it would have waited for too
     * long.
     *
     * @param nextTick at which there is the next chance
     */
    int overdueTick(int nextTick) {
        return nextTick - mostWaitTicks - 1;
    }

    /** The share of their radii that the tiers get that come more often than the last one: 1 is all of it. */
    double focus() {
        return focus;
    }

    /** Something had to be sent, or to wait, that the budget was not enough for. */
    void onStrain() {
        if (filledNanos - changedNanos >= SHRINKING_NANOS) {
            focus = Math.max(LEAST_FOCUS, focus * SHRINKING);
            changedNanos = filledNanos;
        }
    }

    /**
     * Everything that is in sight is sent, and there was budget for it.
     *
     * @param isEarly whether it could have waited
     */
    void onEase(boolean isEarly) {
        boolean isPlenty = isEarly || bucketBytes > bytesPerSecond * BUCKET_SECONDS / 2;
        if (isPlenty && focus < 1 && filledNanos - changedNanos >= GROWING_NANOS) {
            focus = Math.min(1, focus * GROWING);
            changedNanos = filledNanos;
        }
    }
}

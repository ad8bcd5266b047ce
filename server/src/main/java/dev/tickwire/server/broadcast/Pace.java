package dev.tickwire.server.broadcast;

import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.roomtype.RoomType;

/**
 * How often a player is sent snapshots: at the full rate while it keeps up, less often while it does not, and back by
 * itself. Belongs to the room's loop; time is passed in.
 *
 * <p>Signs of a player who does not keep up are a busy socket, and acks that come later than usual by more than a
 * tolerance; each sign doubles the interval, up to that of the floor, and a second without one shortens it by a
 * snapshot (additive increase, multiplicative decrease, as in Chiu and Jain). Where acks come as early as ever, nothing
 * waits on the way, and the interval is halved every quarter of a second; where they do so all of a sudden, it was a
 * stall, and the full rate is there again at once. {@link AckLag} says what is usual.
 */
final class Pace {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long RECOVERY_NANOS = NANOS_PER_SECOND;
    private static final long SLOWING_NANOS = NANOS_PER_SECOND / 4;
    private static final long SUDDEN_NANOS = NANOS_PER_SECOND / 6;

    private final int longestInterval;
    private final int toleranceTicks;

    private int interval = 1;
    private int snapshotsSinceSent;
    private long changedNanos;
    private long doubledNanos;
    private long lateNanos;
    private boolean started;

    /** Full rate at first, as fast as a room of this type goes. */
    static Pace of(RoomType type) {
        RoomSettings.Flow flow = type.settings().flow();
        double snapshotRateHz = type.settings().rates().snapshotRateHz();
        int floor = (int) Math.rint(snapshotRateHz / flow.slowestSnapshotRateHz());
        // A player whose baseline has left the history would be sent a keyframe each time.
        int longestInterval = Math.max(1, Math.min(floor, type.settings().logs().snapshots() - 1));
        return new Pace(longestInterval, type.ticks(flow.ackToleranceMillis()));
    }

    /**
     * Full rate at first.
     *
     * @param longestInterval in snapshots, at the floor
     * @param toleranceTicks how much later than usual acks may come
     */
    Pace(int longestInterval, int toleranceTicks) {
        this.longestInterval = longestInterval;
        this.toleranceTicks = toleranceTicks;
    }

    /**
     * Whether the player is to be sent the snapshot that is due now; called once for each.
     *
     * @param lateTicks how much later than usual acks come; 0 if that is not known
     */
    boolean isDue(int lateTicks, long nowNanos) {
        if (!started) {
            started = true;
            changedNanos = nowNanos;
            lateNanos = nowNanos - 2 * SUDDEN_NANOS;
        }
        noteLateness(lateTicks, nowNanos);
        snapshotsSinceSent++;
        return snapshotsSinceSent >= interval;
    }

    /** The player's socket was busy when a snapshot was due. */
    void onBusy(long nowNanos) {
        slowDown(nowNanos);
    }

    /** A snapshot was sent. */
    void onSent() {
        snapshotsSinceSent = 0;
    }

    /** Snapshots from one that is sent to the next: 1 at the full rate. */
    int interval() {
        return interval;
    }

    private void noteLateness(int lateTicks, long nowNanos) {
        if (lateTicks > toleranceTicks) {
            lateNanos = nowNanos;
            slowDown(nowNanos);
        } else if (lateTicks <= toleranceTicks / 4) {
            speedUp(nowNanos);
        } else if (interval > 1 && nowNanos - changedNanos >= RECOVERY_NANOS) {
            interval--;
            changedNanos = nowNanos;
        }
    }

    private void speedUp(long nowNanos) {
        if (interval > 1 && nowNanos - lateNanos <= SUDDEN_NANOS) {
            interval = 1;
            changedNanos = nowNanos;
        } else if (interval > 1 && nowNanos - changedNanos >= SLOWING_NANOS) {
            interval /= 2;
            changedNanos = nowNanos;
        }
    }

    private void slowDown(long nowNanos) {
        if (interval == 1 || nowNanos - doubledNanos >= SLOWING_NANOS) {
            interval = Math.min(longestInterval, interval * 2);
            doubledNanos = nowNanos;
        }
        changedNanos = nowNanos;
    }
}

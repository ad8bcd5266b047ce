package dev.tickwire.server.room;

import dev.tickwire.server.broadcast.Broadcast;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.RoomStats;

/** Takes snapshots of a room's world, and sends them to everybody who is there. Belongs to the room's loop. */
final class SnapshotRunner {
    private final Broadcast broadcast;
    private final Roster roster;
    private final CounterBatch counters;
    private final RoomStats stats;
    private boolean areAllAtRest;

    SnapshotRunner(Broadcast broadcast, Roster roster, CounterBatch counters, RoomStats stats) {
        this.broadcast = broadcast;
        this.roster = roster;
        this.counters = counters;
        this.stats = stats;
    }

    /** Whether one is to be taken after a tick; {@code isLast}: the room ends with it. */
    boolean isDue(int tick, int ticksPerSnapshot, long ticksBehind, boolean isLast) {
        areAllAtRest = false;
        if (isLast || tick % ticksPerSnapshot != 0) {
            return isLast;
        }
        boolean isOvertaken = ticksBehind >= ticksPerSnapshot;
        if (isOvertaken) {
            counters.increment(Counter.SNAPSHOTS_OVERTAKEN);
        }
        return !isOvertaken;
    }

    /** Whether a snapshot was due at this tick, and there was nothing to tell anybody who is there. */
    boolean areAllAtRest() {
        return areAllAtRest;
    }

    void run(long nowNanos) {
        if (roster.count() == 0) {
            areAllAtRest = true;
            return;
        }
        int there = 0;
        stats.selectingBegins();
        broadcast.begin();
        stats.selected();
        for (int i = 0; i < roster.count(); i++) {
            Player player = roster.get(i);
            if (!player.isAway()) {
                there++;
                broadcast.send(player.recipient(), nowNanos);
                player.measure(stats.sentTimes(), nowNanos);
                stats.corrected(player.seat().reports().takeCorrections());
            }
        }
        broadcast.end();
        areAllAtRest = broadcast.restCount() == there;
    }
}

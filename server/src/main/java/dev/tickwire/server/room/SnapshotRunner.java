package dev.tickwire.server.room;

import dev.tickwire.server.broadcast.Broadcast;
import dev.tickwire.server.metrics.RoomStats;

/** Takes snapshots of a room's world, and sends them to everybody who is there. Belongs to the room's loop. */
final class SnapshotRunner {
    private final Broadcast broadcast;
    private final Roster roster;
    private final RoomStats stats;

    SnapshotRunner(Broadcast broadcast, Roster roster, RoomStats stats) {
        this.broadcast = broadcast;
        this.roster = roster;
        this.stats = stats;
    }

    void run(long nowNanos) {
        if (roster.count() == 0) {
            return;
        }
        stats.selectingBegins();
        broadcast.begin();
        stats.selected();
        for (int i = 0; i < roster.count(); i++) {
            Player player = roster.get(i);
            if (!player.isAway()) {
                broadcast.send(player.recipient(), nowNanos);
                player.measure(stats.sentTimes(), nowNanos);
                stats.corrected(player.seat().reports().takeCorrections());
            }
        }
        broadcast.end();
    }
}

package dev.tickwire.server.broadcast;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.roomtype.RoomSettings;

/** Which snapshots go with a hash of what their recipients hold. Belongs to the room's loop. */
final class HashTurns {
    private final CounterBatch counters;
    private long snapshotCount;
    private boolean isDue;
    /** How many hashes that cost work of their own this snapshot may still have, for clients that ask for each. */
    private int ownLeft;

    HashTurns(CounterBatch counters) {
        this.counters = counters;
    }

    /** Starts with the next snapshot. */
    void begin(RoomSettings.Logs logs) {
        isDue = snapshotCount++ % logs.hashIntervalSnapshots() == 0;
        ownLeft = logs.hashEverySnapshotLimit();
    }

    /**
     * Whether a recipient may have one: all get one with this snapshot, or it asks for each, and there is one left
     * where each costs work. It is taken though the snapshot may not be sent: others must not learn from their hashes
     * whether there was something to tell.
     *
     * @param areShared whether a hash costs work once only, for all
     */
    boolean take(Recipient to, boolean areShared) {
        if (isDue) {
            return true;
        }
        if (!to.seat().request().hashEverySnapshot()) {
            return false;
        }
        if (areShared) {
            return true;
        }
        if (ownLeft == 0) {
            counters.increment(Counter.HASHES_REFUSED);
            return false;
        }
        ownLeft--;
        return true;
    }
}

package dev.tickwire.simulation.state;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest snapshots of a room, in a ring: baselines for deltas, and the past for lag compensation. */
public final class SnapshotHistory {
    private static final int EMPTY = -1;

    private final Snapshot[] ring;
    private final int[] ticks;
    private int newest;

    /** Keeps {@code size} snapshots, at least 2. */
    public SnapshotHistory(Schema schema, int size) {
        if (size < 2) {
            throw new IllegalArgumentException("a history needs room for 2 snapshots, not " + size);
        }
        ring = new Snapshot[size];
        for (int i = 0; i < size; i++) {
            ring[i] = new Snapshot(schema);
        }
        ticks = new int[size];
        Arrays.fill(ticks, EMPTY);
    }

    /** The oldest snapshot, to be overwritten with the state at {@code tick}, which must be later than all before. */
    public Snapshot claim(int tick) {
        if (tick <= ticks[newest]) {
            throw new IllegalArgumentException("tick " + tick + " is not after " + ticks[newest]);
        }
        newest = (newest + 1) % ring.length;
        ticks[newest] = tick;
        ring[newest].setTick(tick);
        return ring[newest];
    }

    /** The newest snapshot; null: there is none yet. */
    public @Nullable Snapshot newest() {
        return ticks[newest] == EMPTY ? null : ring[newest];
    }

    /**
     * Tick of the snapshot in the middle of the ring: what is not later than that should be renewed before it is
     * overwritten. Negative: there are not as many snapshots yet.
     */
    public int middleTick() {
        return ticks[before(ring.length / 2)];
    }

    /**
     * Copies the newest snapshots, the oldest of them first.
     *
     * @param into of the same schema; where there are more than snapshots, the last ones stay as they are
     * @return how many were copied
     */
    public int copyNewest(List<Snapshot> into) {
        int count = 0;
        while (count < Math.min(into.size(), ring.length) && ticks[before(count)] != EMPTY) {
            count++;
        }
        for (int i = 0; i < count; i++) {
            into.get(i).copyFrom(ring[before(count - 1 - i)]);
        }
        return count;
    }

    /** The place of the one that is so many before the newest. */
    private int before(int count) {
        return (newest + ring.length - count) % ring.length;
    }

    /** The snapshot of that tick; null: there was none, or it has been overwritten. */
    public @Nullable Snapshot find(int tick) {
        if (tick < 0) {
            return null;
        }
        for (int i = 0, at = newest; i < ring.length; i++) {
            if (ticks[at] == tick) {
                return ring[at];
            }
            at = at == 0 ? ring.length - 1 : at - 1;
        }
        return null;
    }
}

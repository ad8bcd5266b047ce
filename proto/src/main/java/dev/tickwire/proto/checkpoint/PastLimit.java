package dev.tickwire.proto.checkpoint;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;

/**
 * Bounds how much of the past a checkpoint can have: few bytes may stand for many rows, since a delta that says nothing
 * stands for all rows of the tick before.
 */
final class PastLimit {
    /** 128 MB in memory. */
    private static final long MOST_INTS = 1L << 25;

    private static final int INTS_PER_SNAPSHOT = 64;

    private long ints;

    /** Counts one more snapshot; an {@link IllegalArgumentException} if it is too much. */
    void add(Snapshot then) {
        ints += INTS_PER_SNAPSHOT;
        for (int table = 0; table < then.tableCount(); table++) {
            Rows rows = then.table(table);
            ints += rows.capacity() / Integer.SIZE + (long) rows.slots() * (rows.columnCount() + 1);
        }
        if (ints > MOST_INTS) {
            throw new IllegalArgumentException("there is more of the past than a checkpoint can have");
        }
    }
}

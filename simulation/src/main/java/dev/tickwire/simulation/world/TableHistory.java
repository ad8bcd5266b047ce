package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of one table at the last few ticks, in a ring: for {@link Past}. */
final class TableHistory {
    private final TableType type;
    /** Filled as ticks go by: a room that ends early has no use for the rest. */
    private final @Nullable Rows[] ring;

    private final int[] ticks;
    private int newest;
    private int count;

    /** Keeps {@code size} ticks, at least 1. */
    TableHistory(TableType type, int size) {
        this.type = type;
        ring = new @Nullable Rows[size];
        ticks = new int[size];
    }

    /** Keeps a copy of the rows at a tick; when the ring is full, in place of the oldest. */
    void remember(int tick, Rows rows) {
        newest = (newest + 1) % ring.length;
        ticks[newest] = tick;
        Rows copy = ring[newest];
        if (copy == null) {
            copy = Rows.growing(type);
            ring[newest] = copy;
        }
        copy.copyFrom(rows);
        count = Math.min(count + 1, ring.length);
    }

    /** How many ticks are kept now. */
    int count() {
        return count;
    }

    /** Age of the newest kept tick that is not after a moment; if all are, of the oldest one; −1: none is kept. */
    int ageAt(double tick) {
        int age = 0;
        while (age < count && tick(age) > tick) {
            age++;
        }
        return Math.min(age, count - 1);
    }

    /** The tick of that age: 0 is the newest, {@link #count} − 1 the oldest. */
    int tick(int age) {
        return ticks[slot(age)];
    }

    Rows rows(int age) {
        return Objects.requireNonNull(ring[slot(age)]);
    }

    private int slot(int age) {
        return (newest - age + ring.length) % ring.length;
    }
}

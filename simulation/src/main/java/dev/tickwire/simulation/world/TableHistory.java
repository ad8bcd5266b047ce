package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import java.util.Arrays;

/** What one table was at the last few ticks, in a ring: for {@link Past}. */
final class TableHistory {
    private static final int NEVER = Integer.MIN_VALUE;

    private final Rows[] ring;
    private final int[] ticks;
    private int newest;

    /** Keeps {@code size} ticks, at least 1. */
    TableHistory(TableType type, int size) {
        ring = new Rows[size];
        for (int i = 0; i < size; i++) {
            ring[i] = Rows.growing(type);
        }
        ticks = new int[size];
        forget();
    }

    /** Keeps a copy of the rows at a tick, over those of the oldest one. */
    void remember(int tick, Rows rows) {
        newest = (newest + 1) % ring.length;
        ticks[newest] = tick;
        ring[newest].copyFrom(rows);
    }

    void forget() {
        Arrays.fill(ticks, NEVER);
    }

    /**
     * How many ticks back from the newest the one is that held at a moment, or else the oldest that is kept; −1: none
     * is kept.
     */
    int ageAt(double tick) {
        int age = -1;
        do {
            age++;
        } while (age < ring.length && tick(age) != NEVER && tick(age) > tick);
        return age < ring.length && tick(age) != NEVER ? age : age - 1;
    }

    int tick(int age) {
        return ticks[slot(age)];
    }

    Rows rows(int age) {
        return ring[slot(age)];
    }

    private int slot(int age) {
        return (newest - age + ring.length) % ring.length;
    }
}

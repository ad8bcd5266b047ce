package dev.tickwire.simulation.state;

import java.util.Arrays;

/**
 * A set of rows: which slots of each table somebody sees. Not thread-safe.
 *
 * <p>It does not say whether there is an entity in a slot: combine it with the rows of a snapshot.
 */
public final class View {
    private final int[][] slots;

    /** Sees nothing yet. */
    public View(Schema schema) {
        slots = new int[schema.tables().size()][];
        for (int t = 0; t < slots.length; t++) {
            slots[t] = new int[Slots.wordsFor(schema.tables().get(t).capacity())];
        }
    }

    public boolean sees(int table, int row) {
        return (slots[table][row >> 5] & 1 << row) != 0;
    }

    long word(int table, int index) {
        return Slots.word(slots[table], index);
    }

    /** The first of a table's present rows at or above {@code from} that is seen; −1: there is none. */
    int next(int table, Rows rows, int from) {
        return rows.next(from, slots[table]);
    }

    public void add(int table, int row) {
        slots[table][row >> 5] |= 1 << row;
    }

    public void remove(int table, int row) {
        slots[table][row >> 5] &= ~(1 << row);
    }

    /** Sees nothing any more. */
    public void clear() {
        for (int[] table : slots) {
            Arrays.fill(table, 0);
        }
    }

    /** Sees every row of a table that is there. */
    public void addAll(int table, Rows rows) {
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            add(table, row);
        }
    }

    /** Sees what the other sees. */
    public void copyFrom(View other) {
        for (int t = 0; t < slots.length; t++) {
            System.arraycopy(other.slots[t], 0, slots[t], 0, slots[t].length);
        }
    }
}

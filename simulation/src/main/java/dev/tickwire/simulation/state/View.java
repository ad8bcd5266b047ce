package dev.tickwire.simulation.state;

import java.util.Arrays;

/**
 * A set of rows: which slots of each table somebody sees. Not thread-safe.
 *
 * <p>It does not say whether there is an entity in a slot: combine it with the rows of a snapshot. It knows between
 * which words it has slots, so that in a large table it takes time for these only.
 */
public final class View {
    private final int[][] slots;
    private final int[] firstWords;
    private final int[] endWords;

    /** Sees nothing yet. */
    public View(Schema schema) {
        slots = new int[schema.tables().size()][];
        firstWords = new int[slots.length];
        endWords = new int[slots.length];
        for (int t = 0; t < slots.length; t++) {
            slots[t] = new int[Slots.wordsFor(schema.tables().get(t).capacity())];
            firstWords[t] = slots[t].length;
        }
    }

    public boolean sees(int table, int row) {
        return (slots[table][row >> 5] & 1 << row) != 0;
    }

    /** Which slots of a table are seen, from {@code 64 × index} on: the lowest bit stands for the first. */
    public long word(int table, int index) {
        return Slots.word(slots[table], index);
    }

    /** No {@link #word} of a table below this one has slots; beyond {@link #endWord} if none at all has. */
    public int firstWord(int table) {
        return firstWords[table];
    }

    /** No {@link #word} of a table from this one on has slots. */
    public int endWord(int table) {
        return endWords[table];
    }

    /** The first of a table's present rows at or above {@code from} that is seen; −1: there is none. */
    int next(int table, Rows rows, int from) {
        if (from >= endWords[table] << 6) {
            return -1;
        }
        return rows.next(Math.max(from, firstWords[table] << 6), slots[table]);
    }

    public void add(int table, int row) {
        int word = row >> 6;
        firstWords[table] = Math.min(firstWords[table], word);
        endWords[table] = Math.max(endWords[table], word + 1);
        slots[table][row >> 5] |= 1 << row;
    }

    public void remove(int table, int row) {
        slots[table][row >> 5] &= ~(1 << row);
    }

    /** Sees nothing any more. */
    public void clear() {
        for (int t = 0; t < slots.length; t++) {
            clear(t);
        }
    }

    /** Sees no row of a table any more. */
    public void clear(int table) {
        if (endWords[table] > 0) {
            Arrays.fill(slots[table], 2 * firstWords[table], 2 * endWords[table], 0);
            firstWords[table] = slots[table].length;
            endWords[table] = 0;
        }
    }

    /** Sees the rows of a table that are there, and no others. */
    public void showAll(int table, Rows rows) {
        clear(table);
        endWords[table] = rows.words();
        firstWords[table] = endWords[table] == 0 ? slots[table].length : 0;
        for (int index = 0; index < endWords[table]; index++) {
            long word = rows.word(index);
            slots[table][2 * index] = (int) word;
            slots[table][2 * index + 1] = (int) (word >>> 32);
        }
    }

    /** Sees what the other sees. */
    public void copyFrom(View other) {
        for (int t = 0; t < slots.length; t++) {
            copyFrom(other, t);
        }
    }

    /** Sees of a table what the other sees. */
    public void copyFrom(View other, int table) {
        clear(table);
        int from = other.firstWords[table];
        int to = other.endWords[table];
        if (from < to) {
            System.arraycopy(other.slots[table], 2 * from, slots[table], 2 * from, 2 * (to - from));
            firstWords[table] = from;
            endWords[table] = to;
        }
    }
}

package dev.tickwire.simulation.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table: which slots are taken, the generation of each, and a column of raw ints per column type.
 *
 * <p>Both the live table and each snapshot hold one; a snapshot is a copy. Not thread-safe: it belongs to whoever owns
 * the world or the snapshot. Iterate with {@code for (int row = rows.next(0); row >= 0; row = rows.next(row + 1))}.
 */
public final class Rows {
    private static final int FIRST_SLOTS = 16;
    private static final int FIRST_LIVE_SLOTS = 256;

    private final int capacity;
    /**
     * A bit for each slot, 32 in an int: in JavaScript, where the rules run too, 64 would be a hundred times slower.
     */
    private final int[] present;

    private int[] generations;
    private final int[][] values;
    private int count;
    private int limit;
    /** No slot at or above this was ever taken. */
    private int used;

    private Rows(TableType type, int slots) {
        capacity = type.capacity();
        present = new int[wordsFor(capacity)];
        generations = new int[slots];
        values = new int[type.columns().size()][slots];
    }

    /**
     * Rows of a live table: with storage for some hundred, which grows to what is put in, and columns become other
     * arrays with it.
     */
    public static Rows live(TableType type) {
        return new Rows(type, Math.min(FIRST_LIVE_SLOTS, type.capacity()));
    }

    /** Rows of a snapshot, of which there are many: as those of a live table, but with less storage at first. */
    public static Rows growing(TableType type) {
        return new Rows(type, Math.min(FIRST_SLOTS, type.capacity()));
    }

    /** How many ints a set of {@code slots} slots has: an even number, since one {@link #word} is two of them. */
    static int wordsFor(int slots) {
        return (slots + 63) >> 6 << 1;
    }

    /** Which slots are in a set, from {@code 64 × index} on. */
    static long word(int[] set, int index) {
        return (long) set[2 * index + 1] << 32 | Integer.toUnsignedLong(set[2 * index]);
    }

    /** How many slots there is storage for: another number after columns have become other arrays. */
    public int slots() {
        return generations.length;
    }

    public int capacity() {
        return capacity;
    }

    /** How many rows are present. */
    public int count() {
        return count;
    }

    /** No row at or above this slot is present. */
    public int limit() {
        return limit;
    }

    /**
     * The ints of one column by slot, for slots below {@link #limit} at least: shared, not a copy; those of absent rows
     * mean nothing.
     */
    public int[] column(int index) {
        return values[index];
    }

    public int columnCount() {
        return values.length;
    }

    public boolean isPresent(int row) {
        return row >= 0 && row < limit && (present[row >> 5] & 1 << row) != 0;
    }

    /** The first present row at or above {@code from}; −1: there is none. */
    public int next(int from) {
        return next(from, null);
    }

    /**
     * The first row at or above {@code from} that is present, and in a set of slots if one is given; −1: there is none.
     */
    int next(int from, int @Nullable [] slots) {
        if (from >= limit) {
            return -1;
        }
        int word = from >> 5;
        int fromBit = -1 << from;
        int words = (limit + 31) >> 5;
        while (word < words) {
            int bits = present[word] & fromBit & (slots == null ? -1 : slots[word]);
            if (bits != 0) {
                return (word << 5) + Integer.numberOfTrailingZeros(bits);
            }
            fromBit = -1;
            word++;
        }
        return -1;
    }

    /** How many {@link #word}s have rows. */
    int words() {
        return (limit + 63) >> 6;
    }

    /**
     * Which of the rows from {@code 64 × index} on are there: the lowest bit stands for the first; beyond
     * {@link #words} none are.
     */
    long word(int index) {
        return word(present, index);
    }

    /** Id of a present row. */
    public int id(int row) {
        return EntityId.of(generations[row], row);
    }

    /** Generation of the entity in a slot, or of the last one; 0: it was never taken. */
    public int generation(int row) {
        return row < generations.length ? generations[row] : 0;
    }

    /** Row of an entity; −1 if it is gone or {@link EntityId#NONE}. */
    public int rowOf(int id) {
        int slot = EntityId.slot(id);
        return isPresent(slot) && generations[slot] == EntityId.generation(id) ? slot : -1;
    }

    /** The lowest free slot; −1: all are taken. */
    public int firstFree() {
        for (int word = 0; word < present.length; word++) {
            if (present[word] != -1) {
                int row = (word << 5) + Integer.numberOfTrailingZeros(~present[word]);
                return row < capacity() ? row : -1;
            }
        }
        return -1;
    }

    /** Takes a slot for a new entity of the given generation, all values 0; the slot must be free. */
    public void put(int row, int generation) {
        if (isPresent(row)) {
            throw new IllegalStateException("slot " + row + " is taken");
        }
        reserve(row + 1);
        used = Math.max(used, row + 1);
        generations[row] = generation;
        for (int[] column : values) {
            column[row] = 0;
        }
        present[row >> 5] |= 1 << row;
        count++;
        limit = Math.max(limit, row + 1);
    }

    /** Makes sure that there is storage for the slots below {@code end}. */
    public void reserve(int end) {
        if (end > generations.length) {
            int slots = Math.min(capacity, Math.max(end, 2 * generations.length));
            generations = Arrays.copyOf(generations, slots);
            for (int i = 0; i < values.length; i++) {
                values[i] = Arrays.copyOf(values[i], slots);
            }
        }
    }

    /** Takes a free slot for a copy of a row of the same type. */
    public void putCopy(Rows other, int row) {
        put(row, other.generations[row]);
        copyValues(other, row);
    }

    /** Gives a present row the values that it has in rows of the same type. */
    public void copyValues(Rows other, int row) {
        for (int i = 0; i < values.length; i++) {
            values[i][row] = other.values[i][row];
        }
    }

    /** Frees the slot of a present row; its generation stays known. */
    public void remove(int row) {
        if (!isPresent(row)) {
            throw new IllegalStateException("row " + row + " is not there");
        }
        present[row >> 5] &= ~(1 << row);
        count--;
        while (limit > 0 && (present[(limit - 1) >> 5] & 1 << (limit - 1)) == 0) {
            limit--;
        }
    }

    /** How many slots, from the first on, have ever been taken, or lie below one that has. */
    public int everTaken() {
        return used;
    }

    /** Says which generation a free slot had last, so that the next entity there gets the one after it. */
    public void setLastGeneration(int row, int generation) {
        if (isPresent(row)) {
            throw new IllegalStateException("slot " + row + " is taken");
        }
        reserve(row + 1);
        used = Math.max(used, row + 1);
        generations[row] = generation;
    }

    /** Frees all slots; generations stay known. */
    public void clear() {
        Arrays.fill(present, 0, (limit + 31) >> 5, 0);
        count = 0;
        limit = 0;
    }

    /** Becomes a copy of rows of the same type. */
    public void copyFrom(Rows other) {
        reserve(other.used);
        System.arraycopy(other.present, 0, present, 0, (Math.max(limit, other.limit) + 31) >> 5);
        System.arraycopy(other.generations, 0, generations, 0, other.used);
        if (used > other.used) {
            Arrays.fill(generations, other.used, used, 0);
        }
        used = other.used;
        for (int i = 0; i < values.length; i++) {
            System.arraycopy(other.values[i], 0, values[i], 0, other.limit);
        }
        count = other.count;
        limit = other.limit;
    }
}

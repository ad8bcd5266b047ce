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

    private final Slots taken;
    private int[] generations;
    private final ColumnArrays values;
    /** No slot at or above this was ever taken. */
    private int used;
    /** Of the live table that this is; null: it is none. */
    private final @Nullable ChangeStamps own;
    /** Of the live table that this is, or is a copy of; null: it is neither, or no longer. */
    private @Nullable ChangeStamps source;

    private int serial;

    private Rows(TableType type, int slots, boolean isLive) {
        taken = new Slots(type.capacity());
        generations = new int[slots];
        values = new ColumnArrays(type, slots);
        own = isLive ? new ChangeStamps(slots) : null;
        source = own;
        serial = isLive ? Integer.MAX_VALUE : ChangeStamps.NEVER;
    }

    /**
     * Rows of a live table: with storage for some hundred, which grows to what is put in, and columns become other
     * arrays with it. They know when each of them has changed last.
     */
    public static Rows live(TableType type) {
        return new Rows(type, Math.min(FIRST_LIVE_SLOTS, type.capacity()), true);
    }

    /** Rows of a snapshot, of which there are many: as those of a live table, but with less storage at first. */
    public static Rows growing(TableType type) {
        return new Rows(type, Math.min(FIRST_SLOTS, type.capacity()), false);
    }

    /** How many slots there is storage for: another number after columns have become other arrays. */
    public int slots() {
        return generations.length;
    }

    public int capacity() {
        return taken.capacity();
    }

    /** How many rows are present. */
    public int count() {
        return taken.count();
    }

    /** No row at or above this slot is present. */
    public int limit() {
        return taken.limit();
    }

    /**
     * The ints of one column by slot, {@link #width} of each, for slots below {@link #limit} at least: shared; those of
     * absent rows mean nothing. Who writes to a row of a live table, or a copy of one, says so with {@link #touch}.
     */
    public int[] column(int index) {
        return values.of(index);
    }

    /** How many ints each row has in a column, one after the other: 1, but for cells. */
    public int width(int index) {
        return values.width(index);
    }

    public int columnCount() {
        return values.count();
    }

    public boolean isPresent(int row) {
        return taken.has(row);
    }

    /** The first present row at or above {@code from}; −1: there is none. */
    public int next(int from) {
        return next(from, null);
    }

    /** As {@link #next(int)}, of the rows that are in a set of slots too, if one is given. */
    int next(int from, int @Nullable [] slots) {
        return taken.next(from, slots);
    }

    /** How many {@link #word}s have rows. */
    public int words() {
        return (limit() + 63) >> 6;
    }

    /** Which of the rows from {@code 64 × index} on are there: the lowest bit is the first; beyond the end none. */
    public long word(int index) {
        return taken.word(index);
    }

    /**
     * Number of this copy of a live table, to ask later copies what has {@linkplain #changedWord changed} since. Copies
     * between which nothing has changed have the same number. 0: this is no copy of a live table. That of the table
     * itself is above those of all its copies.
     */
    public int serial() {
        return serial;
    }

    /**
     * Which of the rows from {@code 64 × index} on may be others than in a copy of the same live table, present or not:
     * the lowest bit stands for the first. All of them, where this is no copy of a live table.
     *
     * @param since {@link #serial} of the earlier copy; 0: of none
     */
    public long changedWord(int index, int since) {
        return changedAmong(-1, index, since);
    }

    /** As {@link #changedWord}, but of some rows only, for which it takes less time. */
    public long changedAmong(long some, int index, int since) {
        return source == null ? some : source.among(some, index, since);
    }

    /** A number of a live table that is the {@link #serial} of a copy for as long as nothing changes after that. */
    public int edition() {
        return own == null ? ChangeStamps.NEVER : own.close();
    }

    @Nullable
    ChangeStamps source() {
        return source;
    }

    /** Says that a row has changed; what was a copy is none any more. */
    public void touch(int row) {
        if (own != null) {
            own.mark(row);
        } else {
            touch(row, row + 1);
        }
    }

    /** Stores a raw value, which must be legal, in a row of a column with one in each. */
    public void set(int column, int row, int raw) {
        int[] array = values.of(column);
        if (array[row] != raw) {
            array[row] = raw;
            touch(row);
        }
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
        return taken.firstFree();
    }

    /** Takes a free slot for a new entity of the given generation, its values raw 0, or the nearest legal ones. */
    public void put(int row, int generation) {
        if (isPresent(row)) {
            throw new IllegalStateException("slot " + row + " is taken");
        }
        reserve(row + 1);
        used = Math.max(used, row + 1);
        generations[row] = generation;
        values.reset(row);
        taken.take(row);
        touch(row);
    }

    /** Makes sure that there is storage for the slots below {@code end}. */
    public void reserve(int end) {
        if (end > generations.length) {
            int slots = Math.min(capacity(), Math.max(end, 2 * generations.length));
            generations = Arrays.copyOf(generations, slots);
            values.grow(slots);
            if (own != null) {
                own.reserve(slots);
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
        if (values.copyRow(other.values, row)) {
            touch(row);
        }
    }

    /** Frees the slot of a present row; its generation stays known. */
    public void remove(int row) {
        if (!isPresent(row)) {
            throw new IllegalStateException("row " + row + " is not there");
        }
        taken.free(row);
        touch(row);
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
        touch(row);
    }

    /** Frees all slots; generations stay known. */
    public void clear() {
        touch(0, limit());
        taken.clear();
    }

    /**
     * Becomes a copy of rows of the same type. Where both are of the same live table, this takes time only for what has
     * changed since the older one.
     */
    public void copyFrom(Rows other) {
        reserve(other.used);
        ChangeStamps common = source == other.source ? source : null;
        int since = Math.min(serial, other.serial);
        int end = Math.max(used, other.used);
        int from = 0;
        for (int block = 0; common != null && block < ChangeStamps.blocksFor(end); block++) {
            if (!common.isNewer(block, since)) {
                copySlots(other, from, ChangeStamps.firstRow(block));
                from = ChangeStamps.firstRow(block + 1);
            }
        }
        copySlots(other, from, end);
        taken.copyFrom(other.taken);
        used = other.used;
        if (own == null) {
            source = other.source;
            serial = other.own == null ? other.serial : other.own.close();
        }
    }

    private void copySlots(Rows other, int from, int to) {
        if (from >= to) {
            return;
        }
        int stored = Math.max(0, Math.min(to, other.slots()) - from);
        if (stored > 0) {
            Ints.copy(other.generations, generations, from, from + stored);
            values.copyRows(other.values, from, stored);
        }
        Arrays.fill(generations, from + stored, to, 0);
        touch(from, to);
    }

    /** Says that rows may have changed, those from one to another, excluded. */
    private void touch(int from, int to) {
        if (own != null) {
            own.mark(from, to);
        } else {
            source = null;
            serial = ChangeStamps.NEVER;
        }
    }
}

package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.state.View;
import java.util.Arrays;

/**
 * The rows of one table by the number in a column, whatever its range. Takes time only for rows that have changed since
 * the snapshot before; allocates nothing.
 */
final class RowsByKey {
    private static final int NONE = -1;
    private static final int SPREAD = 0x9E3779B1;

    private final int column;
    /** By the upper bits of spread keys: the first row of each list. */
    private final int[] firsts;

    private final int shift;
    private final int[] next;
    private final int[] before;
    private final int[] keys;
    private final boolean[] isIn;
    private int serial;
    private int words;

    /** By the numbers in a column, or by those of the rows themselves for {@link TableType#OWNED_BY_ROW}. */
    RowsByKey(int column, int capacity) {
        this.column = column;
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(capacity - 1));
        firsts = new int[1 << bits];
        Arrays.fill(firsts, NONE);
        shift = Integer.SIZE - bits;
        next = new int[capacity];
        before = new int[capacity];
        keys = new int[capacity];
        isIn = new boolean[capacity];
    }

    /** Goes on to the rows of another snapshot. */
    void look(Rows rows) {
        int[] raws = column == TableType.OWNED_BY_ROW ? null : rows.column(column);
        int end = Math.max(words, rows.words());
        for (int word = 0; word < end; word++) {
            for (long changed = rows.changedWord(word, serial); changed != 0; changed &= changed - 1) {
                int row = (word << 6) + Long.numberOfTrailingZeros(changed);
                if (row < keys.length) {
                    place(row, rows.isPresent(row), raws == null || row >= raws.length ? row : raws[row]);
                }
            }
        }
        serial = rows.serial();
        words = rows.words();
    }

    private void place(int row, boolean isPresent, int key) {
        if (isIn[row] && (!isPresent || keys[row] != key)) {
            takeOut(row);
        }
        if (isPresent && !isIn[row]) {
            putIn(row, key);
        }
    }

    private void putIn(int row, int key) {
        int list = listOf(key);
        keys[row] = key;
        isIn[row] = true;
        before[row] = NONE;
        next[row] = firsts[list];
        if (next[row] != NONE) {
            before[next[row]] = row;
        }
        firsts[list] = row;
    }

    private void takeOut(int row) {
        isIn[row] = false;
        if (next[row] != NONE) {
            before[next[row]] = before[row];
        }
        if (before[row] == NONE) {
            firsts[listOf(keys[row])] = next[row];
        } else {
            next[before[row]] = next[row];
        }
    }

    /** Adds the rows with a key to a view. */
    void addTo(View view, int table, int key) {
        for (int row = firsts[listOf(key)]; row != NONE; row = next[row]) {
            if (keys[row] == key) {
                view.add(table, row);
            }
        }
    }

    private int listOf(int key) {
        return (key * SPREAD) >>> shift;
    }
}

package dev.tickwire.simulation.state;

import java.util.Arrays;

/**
 * When each row of a live table has changed last, counted in copies: all changes between two copies have one serial
 * number, and what is copied after them holds it.
 *
 * <p>Nobody has to clear anything: whoever keeps the serial of a copy can ask at any time what has changed since. A row
 * that is marked may have the same values again: who needs to know compares these few rows. Belongs to whoever owns the
 * table.
 */
final class ChangeStamps {
    /** Before everything: a copy with this serial holds no change. */
    static final int NEVER = 0;

    private int[] rows;
    /** The newest stamp of each 64 rows. */
    private int[] blocks;

    /** Copies of a table in which nothing has changed yet have a serial too: the one before this. */
    private int serial = NEVER + 2;

    private boolean isMarked;

    ChangeStamps(int slots) {
        rows = new int[slots];
        blocks = new int[blocksFor(slots)];
    }

    /** How many blocks of 64 rows there are. */
    static int blocksFor(int slots) {
        return (slots + 63) >> 6;
    }

    static int firstRow(int block) {
        return block << 6;
    }

    void reserve(int slots) {
        rows = Arrays.copyOf(rows, slots);
        blocks = Arrays.copyOf(blocks, blocksFor(slots));
    }

    /** A row changes: its values, or whether it is there, or the entity in it. */
    void mark(int row) {
        rows[row] = serial;
        blocks[row >> 6] = serial;
        isMarked = true;
    }

    /** Rows may have changed, those from one to another, excluded. */
    void mark(int from, int to) {
        if (from < to) {
            Arrays.fill(rows, from, to, serial);
            Arrays.fill(blocks, from >> 6, blocksFor(to), serial);
            isMarked = true;
        }
    }

    /**
     * A copy is made: what changes from now on is newer. Where nothing has changed since the last copy the serial stays
     * the same, so that it lasts for as many ticks as there can be.
     *
     * @return the serial of the copy
     */
    int close() {
        if (isMarked) {
            isMarked = false;
            serial++;
        }
        return serial - 1;
    }

    /** The serial of the first copy that holds the newest change of a row. */
    int ofRow(int row) {
        return rows[row];
    }

    /** The serial of the first copy that holds the newest change of the rows of a block. */
    int ofBlock(int block) {
        return blocks[block];
    }

    /** Whether a row of a block has changed after the copy with that serial. */
    boolean isNewer(int block, int since) {
        return block < blocks.length && blocks[block] > since;
    }

    /**
     * Which of some rows of a block have changed after the copy with that serial: the lowest bit stands for the first.
     */
    long among(long some, int block, int since) {
        if (!isNewer(block, since)) {
            return 0;
        }
        long changed = 0;
        int from = firstRow(block);
        for (long rest = some & storedRows(block); rest != 0; rest &= rest - 1) {
            if (rows[from + Long.numberOfTrailingZeros(rest)] > since) {
                changed |= Long.lowestOneBit(rest);
            }
        }
        return changed;
    }

    /** Those rows of a block for which there is storage. */
    private long storedRows(int block) {
        int end = rows.length - firstRow(block);
        return end >= Long.SIZE ? -1 : (1L << end) - 1;
    }
}

package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Rows;

/**
 * Which rows of a table came, went, or changed their place, one after the other, in a ring: whoever has followed up to
 * a number need only look at those from there on.
 */
final class Moves {
    static final byte ABSENT = 0;
    static final byte PLACED = 1;
    /** Seen by everybody, wherever it is. */
    static final byte RELEVANT = 2;

    private static final int[] NO_COLUMN = {};

    private final Whereabouts whereabouts;
    private final byte[] kinds;
    private final int[] xs;
    private final int[] ys;
    private final int[] radii;
    private final int[] moved;
    private int limit;
    /** Of the snapshot that was looked at last. */
    private int serial;

    private long first;
    private long end;

    Moves(int capacity, Whereabouts whereabouts) {
        this.whereabouts = whereabouts;
        kinds = new byte[capacity];
        xs = new int[capacity];
        ys = new int[capacity];
        radii = whereabouts.hasSizes() ? new int[capacity] : NO_COLUMN;
        moved = new int[capacity];
    }

    /**
     * Compares a snapshot's rows with what they were at the last call.
     *
     * @return how many have moved
     */
    int look(Rows rows) {
        long before = end;
        Placement placement = whereabouts.placement();
        int[] newXs = rows.column(placement.x());
        int[] newYs = rows.column(placement.y());
        int[] newRadii = whereabouts.hasSizes() ? rows.column(placement.radiusColumn()) : NO_COLUMN;
        int words = Math.max(words(limit), rows.words());
        limit = rows.limit();
        for (int word = 0; word < words; word++) {
            for (long left = rows.changedWord(word, serial); left != 0; left &= left - 1) {
                int row = (word << 6) + Long.numberOfTrailingZeros(left);
                if (row < kinds.length) {
                    look(rows, row, newXs, newYs, newRadii);
                }
            }
        }
        serial = rows.serial();
        return (int) (end - before);
    }

    private static int words(int rows) {
        return (rows + 63) >> 6;
    }

    private void look(Rows rows, int row, int[] newXs, int[] newYs, int[] newRadii) {
        byte kind = kind(rows, row);
        if (kind != kinds[row] || (kind != ABSENT && isElsewhere(row, newXs, newYs, newRadii))) {
            kinds[row] = kind;
            if (kind != ABSENT) {
                remember(row, newXs, newYs, newRadii);
            }
            add(row);
        }
    }

    private byte kind(Rows rows, int row) {
        return !rows.isPresent(row) ? ABSENT : whereabouts.isRelevant(rows, row) ? RELEVANT : PLACED;
    }

    private boolean isElsewhere(int row, int[] newXs, int[] newYs, int[] newRadii) {
        return xs[row] != newXs[row] || ys[row] != newYs[row] || (newRadii.length > 0 && radii[row] != newRadii[row]);
    }

    private void remember(int row, int[] newXs, int[] newYs, int[] newRadii) {
        xs[row] = newXs[row];
        ys[row] = newYs[row];
        if (newRadii.length > 0) {
            radii[row] = newRadii[row];
        }
    }

    private void add(int row) {
        moved[(int) (end % moved.length)] = row;
        end++;
        first = Math.max(first, end - moved.length);
    }

    /** Nobody has followed up to here: all that were numbered before are gone. */
    void restart() {
        end++;
        first = end;
    }

    /** What a row was at the last look: {@link #ABSENT}, {@link #PLACED} or {@link #RELEVANT}. */
    byte kind(int row) {
        return kinds[row];
    }

    /** Number of the oldest move that is still there. */
    long first() {
        return first;
    }

    /** Number of the next move to come. */
    long end() {
        return end;
    }

    /** The row that moved. */
    int row(long number) {
        return moved[(int) (number % moved.length)];
    }
}

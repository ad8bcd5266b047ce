package dev.tickwire.proto.recording;

import dev.tickwire.proto.codec.ByteWriter;
import java.util.Arrays;

/**
 * What the inputs of players were before, which their changes are told against: raw values, and how far behind their
 * view is. Writer and reader have one each, and do the same with it.
 */
final class InputBase {
    /** Columns whose bits are in one number. */
    private static final int COLUMNS_PER_MASK = 30;

    private final int columns;
    /** Of each player a raw value per column, and then how far behind its view is. */
    private final int[] values;

    private final boolean[] isKnown;

    InputBase(int players, int columns) {
        this.columns = columns;
        values = new int[players * (columns + 1)];
        isKnown = new boolean[players];
    }

    InputBase(InputBase other) {
        columns = other.columns;
        values = other.values.clone();
        isKnown = other.isKnown.clone();
    }

    int players() {
        return isKnown.length;
    }

    /** Everything is 0, and nothing is known. */
    void clear() {
        Arrays.fill(values, 0);
        Arrays.fill(isKnown, false);
    }

    void clear(int player) {
        Arrays.fill(values, begin(player), begin(player + 1), 0);
        isKnown[player] = false;
    }

    boolean isSame(int player, int[] raws, int offset, int viewAgo) {
        int begin = begin(player);
        return isKnown[player]
                && values[begin + columns] == viewAgo
                && Arrays.equals(values, begin, begin + columns, raws, offset, offset + columns);
    }

    /** Writes what changes, and keeps what it is now. */
    void write(int player, int[] raws, int offset, int viewAgo, ByteWriter out) {
        int begin = begin(player);
        out.zigzag(viewAgo - values[begin + columns]);
        values[begin + columns] = viewAgo;
        for (int from = 0; from < columns; from += COLUMNS_PER_MASK) {
            int end = Math.min(columns, from + COLUMNS_PER_MASK);
            int mask = 0;
            for (int column = from; column < end; column++) {
                mask |= values[begin + column] == raws[offset + column] ? 0 : 1 << (column - from);
            }
            out.zigzag(mask);
            for (int column = from; column < end; column++) {
                if ((mask & 1 << (column - from)) != 0) {
                    out.zigzag(raws[offset + column] - values[begin + column]);
                    values[begin + column] = raws[offset + column];
                }
            }
        }
        isKnown[player] = true;
    }

    /** Takes what changes of a player; the values are then to be had from {@link #copy} and {@link #viewAgo}. */
    void read(int player, Numbers in) throws MalformedRecordingException {
        int begin = begin(player);
        values[begin + columns] += in.next();
        for (int from = 0; from < columns; from += COLUMNS_PER_MASK) {
            int end = Math.min(columns, from + COLUMNS_PER_MASK);
            int mask = in.next();
            for (int column = from; column < end; column++) {
                if ((mask & 1 << (column - from)) != 0) {
                    values[begin + column] += in.next();
                }
            }
        }
        isKnown[player] = true;
    }

    /** Copies the raw values of a player. */
    void copy(int player, int[] raws) {
        System.arraycopy(values, begin(player), raws, 0, columns);
    }

    int viewAgo(int player) {
        return values[begin(player) + columns];
    }

    private int begin(int player) {
        return player * (columns + 1);
    }
}

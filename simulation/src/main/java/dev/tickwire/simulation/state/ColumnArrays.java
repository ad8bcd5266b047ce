package dev.tickwire.simulation.state;

import java.util.Arrays;

/** The raw ints of some rows: an array per column, and in it as many ints for each row as the column has cells. */
final class ColumnArrays {
    private final int[][] arrays;
    private final int[] widths;
    private final int[] initial;

    ColumnArrays(TableType type, int slots) {
        arrays = new int[type.columns().size()][];
        widths = new int[arrays.length];
        initial = new int[arrays.length];
        for (int c = 0; c < arrays.length; c++) {
            ColumnType column = type.columns().get(c);
            widths[c] = column.cells();
            initial[c] = Math.max(column.rawMin(), Math.min(column.rawMax(), 0));
            arrays[c] = new int[slots * widths[c]];
        }
    }

    int count() {
        return arrays.length;
    }

    int[] of(int column) {
        return arrays[column];
    }

    int width(int column) {
        return widths[column];
    }

    /** Makes room, in other arrays with the same ints. */
    void grow(int slots) {
        for (int c = 0; c < arrays.length; c++) {
            arrays[c] = Arrays.copyOf(arrays[c], slots * widths[c]);
        }
    }

    /** Gives a row 0 everywhere, or the nearest legal number. */
    void reset(int row) {
        for (int c = 0; c < arrays.length; c++) {
            Arrays.fill(arrays[c], row * widths[c], (row + 1) * widths[c], initial[c]);
        }
    }

    /** Takes a row over; whether it was another. */
    boolean copyRow(ColumnArrays other, int row) {
        boolean differs = false;
        for (int c = 0; c < arrays.length; c++) {
            for (int at = row * widths[c]; at < (row + 1) * widths[c]; at++) {
                differs |= arrays[c][at] != other.arrays[c][at];
                arrays[c][at] = other.arrays[c][at];
            }
        }
        return differs;
    }

    /** Takes {@code count} rows over. */
    void copyRows(ColumnArrays other, int from, int count) {
        for (int c = 0; c < arrays.length; c++) {
            int width = widths[c];
            Ints.copy(other.arrays[c], arrays[c], from * width, (from + count) * width);
        }
    }
}

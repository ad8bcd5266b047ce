package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;

/**
 * One table's rows by the cell of a uniform grid that they are in, made anew for each snapshot by a counting sort.
 *
 * <p>Rows of a cell are consecutive: {@code for (int i = start(cell); i < start(cell + 1); i++) row(i)}. {@link #x} and
 * {@link #y} are by the same index, one after the other in memory.
 */
final class Grid {
    private static final int MOST_CELLS_A_SIDE = 256;

    private final Placement placement;
    private final ColumnType xType;
    private final ColumnType yType;
    private final double cellSize;
    private final int columns;
    private final int lines;
    private final int[] starts;
    private final int[] rows;
    private final double[] xs;
    private final double[] ys;
    private final int[] cells;

    /** A grid over all that the table's position columns can hold, in cells of about {@code wantedCellSize}. */
    Grid(TableType type, Placement placement, double wantedCellSize) {
        this.placement = placement;
        xType = type.columns().get(placement.x());
        yType = type.columns().get(placement.y());
        double width = xType.rawMax() * xType.unit();
        double height = yType.rawMax() * yType.unit();
        cellSize = Math.max(wantedCellSize, Math.max(width, height) / MOST_CELLS_A_SIDE);
        columns = (int) Math.floor(width / cellSize) + 1;
        lines = (int) Math.floor(height / cellSize) + 1;
        starts = new int[columns * lines + 1];
        rows = new int[type.capacity()];
        xs = new double[type.capacity()];
        ys = new double[type.capacity()];
        cells = new int[type.capacity()];
    }

    /** Sorts the rows of a snapshot. */
    void fill(Rows table) {
        for (int i = 0; i < starts.length; i++) {
            starts[i] = 0;
        }
        for (int row = table.next(0); row >= 0; row = table.next(row + 1)) {
            int cell = line(y(table, row)) * columns + column(x(table, row));
            cells[row] = cell;
            starts[cell + 1]++;
        }
        for (int cell = 1; cell < starts.length; cell++) {
            starts[cell] += starts[cell - 1];
        }
        for (int row = table.limit() - 1; row >= 0; row--) {
            if (table.isPresent(row)) {
                int index = --starts[cells[row] + 1];
                rows[index] = row;
                xs[index] = x(table, row);
                ys[index] = y(table, row);
            }
        }
        shiftStarts(table.count());
    }

    /** The sort has moved each cell's end to its start, one place too far up. */
    private void shiftStarts(int count) {
        System.arraycopy(starts, 1, starts, 0, starts.length - 1);
        starts[starts.length - 1] = count;
    }

    int start(int cell) {
        return starts[cell];
    }

    int row(int index) {
        return rows[index];
    }

    double x(int index) {
        return xs[index];
    }

    double y(int index) {
        return ys[index];
    }

    private double x(Rows table, int row) {
        return xType.origin() + table.column(placement.x())[row] * xType.unit();
    }

    private double y(Rows table, int row) {
        return yType.origin() + table.column(placement.y())[row] * yType.unit();
    }

    int columns() {
        return columns;
    }

    /** The column of cells that an x is in, the nearest one if it is beyond the grid. */
    int column(double x) {
        return clamp(Math.floor((x - xType.origin()) / cellSize), columns);
    }

    /** The line of cells that a y is in, the nearest one if it is beyond the grid. */
    int line(double y) {
        return clamp(Math.floor((y - yType.origin()) / cellSize), lines);
    }

    private static int clamp(double index, int count) {
        return index < 0 ? 0 : index < count ? (int) index : count - 1;
    }
}

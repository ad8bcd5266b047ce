package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import java.util.Arrays;

/**
 * One table's rows by the cell of a uniform grid that they are in.
 *
 * <p>Rows of a cell are consecutive: {@code for (int i = start(cell); i < start(cell + 1); i++) row(i)}. {@link #x} and
 * {@link #y} are by the same index, one after the other in memory.
 *
 * <p>A table whose rows move is sorted anew for each snapshot. One whose rows {@linkplain #isStanding stand} is sorted
 * now and then: rows that have moved since are {@linkplain #isLoose loose}, and count for nothing where they are in the
 * grid.
 */
final class Grid {
    private static final int MOST_CELLS_A_SIDE = 256;
    private static final int LEAST_CELLS = 1024;
    /** A table stands while in each of so many snapshots at most one in {@link #FEW} of its rows moves. */
    private static final int CALM_SNAPSHOTS = 16;

    private static final int FEW = 8;
    private static final int FEW_LOOSE = 16;

    private final Whereabouts whereabouts;
    private final Moves moves;
    private final double left;
    private final double top;
    private final double cellSize;
    private final double cellsPerUnit;
    private final int columns;
    private final int lines;
    private final int[] starts;
    private final int[] rows;
    private final double[] xs;
    private final double[] ys;
    private final double[] edges;
    private final int[] cells;
    private final int[] relevant;
    private final int[] loose;
    private final boolean[] isLoose;
    private int relevantCount;
    private int looseCount;
    private double mostEdge;
    private int calmSnapshots;

    /** A grid over all that the table's position columns can hold, in cells of about {@code wantedCellSize}. */
    Grid(TableType type, Whereabouts whereabouts, double wantedCellSize) {
        this.whereabouts = whereabouts;
        int capacity = type.capacity();
        moves = new Moves(capacity, whereabouts);
        double width = whereabouts.width();
        double height = whereabouts.height();
        double mostCells = Math.max(LEAST_CELLS, capacity);
        double size = Math.max(wantedCellSize, Math.sqrt(width * height / mostCells));
        cellSize = Math.max(size, Math.max(width, height) / MOST_CELLS_A_SIDE);
        cellsPerUnit = 1 / cellSize;
        left = whereabouts.left();
        top = whereabouts.top();
        columns = (int) Math.floor(width / cellSize) + 1;
        lines = (int) Math.floor(height / cellSize) + 1;
        starts = new int[columns * lines + 1];
        rows = new int[capacity];
        xs = new double[capacity];
        ys = new double[capacity];
        edges = new double[whereabouts.hasSizes() ? capacity : 0];
        cells = new int[capacity];
        relevant = new int[capacity];
        loose = new int[capacity];
        isLoose = new boolean[capacity];
        mostEdge = whereabouts.placement().radius();
    }

    /** Follows the rows to a snapshot. */
    void look(Rows table) {
        int moved = moves.look(table);
        boolean stood = isStanding();
        boolean isCalm = moved <= table.count() / FEW;
        calmSnapshots = isCalm ? Math.min(calmSnapshots + 1, CALM_SNAPSHOTS) : 0;
        if (!isStanding()) {
            moves.restart();
        }
        if (!stood || !isStanding()) {
            sort(table);
            return;
        }
        for (long move = moves.end() - moved; move < moves.end(); move++) {
            loosen(table, moves.row(move));
        }
        if (looseCount > table.count() / FEW_LOOSE) {
            sort(table);
        }
    }

    private void loosen(Rows table, int row) {
        if (!isLoose[row]) {
            isLoose[row] = true;
            loose[looseCount++] = row;
        }
        if (moves.kind(row) == Moves.PLACED) {
            mostEdge = Math.max(mostEdge, whereabouts.edge(table, row));
        }
    }

    private void sort(Rows table) {
        while (looseCount > 0) {
            isLoose[loose[--looseCount]] = false;
        }
        relevantCount = 0;
        Arrays.fill(starts, 0);
        int placed = 0;
        for (int row = table.next(0); row >= 0; row = table.next(row + 1)) {
            if (moves.kind(row) == Moves.RELEVANT) {
                relevant[relevantCount++] = row;
            } else {
                int cell = line(whereabouts.y(table, row)) * columns + column(whereabouts.x(table, row));
                cells[row] = cell;
                starts[cell + 1]++;
                placed++;
            }
        }
        for (int cell = 1; cell < starts.length; cell++) {
            starts[cell] += starts[cell - 1];
        }
        for (int row = table.limit() - 1; row >= 0; row--) {
            if (moves.kind(row) == Moves.PLACED) {
                int index = --starts[cells[row] + 1];
                rows[index] = row;
                xs[index] = whereabouts.x(table, row);
                ys[index] = whereabouts.y(table, row);
            }
        }
        shiftStarts(placed);
        measure(table, placed);
    }

    /** The sort has moved each cell's end to its start, one place too far up. */
    private void shiftStarts(int count) {
        System.arraycopy(starts, 1, starts, 0, starts.length - 1);
        starts[starts.length - 1] = count;
    }

    private void measure(Rows table, int placed) {
        if (whereabouts.hasSizes()) {
            mostEdge = 0;
            for (int i = 0; i < placed; i++) {
                edges[i] = whereabouts.edge(table, rows[i]);
                mostEdge = Math.max(mostEdge, edges[i]);
            }
        }
    }

    /** Whether hardly any row has moved lately. */
    boolean isStanding() {
        return calmSnapshots == CALM_SNAPSHOTS;
    }

    /** What has moved since when, while rows {@linkplain #isStanding stand}. */
    Moves moves() {
        return moves;
    }

    Whereabouts whereabouts() {
        return whereabouts;
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

    /** How far the edge of a row is from its place. */
    double edge(int index) {
        return edges.length == 0 ? mostEdge : edges[index];
    }

    /** No edge is further from its place than this. */
    double mostEdge() {
        return mostEdge;
    }

    /** How many rows everybody sees, wherever they are; they are in no cell. */
    int relevantCount() {
        return relevantCount;
    }

    int relevant(int index) {
        return relevant[index];
    }

    /** How many rows have moved since the last sort; some of them may be gone. */
    int looseCount() {
        return looseCount;
    }

    int loose(int index) {
        return loose[index];
    }

    boolean isLoose(int row) {
        return isLoose[row];
    }

    int columns() {
        return columns;
    }

    double cellSize() {
        return cellSize;
    }

    /** The column of cells that an x is in, the nearest one if it is beyond the grid. */
    int column(double x) {
        return clamp((x - left) * cellsPerUnit, columns);
    }

    /** The line of cells that a y is in, the nearest one if it is beyond the grid. */
    int line(double y) {
        return clamp((y - top) * cellsPerUnit, lines);
    }

    /** Where a column of cells begins. */
    double left(int column) {
        return left + column * cellSize;
    }

    /** Where a line of cells begins. */
    double top(int line) {
        return top + line * cellSize;
    }

    private static int clamp(double index, int count) {
        return index < 0 ? 0 : index < count ? (int) index : count - 1;
    }
}

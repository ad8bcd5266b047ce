package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;

/**
 * A column with several whole numbers in each row, its cells: the slots of an inventory, a hand of cards. Clients get
 * it as one column, and of it the cells that have changed.
 *
 * <pre>{@code
 * final Cells slots = chests.cells("slot", 30, 0, 16383);
 * ...
 * slots.set(chest, 4, STONE);
 * }</pre>
 *
 * <p>Rows are what {@link Table#add} gave; a new one has 0 in all its cells, or the nearest legal number. Cells are
 * numbered from 0; any other number than those is an exception that names it. Only the thread that steps the world may
 * use this.
 */
public final class Cells {
    private final Column column;
    private final int count;
    private final int min;
    private final int max;

    Cells(Column column) {
        this.column = column;
        count = column.type().cells();
        min = column.type().rawMin();
        max = column.type().rawMax();
    }

    /** Never sends these cells to a client; call it where they are declared. */
    public Cells hidden() {
        column.hidden();
        return this;
    }

    /** Sends these cells only to the player to whom the row belongs, as {@link Column#ownerOnly} does. */
    public Cells ownerOnly() {
        column.ownerOnly();
        return this;
    }

    /** Sends these cells only to the player to whom the row belongs, and to its team, as {@link Column#teamOnly}. */
    public Cells teamOnly() {
        column.teamOnly();
        return this;
    }

    /** How many cells a row has. */
    public int count() {
        return count;
    }

    public ColumnType type() {
        return column.type();
    }

    /** The number in a cell. */
    public int get(int row, int cell) {
        requireCell(row, cell);
        column.guard().onUse(column, row);
        return rows().column(column.index())[row * count + cell];
    }

    /** Stores a number in a cell, or the nearest legal one; what is the same as before has not changed. */
    public void set(int row, int cell, int value) {
        requireCell(row, cell);
        column.guard().onRaw(column, row, value);
        int legal = Math.max(min, Math.min(max, value));
        Rows rows = rows();
        int[] raws = rows.column(column.index());
        int place = row * count + cell;
        if (raws[place] != legal) {
            raws[place] = legal;
            rows.touch(row);
        }
    }

    /** How many cells of a row hold that number. */
    public int count(int row, int value) {
        int count = 0;
        for (int cell = 0; cell < this.count; cell++) {
            count += get(row, cell) == value ? 1 : 0;
        }
        return count;
    }

    /** The first cell of a row that holds that number; −1: there is none. */
    public int find(int row, int value) {
        int cell = 0;
        while (cell < count && get(row, cell) != value) {
            cell++;
        }
        return cell < count ? cell : -1;
    }

    /** Stores a number in all cells of a row, or the nearest legal one. */
    public void fill(int row, int value) {
        for (int cell = 0; cell < count; cell++) {
            set(row, cell, value);
        }
    }

    /**
     * Stores in all cells of a row what those of a row in another column of cells hold, which has as many; or the
     * nearest legal numbers.
     */
    public void copy(int row, Cells from, int fromRow) {
        for (int cell = 0; cell < count; cell++) {
            set(row, cell, from.get(fromRow, cell));
        }
    }

    private Rows rows() {
        return column.columns().rows();
    }

    private void requireCell(int row, int cell) {
        if (cell < 0 || cell >= count) {
            throw new IndexOutOfBoundsException("there is no cell " + cell + " of "
                    + column.columns().name() + "." + type().name() + " in row " + row + ": they are 0 to "
                    + (count - 1));
        }
    }
}

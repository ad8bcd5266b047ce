package dev.tickwire.simulation.state;

/**
 * The columns of a table that have one audience: what clients know as a table of its own. Has the slots and the ids of
 * its table.
 *
 * <p>{@link Schema#parts} has them all.
 */
public final class TablePart {
    private final int index;
    private final int table;
    private final TableType type;
    private final int[] columns;

    TablePart(int index, int table, TableType type, int[] columns) {
        this.index = index;
        this.table = table;
        this.type = type;
        this.columns = columns;
    }

    /** Its index among the tables of the visible schema. */
    public int index() {
        return index;
    }

    /** Index of the table that it is a part of. */
    public int table() {
        return table;
    }

    /** Its type, as clients see it. */
    public TableType type() {
        return type;
    }

    public Audience audience() {
        return type.audience();
    }

    /** Index of each of its columns among all columns of the table: shared, not a copy. */
    public int[] columns() {
        return columns;
    }
}

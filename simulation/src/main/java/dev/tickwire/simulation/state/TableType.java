package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Shape of a table.
 *
 * @param capacity most entities that it can hold: 1 to 65536
 * @param columns at most {@value #MOST_COLUMNS}, with different names
 */
public record TableType(String name, int capacity, List<ColumnType> columns) {
    /** So that a mask of columns is a positive int. */
    public static final int MOST_COLUMNS = 31;

    public TableType {
        Names.check("table", name);
        columns = List.copyOf(columns);
        if (capacity < 1 || capacity > EntityId.SLOTS_PER_TABLE) {
            throw new IllegalArgumentException("table " + name + " needs a capacity of 1 to 65536, not " + capacity);
        }
        if (columns.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "table " + name + " has " + columns.size() + " columns, over " + MOST_COLUMNS);
        }
        for (int i = 0; i < columns.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (columns.get(i).name().equals(columns.get(j).name())) {
                    throw new IllegalArgumentException("table " + name + " has two columns called "
                            + columns.get(i).name());
                }
            }
        }
    }

    /** The same table without the columns that never leave the server. */
    public TableType visible() {
        List<ColumnType> seen = new ArrayList<>();
        for (ColumnType column : columns) {
            if (!column.hidden()) {
                seen.add(column);
            }
        }
        return new TableType(name, capacity, seen);
    }

    /** Index of each visible column among all columns. */
    public int[] visibleColumns() {
        int[] indexes = new int[visible().columns().size()];
        int n = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).hidden()) {
                indexes[n++] = i;
            }
        }
        return indexes;
    }

    /** Index of the column of that name; −1: there is none. */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }
}

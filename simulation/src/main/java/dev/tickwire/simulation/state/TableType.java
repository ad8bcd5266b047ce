package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shape of a table.
 *
 * @param capacity most entities that it can hold: 1 to 65536
 * @param columns with different names; at most {@value #MOST_COLUMNS} that clients get, and as many hidden ones
 * @param audience {@link Audience#EVERYBODY} for a game's own tables; a table that clients know and that is for others
 *     has further columns of the table of the same name
 */
public record TableType(String name, int capacity, List<ColumnType> columns, Audience audience) {
    /** So that a mask of columns is a positive int. */
    public static final int MOST_COLUMNS = 31;

    public TableType {
        Names.check("table", name);
        columns = List.copyOf(columns);
        if (capacity < 1 || capacity > EntityId.SLOTS_PER_TABLE) {
            throw new IllegalArgumentException("table " + name + " needs a capacity of 1 to 65536, not " + capacity);
        }
        requireFew(name, columns, false);
        requireFew(name, columns, true);
        for (int i = 0; i < columns.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (columns.get(i).name().equals(columns.get(j).name())) {
                    throw new IllegalArgumentException("table " + name + " has two columns called "
                            + columns.get(i).name());
                }
            }
        }
    }

    private static void requireFew(String name, List<ColumnType> columns, boolean hidden) {
        int count = 0;
        for (ColumnType column : columns) {
            count += column.hidden() == hidden ? 1 : 0;
        }
        if (count > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "table " + name + " has " + count + (hidden ? " hidden" : "") + " columns, over " + MOST_COLUMNS);
        }
    }

    /** A table for everybody. */
    public TableType(String name, int capacity, List<ColumnType> columns) {
        this(name, capacity, columns, Audience.EVERYBODY);
    }

    /** The table with the columns of one audience only. */
    TableType part(Audience wanted) {
        List<ColumnType> seen = new ArrayList<>();
        for (int c : columnsFor(wanted)) {
            seen.add(columns.get(c).forAudience(Audience.EVERYBODY));
        }
        return new TableType(name, capacity, seen, wanted);
    }

    /** Index, among all columns, of each column that has exactly this audience. */
    public int[] columnsFor(Audience wanted) {
        int[] indexes = new int[columns.size()];
        int count = 0;
        for (int c = 0; c < indexes.length; c++) {
            Audience actual = audience == Audience.EVERYBODY ? columns.get(c).audience() : audience;
            if (actual == wanted) {
                indexes[count++] = c;
            }
        }
        return Arrays.copyOf(indexes, count);
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

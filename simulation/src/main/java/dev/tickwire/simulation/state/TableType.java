package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shape of a table.
 *
 * @param capacity most entities that it can hold: 1 to 65536
 * @param columns with different names; at most {@value #MOST_COLUMNS} that clients get, and as many hidden ones
 * @param audience who is told of its rows; of a table that clients know, and of which there is one of the same name for
 *     more players: who is told of these columns of its rows
 * @param ownerColumn index of the column with the number of the player to whom a row belongs; {@link #OWNED_BY_ROW}: to
 *     the one whose number the row has; the number of columns: another column than these says it
 */
public record TableType(String name, int capacity, List<ColumnType> columns, Audience audience, int ownerColumn) {
    /** Stands for the number of a row, in place of a column: in tables where each player has the row at its number. */
    public static final int OWNED_BY_ROW = -1;

    /** So that a mask of columns is a positive long. */
    public static final int MOST_COLUMNS = 63;

    public TableType {
        Names.check("table", name);
        columns = List.copyOf(columns);
        if (capacity < 1 || capacity > EntityId.SLOTS_PER_TABLE) {
            throw new IllegalArgumentException("table " + name + " needs a capacity of 1 to 65536, not " + capacity);
        }
        for (ColumnType column : columns) {
            if (audience == Audience.OWNER && column.audience() == Audience.TEAM) {
                throw new IllegalArgumentException("column " + column.name() + " is for teams, and the rows of table "
                        + name + " are for their owners alone");
            }
        }
        requireFew(name, columns, false);
        requireFew(name, columns, true);
        if (ownerColumn < OWNED_BY_ROW || ownerColumn > columns.size()) {
            throw new IllegalArgumentException("table " + name + " has no column " + ownerColumn + " for owners");
        }
        List<String> names = new ArrayList<>();
        for (ColumnType column : columns) {
            names.add(column.name());
        }
        String twice = Names.firstTwice(names);
        if (twice != null) {
            throw new IllegalArgumentException("table " + name + " has two columns called " + twice);
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

    /** A table for everybody, whose rows belong to the players with their numbers. */
    public TableType(String name, int capacity, List<ColumnType> columns) {
        this(name, capacity, columns, Audience.EVERYBODY);
    }

    /** A table whose rows belong to the players with their numbers. */
    public TableType(String name, int capacity, List<ColumnType> columns, Audience audience) {
        this(name, capacity, columns, audience, OWNED_BY_ROW);
    }

    /** The table with the columns of one audience only. */
    TableType part(Audience wanted) {
        List<ColumnType> seen = new ArrayList<>();
        int owner = OWNED_BY_ROW;
        for (int c : columnsFor(wanted)) {
            owner = c == ownerColumn ? seen.size() : owner;
            seen.add(columns.get(c).forAudience(Audience.EVERYBODY));
        }
        boolean isElsewhere = owner == OWNED_BY_ROW && ownerColumn != OWNED_BY_ROW;
        return new TableType(name, capacity, seen, wanted, isElsewhere ? seen.size() : owner);
    }

    /** Who is told of a column: of the table's rows, no more than are told of the rows. */
    Audience audienceOf(ColumnType column) {
        boolean isLimited = column.audience() != Audience.EVERYBODY && audience != Audience.NOBODY;
        return isLimited ? column.audience() : audience;
    }

    /** Index, among all columns, of each column that has exactly this audience. */
    public int[] columnsFor(Audience wanted) {
        int[] indexes = new int[columns.size()];
        int count = 0;
        for (int c = 0; c < indexes.length; c++) {
            if (audienceOf(columns.get(c)) == wanted) {
                indexes[count++] = c;
            }
        }
        return Arrays.copyOf(indexes, count);
    }

    /** Of each column, whether it holds texts. */
    public boolean[] textColumns() {
        boolean[] isText = new boolean[columns.size()];
        for (int c = 0; c < isText.length; c++) {
            isText[c] = columns.get(c).isText();
        }
        return isText;
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

package dev.tickwire.simulation.state;

/**
 * Finds the values of one column in a client's snapshots, whatever its audience: a client knows a column for owners of
 * some entities only. Any thread; made once, asked often.
 */
public final class KnownColumn {
    private final int table;
    private final int column;

    private KnownColumn(int table, int column) {
        this.table = table;
        this.column = column;
    }

    /**
     * The column of that name in any part of a table of a visible schema; an {@link IllegalArgumentException} if there
     * is none.
     */
    public static KnownColumn of(Schema visible, String table, String column) {
        for (int t = 0; t < visible.tables().size(); t++) {
            TableType part = visible.tables().get(t);
            int index = part.name().equals(table) ? part.indexOf(column) : -1;
            if (index >= 0 && part.columns().get(index).cells() > 1) {
                throw new IllegalArgumentException("column " + column + " of table " + table + " has several cells");
            }
            if (index >= 0) {
                return new KnownColumn(t, index);
            }
        }
        throw new IllegalArgumentException("clients know of no column " + column + " in a table " + table);
    }

    /** Whether the value of an entity is known. */
    public boolean isKnown(Snapshot snapshot, int id) {
        return snapshot.table(table).rowOf(id) >= 0;
    }

    /** Raw value of an entity of which {@link #isKnown} says that it is known. */
    public int raw(Snapshot snapshot, int id) {
        return snapshot.table(table).column(column)[EntityId.slot(id)];
    }
}

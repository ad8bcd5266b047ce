package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.ColumnType.Kind;
import java.util.List;

/** Clears the references to entities that are gone. */
final class References {
    private References() {}

    /** Looks at all tables, if an entity of any was removed since the last call. */
    static void clearStale(List<Table> tables) {
        boolean removed = false;
        for (int i = 0; i < tables.size(); i++) {
            removed |= tables.get(i).takeRemoved();
        }
        for (int i = 0; removed && i < tables.size(); i++) {
            clearStale(tables.get(i));
        }
    }

    private static void clearStale(Table table) {
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            if (column.type().kind() != Kind.REFERENCE) {
                continue;
            }
            for (int row = table.first(); row >= 0; row = table.next(row)) {
                if (column.raw(row) != 0 && column.rowOf(row) < 0) {
                    column.putRaw(row, 0);
                }
            }
        }
    }
}

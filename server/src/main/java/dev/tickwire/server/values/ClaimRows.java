package dev.tickwire.server.values;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rows of a game's claims tables, of what a ticket says about its player. */
public final class ClaimRows {
    private ClaimRows() {}

    /**
     * Reads the values of columns, which may be anything: one that its column does not take is an exception, one that
     * is not there as in a new row. A column that several tables have gets its value in each.
     */
    public static List<PlayerRow> read(Map<String, ?> values, RowTables tables) throws NonsenseException {
        List<PlayerRow> rows = new ArrayList<>();
        if (values.isEmpty()) {
            return rows;
        }
        for (int table : tables.claims()) {
            ValueReader read = ValueReader.given(tables.all().get(table).columns(), values);
            rows.add(new PlayerRow(table, read.raws(), read.texts()));
        }
        return rows;
    }

    /** The columns of a game's claims tables. */
    public static Set<String> columns(RowTables tables) {
        Set<String> names = new TreeSet<>();
        for (int table : tables.claims()) {
            TableType type = tables.all().get(table);
            type.columns().stream().map(ColumnType::name).forEach(names::add);
        }
        return names;
    }
}

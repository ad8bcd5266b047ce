package dev.tickwire.server.values;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of a player by the names of tables and columns, as numbers, flags, labels, texts, and lists for cells:
 * {@code {"profile": {"coins": 120, "plan": "paid", "bag": [0, 3]}}}. This outlives the game that wrote it.
 */
public final class RowDocument {
    private RowDocument() {}

    /** The rows of a game's saved tables, of those that the document has. */
    public static List<PlayerRow> read(Map<String, ?> document, RowTables tables) {
        List<PlayerRow> rows = new ArrayList<>();
        for (int table : tables.saved()) {
            TableType type = tables.all().get(table);
            if (document.get(type.name()) instanceof Map<?, ?> values) {
                ValueReader read = ValueReader.kept(type.columns(), byName(values));
                rows.add(new PlayerRow(table, read.raws(), read.texts()));
            }
        }
        return rows;
    }

    /**
     * A document with these rows. Tables and columns of the one before that the game does not know stay as they were:
     * another game may know them, or the next release.
     */
    public static Map<String, Object> write(Map<String, ?> before, RowTables tables, List<PlayerRow> rows) {
        Map<String, Object> document = new TreeMap<>(before);
        for (PlayerRow row : rows) {
            TableType type = tables.all().get(row.table());
            Map<String, Object> values = new TreeMap<>();
            if (before.get(type.name()) instanceof Map<?, ?> old) {
                values.putAll(byName(old));
            }
            values.putAll(values(type, row));
            document.put(type.name(), values);
        }
        return document;
    }

    private static Map<String, Object> values(TableType type, PlayerRow row) {
        Map<String, Object> values = new TreeMap<>();
        int raw = 0;
        int text = 0;
        for (ColumnType column : type.columns()) {
            if (column.isText()) {
                values.put(column.name(), row.texts()[text++]);
            } else if (column.cells() == 1) {
                values.put(column.name(), column.valueOf(row.raws()[raw++]));
            } else {
                int end = raw + column.cells();
                values.put(
                        column.name(),
                        Arrays.stream(row.raws(), raw, end).boxed().toList());
                raw = end;
            }
        }
        return values;
    }

    private static Map<String, Object> byName(Map<?, ?> values) {
        Map<String, Object> named = new TreeMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                named.put(String.valueOf(name), value);
            }
        });
        return named;
    }
}

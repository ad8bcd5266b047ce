package dev.tickwire.server.console;

import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of a world as maps for JSON: what pages of operators and of recordings draw. */
public final class WorldTables {
    /** Rows of a table that are on the map. */
    static final int MOST_ON_MAP = 2_000;

    private static final int MOST_CELLS_SHOWN = 64;

    private WorldTables() {}

    /** Tables and columns, which stay as they are. */
    public static List<Map<String, Object>> describe(Schema schema, List<Placement> placements) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < schema.tables().size(); i++) {
            Map<String, Object> table = describe(schema.tables().get(i));
            Placement placement = placements.get(i);
            if (placement.isSomewhere()) {
                table.put("bounds", bounds(schema.tables().get(i), placement));
            }
            all.add(table);
        }
        return all;
    }

    /** One table, wherever its rows are. */
    public static Map<String, Object> describe(TableType type) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("name", type.name());
        table.put("capacity", type.capacity());
        table.put("audience", audience(type.audience()));
        table.put("columns", type.columns().stream().map(WorldTables::describe).toList());
        return table;
    }

    private static Map<String, Object> describe(ColumnType column) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", column.name());
        all.put("kind", lower(column.kind()));
        all.put("audience", audience(column.audience()));
        return all;
    }

    /** How many rows each table has. */
    public static Map<String, Object> counts(Snapshot world) {
        Map<String, Object> counts = new LinkedHashMap<>();
        List<TableType> types = world.schema().tables();
        for (int i = 0; i < types.size(); i++) {
            counts.put(types.get(i).name(), world.table(i).count());
        }
        return counts;
    }

    /** By the tables that have places: row, x, y and radius of each entity, one after the other. */
    public static Map<String, Object> map(Snapshot world, List<Placement> placements) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<TableType> types = world.schema().tables();
        for (int i = 0; i < types.size(); i++) {
            if (placements.get(i).isSomewhere()) {
                map.put(types.get(i).name(), places(types.get(i), world.table(i), placements.get(i)));
            }
        }
        return map;
    }

    /** The row's number, and what its columns hold, of columns of many cells the first ones. */
    public static List<Object> values(Snapshot world, TableType type, Rows rows, int row) {
        return values(world, type, rows, row, MOST_CELLS_SHOWN);
    }

    /** The row's number, and all that its columns hold. */
    public static List<Object> wholeRow(Snapshot world, TableType type, Rows rows, int row) {
        return values(world, type, rows, row, Integer.MAX_VALUE);
    }

    private static List<Object> values(Snapshot world, TableType type, Rows rows, int row, int mostCells) {
        List<Object> values = new ArrayList<>();
        values.add(row);
        for (int column = 0; column < type.columns().size(); column++) {
            values.add(value(world, type.columns().get(column), rows, column, row, mostCells));
        }
        return values;
    }

    private static String audience(Audience audience) {
        return audience == Audience.NOBODY ? "hidden" : lower(audience);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<Double> bounds(TableType type, Placement placement) {
        ColumnType x = type.columns().get(placement.x());
        ColumnType y = type.columns().get(placement.y());
        return List.of(x.min(), y.min(), x.max(), y.max());
    }

    private static List<Object> places(TableType type, Rows rows, Placement placement) {
        List<Object> all = new ArrayList<>();
        int shown = 0;
        for (int row = rows.next(0); row >= 0 && shown < MOST_ON_MAP; row = rows.next(row + 1)) {
            all.add(row);
            all.add(number(type, rows, placement.x(), row));
            all.add(number(type, rows, placement.y(), row));
            all.add(
                    placement.radiusColumn() < 0
                            ? placement.radius()
                            : number(type, rows, placement.radiusColumn(), row));
            shown++;
        }
        return all;
    }

    private static double number(TableType type, Rows rows, int column, int row) {
        ColumnType columnType = type.columns().get(column);
        double value = columnType.origin() + rows.column(column)[row] * columnType.unit();
        return Math.round(value * 100) / 100.0;
    }

    private static Object value(Snapshot world, ColumnType column, Rows rows, int index, int row, int mostCells) {
        int width = rows.width(index);
        int[] raws = rows.column(index);
        if (width > 1) {
            List<Object> cells = new ArrayList<>();
            for (int cell = 0; cell < Math.min(width, mostCells); cell++) {
                cells.add(raws[row * width + cell]);
            }
            return cells;
        }
        return CellText.of(column, raws[row], column.isText() ? text(world, column, raws[row]) : "");
    }

    private static String text(Snapshot world, ColumnType column, int key) {
        @Nullable String[] texts = column.hidden() ? world.hiddenTexts() : world.texts();
        String text = key >= 0 && key < texts.length ? texts[key] : null;
        return text == null ? "" : text;
    }
}

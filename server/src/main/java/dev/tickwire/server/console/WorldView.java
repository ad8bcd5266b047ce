package dev.tickwire.server.console;

import dev.tickwire.server.room.Room;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The world of one room as somebody sees it from outside, every column of it. The room's loop is asked for a copy each
 * time; between them it does nothing for it. Belongs to one thread.
 */
final class WorldView {
    /** Rows of a table that are on the map, and rows that are listed at a time. */
    static final int MOST_ON_MAP = 2_000;

    static final int ROWS_PER_PAGE = 50;
    private static final int MOST_CELLS_SHOWN = 64;

    private final Room room;
    private final List<Placement> placements;
    private final Snapshot world;
    private @Nullable CompletableFuture<Snapshot> asked;
    private boolean isKnown;

    /**
     * Which rows somebody wants to see.
     *
     * @param table of which rows are listed; empty: of none
     * @param search what a column of them must contain, in any case; empty: anything
     * @param from how many of these rows to leave out first
     * @param pinned a row to be listed in any case; −1: none
     */
    record Wanted(String table, String search, int from, int pinned) {
        static final Wanted NOTHING = new Wanted("", "", 0, -1);
    }

    WorldView(Room room) {
        this.room = room;
        placements = room.type().placements();
        world = new Snapshot(room.type().schema());
    }

    /** Takes what came since the last call, and asks for the next; what is shown may be a moment old. */
    void refresh() {
        CompletableFuture<Snapshot> before = asked;
        if (before != null && !before.isDone()) {
            // It is being filled: what is in it is nobody's to read.
            isKnown = false;
            return;
        }
        isKnown = before != null && !before.isCompletedExceptionally();
    }

    /** Lets the loop fill it again; nothing may be read until the next {@link #refresh}. */
    void ask() {
        if (asked == null || asked.isDone()) {
            asked = room.control().look(world);
        }
    }

    /** Whether there is something to show. */
    boolean isKnown() {
        return isKnown;
    }

    /** Tables and columns, which stay as they are. */
    List<Map<String, Object>> tables() {
        List<Map<String, Object>> all = new ArrayList<>();
        List<TableType> types = room.type().schema().tables();
        for (int i = 0; i < types.size(); i++) {
            TableType type = types.get(i);
            Placement placement = placements.get(i);
            Map<String, Object> table = new LinkedHashMap<>();
            table.put("name", type.name());
            table.put("capacity", type.capacity());
            table.put("audience", audience(type.audience()));
            table.put(
                    "columns", type.columns().stream().map(WorldView::describe).toList());
            if (placement.isSomewhere()) {
                table.put("bounds", bounds(type, placement));
            }
            all.add(table);
        }
        return all;
    }

    /** What the world has now. */
    Map<String, Object> read(Wanted wanted) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("tick", world.tick());
        Map<String, Object> counts = new LinkedHashMap<>();
        Map<String, Object> map = new LinkedHashMap<>();
        List<TableType> types = world.schema().tables();
        for (int i = 0; i < types.size(); i++) {
            counts.put(types.get(i).name(), world.table(i).count());
            if (placements.get(i).isSomewhere()) {
                map.put(types.get(i).name(), places(types.get(i), world.table(i), placements.get(i)));
            }
            if (types.get(i).name().equals(wanted.table)) {
                all.put("rows", rows(types.get(i), world.table(i), wanted));
            }
        }
        all.put("counts", counts);
        all.put("map", map);
        return all;
    }

    private static Map<String, Object> describe(ColumnType column) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", column.name());
        all.put("kind", lower(column.kind()));
        all.put("audience", audience(column.audience()));
        return all;
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

    /** Row, x, y and radius of each, one after the other. */
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

    private Map<String, Object> rows(TableType type, Rows rows, Wanted wanted) {
        List<List<Object>> page = new ArrayList<>();
        int found = 0;
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            List<Object> values = null;
            if (!wanted.search.isEmpty()) {
                values = values(type, rows, row);
                if (!contains(values, wanted.search)) {
                    continue;
                }
            }
            if (found >= wanted.from && page.size() < ROWS_PER_PAGE) {
                page.add(values == null ? values(type, rows, row) : values);
            }
            found++;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("table", type.name());
        all.put("found", found);
        all.put("page", page);
        if (wanted.pinned >= 0 && wanted.pinned < rows.slots() && rows.isPresent(wanted.pinned)) {
            all.put("pinned", values(type, rows, wanted.pinned));
        }
        return all;
    }

    private static boolean contains(List<Object> values, String search) {
        String wanted = search.toLowerCase(Locale.ROOT);
        return values.stream()
                .anyMatch(
                        value -> String.valueOf(value).toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** The row's number, and what its columns hold. */
    private List<Object> values(TableType type, Rows rows, int row) {
        List<Object> values = new ArrayList<>();
        values.add(row);
        for (int column = 0; column < type.columns().size(); column++) {
            values.add(value(type.columns().get(column), rows, column, row));
        }
        return values;
    }

    private Object value(ColumnType column, Rows rows, int index, int row) {
        int width = rows.width(index);
        int[] raws = rows.column(index);
        if (width > 1) {
            List<Object> cells = new ArrayList<>();
            for (int cell = 0; cell < Math.min(width, MOST_CELLS_SHOWN); cell++) {
                cells.add(raws[row * width + cell]);
            }
            return cells;
        }
        return CellText.of(column, raws[row], column.isText() ? text(column, raws[row]) : "");
    }

    private String text(ColumnType column, int key) {
        @Nullable String[] texts = column.hidden() ? world.hiddenTexts() : world.texts();
        String text = key >= 0 && key < texts.length ? texts[key] : null;
        return text == null ? "" : text;
    }
}

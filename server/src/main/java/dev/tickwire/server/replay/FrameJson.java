package dev.tickwire.server.replay;

import dev.tickwire.server.console.CellText;
import dev.tickwire.server.console.WorldTables;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A tick of a film as maps for JSON, with what changed since the tick before. */
final class FrameJson {
    private static final int MOST_ROWS = 200;
    /** Of a table, as on the map. */
    private static final int MOST_DRAWN = 2_000;

    private final Film film;
    private final EntryText text;

    FrameJson(Film film) {
        this.film = film;
        text = new EntryText(film.schema());
    }

    /** All tables, the inputs among them: they are the last. */
    List<TableType> types() {
        List<TableType> all = new ArrayList<>(film.schema().tables());
        all.add(film.schema().inputs());
        return all;
    }

    static Rows rows(Snapshot world, int table) {
        return table == world.tableCount() ? world.inputs() : world.table(table);
    }

    /**
     * The tick where the film is.
     *
     * @param table whose rows are listed
     * @param changedOnly leaves out those that are as they were a tick before
     */
    Map<String, Object> frame(String table, boolean changedOnly) {
        Snapshot now = film.now();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("tick", now.tick());
        all.put("counts", WorldTables.counts(now));
        all.put("map", WorldTables.map(now, film.placements()));
        Map<String, Object> changed = new LinkedHashMap<>();
        List<TableType> types = types();
        for (int i = 0; i < types.size(); i++) {
            changed.put(types.get(i).name(), changes(i).size());
            if (types.get(i).name().equals(table)) {
                all.put("rows", listed(i, types.get(i), changedOnly));
            }
        }
        all.put("changed", changed);
        all.put("came", came());
        all.put("events", events());
        return all;
    }

    /** The first rows of each table, with all that is in them, for the game's own drawing. */
    Map<String, Object> world() {
        Map<String, Object> tables = new LinkedHashMap<>();
        Snapshot now = film.now();
        for (int i = 0; i < now.tableCount(); i++) {
            TableType type = film.schema().tables().get(i);
            Rows rows = now.table(i);
            List<List<Object>> all = new ArrayList<>();
            for (int row = rows.next(0); row >= 0 && all.size() < MOST_DRAWN; row = rows.next(row + 1)) {
                all.add(WorldTables.wholeRow(now, type, rows, row));
            }
            tables.put(type.name(), all);
        }
        return tables;
    }

    /** Numbers of the rows that are not as they were a tick before; none where that is not known. */
    List<Integer> changes(int table) {
        Snapshot before = film.before();
        List<Integer> changed = new ArrayList<>();
        if (before == null) {
            return changed;
        }
        Rows is = rows(film.now(), table);
        Rows was = rows(before, table);
        for (int row = 0; row < Math.max(is.limit(), was.limit()); row++) {
            if (is.isPresent(row) != was.isPresent(row) || (is.isPresent(row) && !isSame(is, was, row))) {
                changed.add(row);
            }
        }
        return changed;
    }

    private static boolean isSame(Rows is, Rows was, int row) {
        for (int column = 0; column < is.columnCount(); column++) {
            int from = row * is.width(column);
            int to = from + is.width(column);
            if (!Arrays.equals(is.column(column), from, to, was.column(column), from, to)) {
                return false;
            }
        }
        return is.id(row) == was.id(row);
    }

    private Map<String, Object> listed(int table, TableType type, boolean changedOnly) {
        Rows is = rows(film.now(), table);
        List<Integer> changes = changes(table);
        List<Map<String, Object>> page = new ArrayList<>();
        int found = 0;
        int end = changes.isEmpty() ? is.limit() : Math.max(is.limit(), changes.get(changes.size() - 1) + 1);
        for (int row = 0; row < end; row++) {
            boolean isChanged = changes.contains(row);
            if (isChanged || (is.isPresent(row) && !changedOnly)) {
                found++;
                if (page.size() < MOST_ROWS) {
                    page.add(row(table, type, row, isChanged));
                }
            }
        }
        return Map.of("table", type.name(), "found", found, "page", page);
    }

    /** What its columns hold and, if it changed, what they held. */
    Map<String, Object> row(int table, TableType type, int row, boolean isChanged) {
        Map<String, Object> shown = new LinkedHashMap<>();
        Snapshot before = film.before();
        List<Object> is = values(film.now(), table, type, row);
        List<Object> was = before == null || !isChanged ? List.of() : values(before, table, type, row);
        shown.put("state", !isChanged ? "same" : is.isEmpty() ? "gone" : was.isEmpty() ? "new" : "changed");
        shown.put("values", is.isEmpty() ? was : is);
        if (isChanged && !is.isEmpty() && !was.isEmpty()) {
            List<Integer> cells = new ArrayList<>();
            for (int i = 1; i < is.size(); i++) {
                if (!Objects.equals(is.get(i), was.get(i))) {
                    cells.add(i);
                }
            }
            shown.put("cells", cells);
            shown.put("was", was);
        }
        return shown;
    }

    private static List<Object> values(Snapshot world, int table, TableType type, int row) {
        Rows rows = rows(world, table);
        return rows.isPresent(row) ? WorldTables.values(world, type, rows, row) : List.of();
    }

    /** What came between the step before and this one; and for what the recording was saved after it. */
    List<String> came() {
        List<String> lines = new ArrayList<>();
        for (Film.Entry entry : film.entries()) {
            boolean isHere = entry.tick() == film.now().tick();
            String line = isHere == entry.what().hasMark() ? text.of(entry.what()) : "";
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** What happened in the step. */
    List<Map<String, Object>> events() {
        EventLog log = film.events();
        List<Map<String, Object>> lines = new ArrayList<>();
        for (long event = log.first(); event < log.end(); event++) {
            if (log.tick(event) == film.now().tick()) {
                TableType kind = film.schema().events().get(log.kind(event));
                lines.add(Map.of("kind", kind.name(), "fields", fields(log, event, kind)));
            }
        }
        return lines;
    }

    private static Map<String, Object> fields(EventLog log, long event, TableType kind) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < kind.columns().size(); i++) {
            ColumnType column = kind.columns().get(i);
            String said = column.isText() ? log.text(event, i) : "";
            fields.put(column.name(), CellText.of(column, log.raw(event, i), said));
        }
        return fields;
    }
}

package dev.tickwire.server.console;

import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
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
    /** Rows that are listed at a time. */
    static final int ROWS_PER_PAGE = 50;

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
        RoomType type = room.type();
        placements = type.placements();
        world = new Snapshot(type.schema());
    }

    /** Whether its room still has these tables, which it has not once it goes by other rules. */
    boolean isOfNow() {
        return world.schema().equals(room.type().schema());
    }

    /** The tables that it shows. */
    Schema schema() {
        return world.schema();
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
        return WorldTables.describe(world.schema(), placements);
    }

    /** What the world has now. */
    Map<String, Object> read(Wanted wanted) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("tick", world.tick());
        all.put("counts", WorldTables.counts(world));
        all.put("map", WorldTables.map(world, placements));
        List<TableType> types = world.schema().tables();
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).name().equals(wanted.table)) {
                all.put("rows", rows(types.get(i), world.table(i), wanted));
            }
        }
        return all;
    }

    private Map<String, Object> rows(TableType type, Rows rows, Wanted wanted) {
        List<List<Object>> page = new ArrayList<>();
        int found = 0;
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            List<Object> values = null;
            if (!wanted.search.isEmpty()) {
                values = WorldTables.values(world, type, rows, row);
                if (!contains(values, wanted.search)) {
                    continue;
                }
            }
            if (found >= wanted.from && page.size() < ROWS_PER_PAGE) {
                page.add(values == null ? WorldTables.values(world, type, rows, row) : values);
            }
            found++;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("table", type.name());
        all.put("found", found);
        all.put("page", page);
        if (wanted.pinned >= 0 && wanted.pinned < rows.slots() && rows.isPresent(wanted.pinned)) {
            all.put("pinned", WorldTables.values(world, type, rows, wanted.pinned));
        }
        return all;
    }

    private static boolean contains(List<Object> values, String search) {
        String wanted = search.toLowerCase(Locale.ROOT);
        return values.stream()
                .anyMatch(
                        value -> String.valueOf(value).toLowerCase(Locale.ROOT).contains(wanted));
    }
}

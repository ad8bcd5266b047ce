package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.math.Rng;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The live state of a game: its tables, the inputs that hold, the players' names, the random generator and the tick. */
final class World {
    private final List<Table> tables;
    private final Table inputs;
    private final List<Events> events;
    private final Schema schema;
    /** By key; replaced, and never changed, since snapshots share it. */
    private @Nullable String[] names = {};

    private final Rng random;
    private int tick;
    private boolean hasStepped;

    World(List<Table> tables, Table inputs, List<Events> events, long seed) {
        this.tables = List.copyOf(tables);
        this.inputs = inputs;
        this.events = List.copyOf(events);
        random = new Rng(seed);
        schema = new Schema(typesOf(tables), inputs.type(), typesOf(events));
        attach(tables);
        attach(events);
        inputs.attach();
    }

    private static List<TableType> typesOf(List<? extends Columns> declared) {
        List<TableType> types = new ArrayList<>();
        for (Columns one : declared) {
            types.add(one.type());
        }
        return types;
    }

    private static void attach(List<? extends Columns> declared) {
        for (Columns one : declared) {
            one.attach();
        }
    }

    Schema schema() {
        return schema;
    }

    List<Placement> placements() {
        return placementsOf(tables);
    }

    List<Placement> eventPlacements() {
        return placementsOf(events);
    }

    private static List<Placement> placementsOf(List<? extends Columns> declared) {
        List<Placement> placements = new ArrayList<>();
        for (Columns one : declared) {
            placements.add(one.placement());
        }
        return placements;
    }

    int[] ownerColumns() {
        int[] columns = new int[tables.size()];
        for (int t = 0; t < columns.length; t++) {
            columns[t] = tables.get(t).ownerColumn();
        }
        return columns;
    }

    Rows inputs() {
        return inputs.rows();
    }

    Rng random() {
        return random;
    }

    int tick() {
        return tick;
    }

    void advanceTick() {
        tick++;
    }

    /** Gives a player a row among the inputs and its name a place in the string table. */
    void addPlayer(int player, String name) {
        inputs.addAt(player);
        setName(player, name.isEmpty() ? null : name);
    }

    void removePlayer(int player) {
        inputs.remove(player);
        setName(player, null);
    }

    private void setName(int player, @Nullable String name) {
        int key = nameKey(player);
        names = Arrays.copyOf(names, Math.max(names.length, key + 1));
        names[key] = name;
    }

    static int nameKey(int player) {
        return player + 1;
    }

    /** Clears what points to entities that went since the last call. */
    void clearStaleReferences() {
        boolean removed = false;
        for (int i = 0; i < tables.size(); i++) {
            removed |= tables.get(i).takeRemoved();
        }
        for (int i = 0; removed && i < tables.size(); i++) {
            tables.get(i).clearStaleReferences();
        }
    }

    /** Something is about to happen that belongs to the next step: events of the last one are forgotten. */
    void beginEvents() {
        if (hasStepped) {
            forgetEvents();
        }
    }

    private void forgetEvents() {
        for (int i = 0; i < events.size(); i++) {
            events.get(i).rows().clear();
        }
        hasStepped = false;
    }

    /** The step is done; its events are there until the next {@link #beginEvents}. */
    void endEvents() {
        hasStepped = true;
    }

    void appendEvents(EventLog log) {
        for (int kind = 0; kind < events.size(); kind++) {
            log.add(tick, kind, events.get(kind).rows());
        }
    }

    void capture(Snapshot into) {
        into.setTick(tick);
        for (int i = 0; i < tables.size(); i++) {
            into.table(i).copyFrom(tables.get(i).rows());
        }
        into.inputs().copyFrom(inputs.rows());
        random.save(into.random());
        into.setTexts(names);
    }

    void restore(Snapshot from) {
        forgetEvents();
        tick = from.tick();
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).restore(from.table(i));
        }
        inputs.restore(from.inputs());
        random.restore(from.random());
        names = from.texts();
    }
}

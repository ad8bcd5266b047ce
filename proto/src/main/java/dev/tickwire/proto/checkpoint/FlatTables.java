package dev.tickwire.proto.checkpoint;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.WorldState;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a world has rows of, as tables of one schema in which everybody may see everything, so that the codec for
 * clients writes all of it: first the game's tables, then the inputs, then the pending events, commands, requests and
 * answers of each kind.
 */
final class FlatTables {
    private static final int LARGEST_RAW = 1 << 30;

    private final Schema of;
    private final Schema flat;

    FlatTables(Schema of) {
        this.of = of;
        List<TableType> tables = new ArrayList<>();
        for (TableType type : types()) {
            tables.add(flat("t" + tables.size(), type));
        }
        flat = new Schema(tables, new TableType("inputs", of.inputs().capacity(), List.of()));
    }

    /** The types of the tables, as the game declares them. */
    List<TableType> types() {
        List<TableType> types = new ArrayList<>(of.tables());
        types.add(of.inputs());
        types.addAll(of.events());
        for (CommandType kind : of.commands()) {
            types.add(kind.rows(of.inputs().capacity()));
        }
        for (RequestType kind : of.requests()) {
            types.add(kind.values());
        }
        for (RequestType kind : of.requests()) {
            types.add(kind.answer());
        }
        return types;
    }

    /** How many of the tables, from the first on, have entities: all but what lasts for one step. */
    int entityTables() {
        return of.tables().size() + 1;
    }

    Schema schema() {
        return flat;
    }

    /** The tables of a state, at its tick. */
    Snapshot flatten(WorldState world) {
        Snapshot result = flatten(world.now());
        int table = of.tables().size();
        result.table(table++).copyFrom(world.now().inputs());
        for (List<Rows> pending : List.of(
                world.pendingEvents(),
                world.pendingCommands().rows(),
                world.pendingRequests().rows(),
                world.pendingAnswers().rows())) {
            for (Rows kind : pending) {
                result.table(table++).copyFrom(kind);
            }
        }
        return result;
    }

    /** The game's tables in a snapshot, at its tick; all others are empty. */
    Snapshot flatten(Snapshot snapshot) {
        Snapshot result = new Snapshot(flat);
        result.setTick(snapshot.tick());
        for (int table = 0; table < snapshot.tableCount(); table++) {
            result.table(table).copyFrom(snapshot.table(table));
        }
        return result;
    }

    /** The reverse of {@link #flatten(Snapshot)}. */
    Snapshot unflatten(Snapshot flattened) {
        Snapshot result = new Snapshot(of);
        result.setTick(flattened.tick());
        for (int table = 0; table < result.tableCount(); table++) {
            result.table(table).copyFrom(flattened.table(table));
        }
        return result;
    }

    private static TableType flat(String name, TableType type) {
        List<ColumnType> columns = new ArrayList<>();
        for (ColumnType column : type.columns()) {
            columns.add(
                    column.cells() == 1
                            ? ColumnType.integer(column.name(), -LARGEST_RAW, LARGEST_RAW)
                            : ColumnType.cells(
                                    column.name(), type.capacity(), column.cells(), -LARGEST_RAW, LARGEST_RAW));
        }
        return new TableType(name, type.capacity(), columns);
    }
}

package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.interest.Telling;
import dev.tickwire.simulation.math.Rng;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.RoomState;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live state of a game: its tables, the inputs that hold, the players' names, the random generator and the tick.
 */
final class World {
    static final int MOST_VIEW_AGO = 60 * 1000 * Past.PARTS_PER_TICK;

    private final List<Table> tables;
    /** The tables, then the options if there are any: as they are in snapshots. */
    private final List<Columns> states;

    private final Table inputs;
    /** How far what a player saw was behind its input, in parts of a tick: part of the state, as the inputs are. */
    private final Column viewAgo;
    /** The players' names and users: part of the state, too. */
    private final Column name;

    private final Column user;

    private final StepTables passing;
    private final List<Telling> tellings;
    private final Schema schema;
    private final TextTables texts = new TextTables();
    private final Rng random;
    private RoomState room = RoomState.NONE;
    private int tick;
    private int mostViewAgo;

    World(List<Table> tables, List<Columns> states, Table inputs, StepTables passing, long seed) {
        this.tables = List.copyOf(tables);
        this.states = List.copyOf(states);
        this.inputs = inputs;
        this.passing = passing;
        random = new Rng(seed);
        viewAgo = inputs.integer("view-ago", 0, MOST_VIEW_AGO).hidden();
        name = inputs.text("player-name").hidden();
        user = inputs.text("player-user", Step.MOST_USER_CHARS).hidden();
        for (int i = 0; i < inputColumns(); i++) {
            require(inputs.columns().get(i));
        }
        Audiences.requireKnownOwners(tables);
        tellings = Audiences.tellings(tables, states, inputs);
        Audiences.requireOwners(events().kinds());
        schema = new Schema(
                typesOf(states),
                inputs.type(),
                typesOf(events().kinds()),
                commands().types(),
                passing.requestTypes());
        for (Columns state : states) {
            state.attach(texts);
        }
        passing.attach(this, texts);
        inputs.attach(texts);
        setMostViewAgo(0);
    }

    static void require(Column column) {
        if (column.type().audience() != Audience.EVERYBODY) {
            throw new IllegalArgumentException("column " + column.type().name() + " must be for everybody");
        }
    }

    private static List<TableType> typesOf(List<? extends Columns> declared) {
        List<TableType> types = new ArrayList<>();
        for (Columns one : declared) {
            types.add(one.type());
        }
        return types;
    }

    Schema schema() {
        return schema;
    }

    List<Placement> placements() {
        return EventTables.placementsOf(states);
    }

    /** For each table, who is told what is for the owner of a row. */
    List<Telling> tellings() {
        return tellings;
    }

    Rows inputs() {
        return inputs.rows();
    }

    Table inputTable() {
        return inputs;
    }

    /** How many values an input of a player has. */
    int inputColumns() {
        return inputs.columns().size() - 3;
    }

    int viewAgo(int player) {
        return viewAgo.raw(player);
    }

    /** Sets what a player does, and how far what it saw was behind. */
    void setInput(int player, int[] raws, int offset, int newViewAgo) {
        Rows rows = inputs.rows();
        for (int column = 0; column < inputColumns(); column++) {
            rows.set(column, player, raws[offset + column]);
        }
        viewAgo.putRaw(player, Math.min(newViewAgo, mostViewAgo));
    }

    /** Lets rules look back at most this many parts of a tick; forgets the past. */
    void setMostViewAgo(int parts) {
        mostViewAgo = parts;
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).keepHistory(ticksKept(parts));
        }
    }

    /**
     * How many ticks to keep, to look back {@code parts} parts of a tick: one more, since a moment is between two
     * ticks.
     */
    static int ticksKept(int parts) {
        return parts / Past.PARTS_PER_TICK + 2;
    }

    int mostViewAgo() {
        return mostViewAgo;
    }

    /** Keeps what rewindable tables are now. */
    void remember() {
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).remember(tick);
        }
    }

    /** What snapshots have as tables, in their order. */
    List<Columns> states() {
        return states;
    }

    RoomState room() {
        return room;
    }

    void setRoom(RoomState now) {
        room = now;
    }

    /** Takes the number of the next request; 0: there are no more. */
    int nextRequest() {
        if (room.lastRequest() == Requests.MOST) {
            return 0;
        }
        room = room.withRequest();
        return room.lastRequest();
    }

    Rng random() {
        return random;
    }

    int tick() {
        return tick;
    }

    void setTick(int newTick) {
        tick = newTick;
    }

    /** Gives a player a row among the inputs. */
    void addPlayer(int player, String itsName, String itsUser, boolean isCreator) {
        inputs.addAt(player);
        rest(player);
        name.set(player, itsName);
        user.set(player, itsUser);
        room = isCreator ? room.withCreator(player) : room;
    }

    /** The name of a player; empty: it has none, or this is a prediction. */
    String name(int player) {
        return name.text(player);
    }

    /** Whose account a player is; empty: nobody's, or this is a prediction. */
    String user(int player) {
        return user.text(player);
    }

    /** Leaves one player, whose inputs rest; those of all others can be read, and rest too. */
    void seatAlone(int player) {
        inputs.reserveAll();
        for (int other = inputs.first(); other >= 0; other = inputs.next(other)) {
            rest(other);
        }
        inputs.clear();
        inputs.addAt(player);
        rest(player);
    }

    /** Makes a player do nothing: all its inputs are 0, or the nearest legal value. */
    void rest(int player) {
        for (Column column : inputs.columns()) {
            if (column != name && column != user) {
                column.putRaw(player, column.type().restingRaw());
            }
        }
    }

    void removePlayer(int player) {
        inputs.remove(player);
        commands().drop(player);
        room = room.creator() == player ? room.withCreator(RoomState.NOBODY) : room;
    }

    TextTables texts() {
        return texts;
    }

    /** A step is done: lets go of what nothing refers to any more. */
    void endStep() {
        clearStaleReferences();
        texts.endStep(tick, states, inputs, events().kinds());
    }

    /** Clears what points to entities that went since the last call. */
    void clearStaleReferences() {
        References.clearStale(tables);
    }

    /** What lasts for one step. */
    StepTables passing() {
        return passing;
    }

    EventTables events() {
        return passing.events();
    }

    CommandTables commands() {
        return passing.commands();
    }

    void capture(Snapshot into) {
        into.setTick(tick);
        for (int i = 0; i < states.size(); i++) {
            into.table(i).copyFrom(states.get(i).rows());
        }
        into.inputs().copyFrom(inputs.rows());
        random.save(into.random());
        texts.capture(into);
        into.setRoom(room);
    }

    void restore(Snapshot from) {
        tick = from.tick();
        for (int i = 0; i < states.size(); i++) {
            states.get(i).restore(from.table(i));
        }
        inputs.restore(from.inputs());
        random.restore(from.random());
        texts.restore(from);
        room = from.room();
    }

    /** Fills a state that nobody needs any more, where it has the right shape; otherwise a new one. */
    WorldState save(@Nullable WorldState spare) {
        if (spare != null && Pasts.fill(tables, mostViewAgo, spare) && passing.fill(spare)) {
            capture(spare.now());
            return spare;
        }
        Snapshot now = new Snapshot(schema);
        capture(now);
        return passing.save(mostViewAgo, now, Pasts.of(tables, schema));
    }

    void restore(WorldState from) {
        restore(from.now());
        setMostViewAgo(from.mostViewAgo());
        Pasts.restore(tables, from.past());
        passing.restore(from);
    }
}

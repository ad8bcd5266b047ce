package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Eye;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A game: the one class that a game author writes. Extend it, declare tables and inputs as fields, write the rules.
 *
 * <p>Each room has an instance of its own, used by one thread at a time. Rules may depend on the state, the inputs and
 * the step only: no clock, no I/O, no random generator but {@link Step#random}, no trigonometry but
 * {@link dev.tickwire.simulation.math.Trig}, and no fields that change beside the tables; then the same inputs give the
 * same world everywhere. An exception from any method ends the room.
 */
public abstract class Game {
    private final List<Table> tables = new ArrayList<>();
    private final PlayerTables ofPlayers = new PlayerTables(tables);
    final List<Table> filled = new ArrayList<>();
    private final List<Events> events = new ArrayList<>();
    private final List<Commands> commands = new ArrayList<>();
    private final List<Requests> requests = new ArrayList<>();
    private final List<Tunable> tunables = new ArrayList<>();
    /** Of a list of meters, so that games without any have nothing of it in their module for browsers. */
    private @Nullable Meter lastMeter;

    private @Nullable Table inputs;
    private @Nullable Options options;
    private boolean hasWorld;

    /** Declares a table; clients see its columns, except those that are limited to some players or hidden. */
    protected final <T extends Table> T table(T table) {
        requireEarly(table.title);
        tables.add(table);
        return table;
    }

    /** Declares a table with a row per player from {@link #joined} to {@link #left}: rules add and remove none. */
    protected final <T extends Table> T players(T table) {
        ofPlayers.add(table);
        return table(table);
    }

    /**
     * Declares a table as {@link #players} does, whose rows a server keeps by account: before {@link #joined}, the row
     * of a player who is signed in has the values that it had when its account left last, that of others is new.
     * Columns are found by name; none is a reference: entities do not outlive their room.
     */
    protected final <T extends Table> T saved(T table) {
        ofPlayers.addSaved(table);
        return players(table);
    }

    /**
     * Declares a table as {@link #players} does, whose rows say what a player's ticket says, before {@link #joined}:
     * the config names a claim for each column. A player without ticket has a new row.
     */
    protected final <T extends Table> T claims(T table) {
        ofPlayers.addClaims(table);
        return players(table);
    }

    /** Declares a table of which all rows are there before {@link #start}: a map of tiles, the values of a round. */
    protected final <T extends Table> T filled(T table) {
        filled.add(table);
        return table(table);
    }

    /** Declares events of one kind; clients are sent them without their hidden columns. */
    protected final <T extends Events> T events(T kind) {
        requireEarly(kind.title);
        events.add(kind);
        return kind;
    }

    /** Declares commands of one kind: what a player tells the game to do once. */
    protected final <T extends Commands> T commands(T kind) {
        requireEarly(kind.title);
        commands.add(kind);
        return kind;
    }

    /** Declares requests of one kind: what the game asks of the backend of its room type. */
    protected final Requests requests(Requests kind) {
        requireEarly(kind.title);
        requests.add(kind);
        return kind;
    }

    /**
     * Declares what a player sends each tick: a table with a row per player who is there, at its number. Its capacity
     * is the most players that a room can have.
     */
    protected final <T extends Table> T inputs(T table) {
        requireEarly(table.title);
        if (inputs != null) {
            throw new IllegalStateException("a game declares its inputs once");
        }
        inputs = table;
        return table;
    }

    /** Declares what a room of the game may be opened with: see {@link Options}. */
    protected final Options options(Options declared) {
        requireEarly(declared.title);
        if (options != null) {
            throw new IllegalStateException("a game declares its options once");
        }
        options = declared;
        return declared;
    }

    /** Declares a number that designers may change in the config. */
    protected final Tunable tunable(String name, double initial, double min, double max) {
        requireEarly("tunable " + name);
        Tunable tunable = new Tunable(name, initial, min, max);
        tunables.add(tunable);
        return tunable;
    }

    /** Declares a count of something that happens by the rules, for those who run and tune the game. */
    protected final Meter meter(String name) {
        requireEarly(name);
        lastMeter = new Meter(name, lastMeter);
        return lastMeter;
    }

    /** Sets the world up, once, before the first step. */
    public void start(Step step) {}

    /**
     * Says why somebody may not join, between two steps: a sentence for the player. Null, the default: it may, and
     * {@link #joined} follows. It is asked about each who comes to play or to watch, but not about who opened the room,
     * nor about players who come back into their seats. It answers, and changes nothing: no table, nothing of the step;
     * what it draws from {@link Step#random} is drawn again by the step that follows. A replay does not ask again.
     */
    public @Nullable String refusal(Step step, Candidate candidate) {
        return null;
    }

    /** A player joins, between two steps; its inputs are all 0 (or the nearest legal value) until it sends some. */
    public void joined(Step step, int player) {}

    /**
     * A player leaves, between two steps; its inputs can be read for the last time. A player whose connection broke has
     * not left until its seat is given up: until then the game sees only that its inputs rest.
     */
    public void left(Step step, int player) {}

    /**
     * Says where a player looks from, and how far, for room types in which players see only what is near; by default
     * from the place of its row in the first table of {@link #players} that has places, or else from everywhere. Asked
     * at each snapshot, on the server alone, so it must change nothing: neither tables, nor the generator.
     */
    public void look(Step step, int player, Eye eye) {
        ofPlayers.look(player, eye);
    }

    /**
     * Says which team a player is in; −1, the default: in none. Asked for each player and snapshot. The players of a
     * team are sent the {@link Column#teamOnly} columns of each other's rows.
     *
     * @return −1, or a number from 0 below the most players that the game can take; any other ends the room
     */
    public int team(int player) {
        return -1;
    }

    /**
     * A new brain, for one bot of a room type with {@code bots}: it fills an empty seat, and is a player like any other
     * to the rules. Null, the default: the game has no bots. Called on the server alone.
     */
    public @Nullable Brain brain() {
        return null;
    }

    /**
     * The room ends, after its last step, unless this game threw or did not come back: the place for the last
     * {@link Requests}. The players are still there; nobody is sent what changes now, and no answer comes any more.
     */
    public void ending(Step step) {}

    /**
     * Says that a room may sleep while its world stands still: after a step that changed nothing, none follow until
     * somebody does something. Right for rules that never look at {@link Step#tick}. False, the default: never.
     */
    public boolean sleepsWhenStill() {
        return false;
    }

    /** Advances the world by one tick: {@link Step#seconds} of game time. */
    public abstract void step(Step step);

    /** The tunables, in the order of their declaration. */
    public final List<Tunable> tunables() {
        return List.copyOf(tunables);
    }

    /** How many players it takes: as many as its inputs have rows; without inputs, which no game can do, any number. */
    public final int playerCapacity() {
        return inputs == null ? Integer.MAX_VALUE : inputs.capacity();
    }

    /** What a room may be opened with, in the order in which it was declared. */
    public final List<Option> options() {
        return options == null ? List.of() : options.all();
    }

    /** The meters, in the order in which they were declared. */
    final List<Meter> meters() {
        return Meter.upTo(lastMeter);
    }

    /** The tables, with the inputs, and without the options. */
    final List<Table> tables() {
        List<Table> all = new ArrayList<>(tables);
        if (inputs != null) {
            all.add(inputs);
        }
        return all;
    }

    final PlayerTables ofPlayers() {
        return ofPlayers;
    }

    final void tuneAll(Map<String, Double> values) {
        for (Tunable tunable : tunables) {
            tunable.set(values.getOrDefault(tunable.name(), tunable.initial()));
        }
    }

    /** Gives a tunable another value, within its range: before the game starts or between two steps. */
    public final void tune(String name, double value) {
        for (Tunable tunable : tunables) {
            if (tunable.name().equals(name)) {
                tunable.set(value);
                return;
            }
        }
        throw new IllegalArgumentException("there is no tunable " + name);
    }

    final void choose(@Nullable Chosen chosen) {
        if (options != null) {
            options.fill(chosen);
        }
    }

    private void requireEarly(String title) {
        if (hasWorld) {
            throw new IllegalStateException(title + " is declared when the game has started: declare it as a field");
        }
    }

    /** Fills what is to be full, and lets the rules set the world up. */
    final void begin(Step step) {
        for (Table table : filled) {
            while (table.count() < table.capacity()) {
                table.addAt(table.count());
            }
        }
        start(step);
    }

    /** Whatever it has declared columns of: tables, inputs, events, commands, requests and their answers, options. */
    final List<Columns> all() {
        List<Columns> all = new ArrayList<>(tables());
        all.addAll(events);
        all.addAll(commands);
        for (Requests kind : requests) {
            all.add(kind);
            all.add(kind.answer);
        }
        if (options != null) {
            all.add(options);
        }
        return all;
    }

    final World buildWorld(long seed) {
        if (inputs == null) {
            throw new IllegalStateException("the game declares no inputs: call inputs(...)");
        }
        if (hasWorld) {
            throw new IllegalStateException("this game is in a world already");
        }
        hasWorld = true;
        ofPlayers.check();
        List<Columns> states = new ArrayList<>(tables);
        if (options != null) {
            states.add(options);
        }
        return new World(tables, states, inputs, new StepTables(events, commands, requests, inputs.capacity()), seed);
    }
}

package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.RoomState;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A game that runs: its rules and its world, advanced by whoever owns it, one tick at a time.
 *
 * <p>The same seed, rate, tunables, joins, leaves and inputs at the same ticks give the same world, to the last bit.
 * Not thread-safe.
 */
public final class Simulation {
    /** The last tick that there can be, 621 days at 20 per second; up to 2^20 later ones fit into integer columns. */
    public static final int MOST_TICKS = (1 << 30) - (1 << 20);

    private final Game game;
    private @Nullable List<Tunable> tunables;
    private final World world;
    private final Step step;
    private final Guard guard;
    private final Runnable advance = this::advance;

    /** Starts a game that nothing has run yet. */
    public Simulation(Game game, double tickRateHz, long seed) {
        this(game, tickRateHz, Setup.of(seed));
    }

    /** Starts a game that nothing has run yet, in a room. */
    public Simulation(Game game, double tickRateHz, Setup setup) {
        this(game, tickRateHz, setup, world -> Guard.LAX);
    }

    private Simulation(Game game, double tickRateHz, Setup setup, Function<World, Guard> guards) {
        this.game = game;
        world = game.buildWorld(setup.seed());
        guard = guards.apply(world);
        guard.watch(game);
        step = new Step(world, tickRateHz, false);
        world.setRoom(new RoomState(setup.room(), RoomState.NOBODY, false, 0));
        game.choose(setup.options());
        game.begin(step);
        world.clearStaleReferences();
    }

    /** Starts a game whose rules are checked as they run, each call made twice: takes a few times as long. */
    public static Simulation strict(Game game, double tickRateHz, Setup setup, Consumer<String> warnings) {
        return new Simulation(game, tickRateHz, setup, world -> new Strict(world, warnings));
    }

    /** All columns; clients get {@link Schema#visible}. */
    public Schema schema() {
        return world.schema();
    }

    /** Ticks done: 0 at the start. */
    public int tick() {
        return world.tick();
    }

    /** Gives the game's tunables other values from the next step on; those that are not named, their initial ones. */
    public void tune(Map<String, Double> values) {
        game.tuneAll(values);
    }

    /** The game's tunables, with the values that hold. */
    public List<Tunable> tunables() {
        // Only when it is asked for: the module for browsers is without it.
        if (tunables == null) {
            tunables = game.tunables();
        }
        return tunables;
    }

    /** What a room of the game may be opened with. */
    public List<Option> options() {
        return game.options();
    }

    /** Which columns of each table say where its entities are. */
    public List<Placement> placements() {
        return world.placements();
    }

    /** Which columns of each kind of events say where they happen. */
    public List<Placement> eventPlacements() {
        return world.events().placements();
    }

    /** Which column of each kind of events has the number of the player to whom one belongs; −1: there is none. */
    public int[] eventOwners() {
        return world.events().ownerColumns();
    }

    /** Asks the game where a player looks from. */
    public void look(int player, Eye eye) {
        eye.everywhere();
        step.look(game, player, eye);
    }

    /** Makes what finds the rows of each player and team, in snapshots of this simulation as it is at that moment. */
    public Ownership ownership() {
        return new Ownership(world.schema(), world.tellings(), game::team);
    }

    /** Adds a player at a free number that is less than {@link Game#playerCapacity}. */
    public void join(int player, String name) {
        join(player, name, "", false);
    }

    /** Adds a player, and says whose account it is (empty: nobody's), and whether it is the one who opened the room. */
    public void join(int player, String name, String user, boolean isCreator) {
        join(player, name, user, isCreator, () -> {});
    }

    /** Adds a player, whose rows of {@link #playerTables} have the values given before the rules see it. */
    public void join(int player, String name, String user, boolean isCreator, List<PlayerRow> rows) {
        join(player, name, user, isCreator, () -> game.ofPlayers().fill(player, rows));
    }

    private void join(int player, String name, String user, boolean isCreator, Runnable fill) {
        guard.call("joined", () -> {
            world.passing().begin();
            world.addPlayer(player, name, user, isCreator);
            game.ofPlayers().addRows(player);
            fill.run();
            game.joined(step, player);
            world.clearStaleReferences();
        });
    }

    /** The tables with a row per player. */
    public PlayerTables playerTables() {
        return game.ofPlayers();
    }

    /** A bot of the game, to play for a player who joins at that number; null: the game has none. */
    public @Nullable Bot bot(int player, long seed, Hand.Sender commands) {
        Brain brain = game.brain();
        return brain == null ? null : new Bot(brain, new Hand(world, seed, commands), player, step, guard);
    }

    /** Asks the game why somebody may not join, between two steps; null: it may. See {@link Game#refusal}. */
    public @Nullable String refusal(Candidate candidate) {
        return step.refusal(game, candidate);
    }

    /** What the rules asked of their room, for whoever runs it to do. */
    public Effects effects() {
        return step.effects();
    }

    /** What the rules know of their room, and decided about it. */
    public RoomState room() {
        return world.room();
    }

    /** Locks the room, or unlocks it, as {@link Step#lock} does. */
    public void lock(boolean locked) {
        world.setRoom(world.room().withLock(locked));
    }

    public void leave(int player) {
        leave(player, () -> {});
    }

    /** Takes a player away; runs something when the rules have seen it off, and its rows are still there. */
    public void leave(int player, Runnable farewell) {
        guard.call("left", () -> {
            world.passing().begin();
            game.left(step, player);
            farewell.run();
            game.ofPlayers().removeRows(player);
            world.removePlayer(player);
            step.effects().forget(player);
            world.clearStaleReferences();
        });
    }

    /**
     * Sets the input of a player who has joined, legal raws from {@code offset} on, which holds until the next one.
     * What it saw was {@code viewAgo}/{@value Past#PARTS_PER_TICK} ticks ago, at most {@link #setMostViewAgo}.
     */
    public void setInput(int player, int[] raws, int offset, int viewAgo) {
        world.setInput(player, raws, offset, viewAgo);
    }

    /** Makes a player do nothing, until its next input: all its inputs are 0, or the nearest legal value. */
    public void rest(int player) {
        world.rest(player);
    }

    /** Whether one more command of a kind fits into the coming step, from a player who has joined. */
    public boolean takesCommand(int player, int kind) {
        return world.passing().beginCommands(kind).takes(player);
    }

    /** Gives the coming step a command that {@linkplain #takesCommand fits}; returns its row, for its answer. */
    public int command(int player, int kind, int[] raws, int offset, String[] texts) {
        return world.passing().beginCommands(kind).add(player, raws, offset, texts);
    }

    /** Index of the answer that the last step gave to one of its commands; good until anything else happens. */
    public int commandAnswer(int kind, int row) {
        return world.commands().kinds().get(kind).answerTo(row);
    }

    /** The kinds of requests, with those that the last step made: good until anything else happens. */
    public List<Requests> requests() {
        return world.passing().requests();
    }

    /** Whether one more answer to requests of a kind fits into the coming step. */
    public boolean takesAnswer(int kind) {
        return !world.passing().beginAnswers(kind).isFull();
    }

    /** Gives the coming step an answer that {@linkplain #takesAnswer fits}: legal raws and texts, in order. */
    public void answer(int kind, int request, Outcome outcome, int[] raws, String[] texts) {
        world.passing().beginAnswers(kind).add(request, outcome, raws, texts);
    }

    /** Lets the game say its last: no step follows. What it asks for is in {@link #requests}. */
    public void ending() {
        world.passing().begin();
        game.ending(step);
    }

    /** Bounds how far rules may look back, in 1/{@value Past#PARTS_PER_TICK} ticks; 0: not at all. Forgets the past. */
    public void setMostViewAgo(int parts) {
        world.setMostViewAgo(parts);
    }

    /** How far back the rules may look now. */
    public int mostViewAgo() {
        return world.mostViewAgo();
    }

    /** Advances by one tick; an {@link IllegalStateException} after {@link #MOST_TICKS}. */
    public void step() {
        if (world.tick() >= MOST_TICKS) {
            throw new IllegalStateException("a room ends at tick " + MOST_TICKS);
        }
        guard.call("step", advance);
        world.remember();
    }

    private void advance() {
        world.passing().begin();
        world.setTick(world.tick() + 1);
        game.step(step);
        world.endStep();
        world.passing().end();
    }

    /** Whether it has come to rest, so that steps may be left out; belongs to whoever asks for it. */
    public Stillness stillness() {
        return new Stillness(game, world, step.effects(), guard, advance);
    }

    /** Changes the length of the steps from now on. */
    public void setTickRateHz(double tickRateHz) {
        step.setTickRateHz(tickRateHz);
    }

    /** How many times rules stored a text that there was no space for: it was stored as the empty text. */
    public long refusedTextCount() {
        return world.texts().refusedCount();
    }

    /** Copies all state into a snapshot of {@link #schema}. */
    public void capture(Snapshot into) {
        world.capture(into);
    }

    /** Appends the events of the last step, and of what came before it: kind after kind, as they were added. */
    public void appendEvents(EventLog log) {
        world.events().appendTo(log, world.tick(), world.texts().seen());
    }

    /** Copies all that the rules may see, but for rate and tunables; into what it gave before, if that has room. */
    public WorldState save(@Nullable WorldState spare) {
        return world.save(spare);
    }

    /** Goes on from what {@link #save} gave of a simulation of the same game; events of the last step are forgotten. */
    public void restore(WorldState from) {
        world.restore(from);
    }
}

package dev.tickwire.server.match;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Bot;
import dev.tickwire.simulation.world.Candidate;
import dev.tickwire.simulation.world.Effects;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Hand;
import dev.tickwire.simulation.world.Labels;
import dev.tickwire.simulation.world.Meters;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.PlayerTables;
import dev.tickwire.simulation.world.Requests;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Stillness;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A game that runs, with the rates and tunables that hold: the only thing that changes a world, and it writes each
 * change to its journal first. It knows players by number and name only. Not thread-safe; it throws what games throw.
 */
public final class Match {
    private final Simulation simulation;
    private final Stillness stillness;
    private final Meters meters;
    private final Labels labels;
    private final int inputColumns;
    private final int[] commandNumbers;
    private FullHash fullHash;
    private Tuning tuning;
    private JournalSink sink;
    /** The sink, and whoever listens beside it. */
    private JournalSink journal;

    /** Starts a game that nothing has run yet. */
    public Match(Game game, Tuning tuning, Setup setup, JournalSink journal) {
        this(game, tuning.start(game, setup), tuning, journal);
        journal.onStart(setup, tuning);
    }

    /** The same, and checks its rules as they run: see {@link Simulation#strict}; tells what may be a mistake. */
    public Match(Game game, Tuning tuning, Setup setup, JournalSink journal, Consumer<String> warnings) {
        this(game, tuning.startStrictly(game, setup, warnings), tuning, journal);
        journal.onStart(setup, tuning);
    }

    private Match(Game game, Simulation simulation, Tuning tuning, JournalSink journal) {
        this.simulation = simulation;
        stillness = simulation.stillness();
        meters = new Meters(game);
        labels = new Labels(game);
        this.tuning = tuning;
        this.journal = journal;
        sink = journal;
        fullHash = new FullHash(journal, simulation.schema());
        inputColumns = simulation.schema().visible().inputs().columns().size();
        commandNumbers = simulation.schema().visible().commands().stream()
                .mapToInt(kind -> kind.numbers().size())
                .toArray();
    }

    /** Goes on from a checkpoint of a match of this game, which nothing has run yet, by its rates and tunables. */
    public static Match resume(Game game, Checkpoint from, JournalSink journal) {
        Match match = waiting(game, Tuning.of(from));
        match.goOnFrom(from, journal);
        return match;
    }

    /** A match that is to {@link #goOnFrom} a checkpoint. Runs the game's start. */
    public static Match waiting(Game game, Tuning tuning) {
        return new Match(game, tuning.start(game, Setup.of(0)), tuning, JournalSink.NONE);
    }

    /** Goes on from a checkpoint of its game, whatever it has come to: at the rates and by the tunables in that. */
    public void goOnFrom(Checkpoint from, JournalSink to) {
        from.restore(simulation);
        tuning = Tuning.of(from);
        sink = to;
        journal = to;
        fullHash = new FullHash(to, schema());
        stillness.forget();
        to.onResume(from);
    }

    /** Where all that changes it is written. */
    public JournalSink sink() {
        return sink;
    }

    /** Lets somebody hear what the journal hears from now on; null: nobody any more. */
    public void listen(@Nullable JournalSink ear) {
        journal = ear == null ? sink : new BothSinks(sink, ear);
    }

    /** All that is needed to {@link #resume} the match. Takes tenths of a millisecond; not for each tick. */
    public Checkpoint checkpoint() {
        Checkpoint taken = Checkpoint.of(simulation, tuning.tickRateHz(), tuning.ticksPerSnapshot(), sink.spare());
        journal.onCheckpoint(tick());
        return taken;
    }

    /** Asks the game why somebody may not join; null: it may. Changes nothing, so it is not in the journal. */
    public @Nullable String refusal(Candidate candidate) {
        return simulation.refusal(candidate);
    }

    /** A bot that will join; null: the game has none. See {@link Simulation#bot}. */
    public @Nullable Bot bot(int player, long seed, Hand.Sender commands) {
        return simulation.bot(player, seed, commands);
    }

    /** Adds a player at a free number, with its rows of {@link #playerTables}; see {@link Simulation#join}. */
    public void join(int player, String name, String user, boolean isCreator, List<PlayerRow> rows) {
        journal.onJoin(tick(), player, name, user, isCreator, rows);
        simulation.join(player, name, user, isCreator, rows);
    }

    /** The tables with a row per player, which says what is in them. */
    public PlayerTables playerTables() {
        return simulation.playerTables();
    }

    /** Takes a player away; runs something when the rules have seen it off, and its rows are still there. */
    public void leave(int player, Runnable farewell) {
        journal.onLeave(tick(), player);
        simulation.leave(player, farewell);
    }

    /** Sets a player's input, which holds until the next one; see {@link Simulation#setInput}. */
    public void input(int player, int[] raws, int offset, int viewAgo) {
        journal.onInput(tick(), player, raws, offset, inputColumns, viewAgo);
        simulation.setInput(player, raws, offset, viewAgo);
    }

    /** Makes a player do nothing until its next input. */
    public void rest(int player) {
        journal.onRest(tick(), player);
        simulation.rest(player);
    }

    /** Whether one more command of a kind fits into the coming step, of a player who is there. */
    public boolean takesCommand(int player, int kind) {
        return simulation.takesCommand(player, kind);
    }

    /** Gives the coming step the how-manieth command of a player; its row. See {@link Simulation#command}. */
    public int command(int player, int number, int kind, int[] raws, int offset, String[] texts) {
        journal.onCommand(tick(), player, number, kind, raws, offset, commandNumbers[kind], texts);
        return simulation.command(player, kind, raws, offset, texts);
    }

    /** Index of the answer that the step just done gave to one of its commands. */
    public int commandAnswer(int kind, int row) {
        return simulation.commandAnswer(kind, row);
    }

    /** The kinds of requests, with those that the last step made: good until anything else happens. */
    public List<Requests> requests() {
        return simulation.requests();
    }

    /** Whether one more answer to requests of a kind fits into the coming step. */
    public boolean takesAnswer(int kind) {
        return simulation.takesAnswer(kind);
    }

    /** Gives the coming step an answer that {@linkplain #takesAnswer fits}; see {@link Simulation#answer}. */
    public void answer(int kind, int request, Outcome outcome, int[] raws, String[] texts) {
        journal.onAnswer(tick(), kind, request, outcome, raws, texts);
        simulation.answer(kind, request, outcome, raws, texts);
    }

    /** Lets no further players in, or lets them in again, as rules do with {@code Step.lock}. */
    public void lock(boolean locked) {
        if (locked != isLocked()) {
            journal.onLock(tick(), locked);
            simulation.lock(locked);
        }
    }

    /** Tells the game that its room ends; what it asks for then is in {@link #requests}. */
    public void ending() {
        journal.onEnding(tick());
        simulation.ending();
    }

    /** Goes on at other rates and by other tunables from the next step on. */
    public void retune(Tuning to) {
        if (!to.equals(tuning)) {
            journal.onRetune(tick(), to);
            to.applyTo(simulation);
            stillness.forget();
            tuning = to;
        }
    }

    /** Advances the world by one tick. There must be {@linkplain #ticksLeft ticks left}. */
    public void step() {
        simulation.step();
        journal.onStepped(tick());
        fullHash.afterStepOf(simulation);
    }

    /** Whether it has come to rest: to be asked after a step. */
    public boolean isStill() {
        return stillness.look();
    }

    /** Lets so many ticks go by without steps, of a match that {@link #isStill}. */
    public void sleep(int ticks) {
        journal.onSlept(tick(), ticks);
        stillness.sleep(ticks);
    }

    /** What its rules have counted since it started or went on: beside the state, and in no journal. */
    public Meters meters() {
        return meters;
    }

    /** How its rules label their room. */
    public Labels labels() {
        return labels;
    }

    /** What the rules asked of their room since the last step began. */
    public Effects effects() {
        return simulation.effects();
    }

    public boolean isLocked() {
        return simulation.room().isLocked();
    }

    public Tuning tuning() {
        return tuning;
    }

    public int tick() {
        return simulation.tick();
    }

    /** How many more ticks there can be. */
    public int ticksLeft() {
        return Simulation.MOST_TICKS - tick();
    }

    public Schema schema() {
        return simulation.schema();
    }

    public List<Placement> placements() {
        return simulation.placements();
    }

    /** Where the events of each kind happen. */
    public List<Placement> eventPlacements() {
        return simulation.eventPlacements();
    }

    /** To whom the events of each kind belong; see {@link Simulation#eventOwners}. */
    public int[] eventOwners() {
        return simulation.eventOwners();
    }

    /** Asks the game where a player looks from. */
    public void look(int player, Eye eye) {
        simulation.look(player, eye);
    }

    /** Tells which rows belong to which player; see {@link Simulation#ownership}. */
    public Ownership ownership() {
        return simulation.ownership();
    }

    /** Whether nothing has changed since a snapshot was taken, but for tick and random generator. */
    public boolean isAsIn(Snapshot copy) {
        return stillness.isAsIn(copy);
    }

    /** Copies the whole state into a snapshot of {@link #schema}. */
    public void capture(Snapshot into) {
        simulation.capture(into);
    }

    /** Appends what happened in the last step to a log. */
    public void appendEvents(EventLog log) {
        simulation.appendEvents(log);
    }
}

package dev.tickwire.server.match;

import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A game that runs, with the rates and tunables that hold. It is the only thing that changes a world, and it writes
 * each change to its journal before it makes it.
 *
 * <p>It knows players by number and name only: no seats, no connections. Not thread-safe; its methods run the game's
 * code, so any of them may throw whatever a game throws.
 */
public final class Match {
    /** Ticks from one hash in the journal to the next. */
    public static final int HASH_INTERVAL_TICKS = 64;

    private final Simulation simulation;
    private final JournalSink journal;
    private final @Nullable FullHash fullHash;
    private Tuning tuning;

    /** What a hash of the whole state needs; a match without a journal does without it. */
    private record FullHash(Snapshot snapshot, StateHash hash) {
        int of(Simulation simulation) {
            simulation.capture(snapshot);
            return hash.ofAll(snapshot);
        }
    }

    /** Starts a game that nothing has run yet. */
    public Match(Game game, Tuning tuning, long seed, JournalSink journal) {
        tuning.tunables().forEach(game::tune);
        this.tuning = tuning;
        this.journal = journal;
        simulation = new Simulation(game, tuning.tickRateHz(), seed);
        simulation.setMostViewAgo(tuning.mostViewAgo());
        Schema schema = simulation.schema();
        fullHash = journal == JournalSink.NONE ? null : new FullHash(new Snapshot(schema), new StateHash(schema));
        journal.onStart(seed, tuning);
    }

    /** Adds a player at a free number. */
    public void join(int player, String name) {
        journal.onJoin(tick(), player, name);
        simulation.join(player, name);
    }

    /** Takes a player away. */
    public void leave(int player) {
        journal.onLeave(tick(), player);
        simulation.leave(player);
    }

    /** Sets a player's input, which holds until the next one; see {@link Simulation#setInput}. */
    public void input(int player, int[] raws, int offset, int viewAgo) {
        journal.onInput(tick(), player, raws, offset, viewAgo);
        simulation.setInput(player, raws, offset, viewAgo);
    }

    /** Makes a player do nothing until its next input. */
    public void rest(int player) {
        journal.onRest(tick(), player);
        simulation.rest(player);
    }

    /** Goes on at other rates and by other tunables from the next step on. */
    public void retune(Tuning to) {
        journal.onRetune(tick(), to);
        simulation.setTickRateHz(to.tickRateHz());
        if (simulation.mostViewAgo() != to.mostViewAgo()) {
            simulation.setMostViewAgo(to.mostViewAgo());
        }
        simulation.tune(to.tunables());
        tuning = to;
    }

    /** Advances the world by one tick. */
    public void step() {
        simulation.step();
        if (fullHash != null && tick() % HASH_INTERVAL_TICKS == 0) {
            journal.onHash(tick(), fullHash.of(simulation));
        }
    }

    /** Rates and tunables that hold. */
    public Tuning tuning() {
        return tuning;
    }

    /** Ticks done: 0 at the start. */
    public int tick() {
        return simulation.tick();
    }

    /** All columns, hidden ones included. */
    public Schema schema() {
        return simulation.schema();
    }

    /** Where the entities of each table are. */
    public List<Placement> placements() {
        return simulation.placements();
    }

    /** Where the events of each kind happen. */
    public List<Placement> eventPlacements() {
        return simulation.eventPlacements();
    }

    /** Asks the game where a player looks from. */
    public void look(int player, Eye eye) {
        simulation.look(player, eye);
    }

    /** Tells which rows belong to which player; see {@link Simulation#ownership}. */
    public Ownership ownership() {
        return simulation.ownership();
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

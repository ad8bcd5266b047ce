package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.games.GameScan;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Candidate;
import dev.tickwire.simulation.world.Effects;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Labels;
import dev.tickwire.simulation.world.Meter;
import dev.tickwire.simulation.world.Meters;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A match of a game without a server: players, inputs and ticks as a test says, and the tables to look at.
 *
 * <pre>{@code
 * Match match = Match.of(Coins::new).players(2);
 * match.input(0).set("right", 1);
 * match.run(20);
 * assertEquals(240, match.table("dots").row(0).get("x") - before, 0.25);
 * match.assertDeterministic();
 * }</pre>
 *
 * <p>It is always strict: what the rules do wrong is an exception that names table, column and row, and each step is
 * run twice and must give the same world. What may be a mistake is in {@link #warnings}, and on standard error. What
 * was done is kept, to be run again by {@link #assertDeterministic} and {@link #assertPredicts}. Not thread-safe.
 */
public final class Match {
    private static final String STARTED = " before the match begins: before it is run or looked at";

    private final Script script;
    private final List<String> warnings = new ArrayList<>();
    private final Map<Integer, MatchInput> inputs = new TreeMap<>();
    private final SentCommands commands = new SentCommands();
    private final MatchBots bots = new MatchBots();
    private int firstPlayers;
    private Path rules;
    private Simulation simulation;
    private Snapshot snapshot;
    private HappenedEvents events;
    private MadeRequests requests;
    private Meters meters;
    private Labels labels;
    private boolean isCaptured;

    private Match(Supplier<? extends Game> newGame) {
        script = new Script(newGame);
    }

    /** A match of a game, at 20 ticks per second, from seed 1, with nobody in it. */
    public static Match of(Supplier<? extends Game> newGame) {
        return new Match(newGame);
    }

    /** That many players are there from the beginning: 0, 1 and so on, called {@code Player 0}, {@code Player 1}. */
    public Match players(int count) {
        requireNotStarted("players");
        firstPlayers = count;
        return this;
    }

    /** The seed of the world's random generator. */
    public Match seed(long seed) {
        requireNotStarted("seed");
        script.seed = seed;
        return this;
    }

    /** Steps per second. */
    public Match tickRate(double hz) {
        requireNotStarted("tickRate");
        script.tickRateHz = hz;
        return this;
    }

    /** How far back rules may look for what a player saw, as {@code lagCompensation} of a room type; 0 at first. */
    public Match lagCompensation(double millis) {
        requireNotStarted("lagCompensation");
        script.mostViewAgo = (int) Math.floor(millis / 1000 * script.tickRateHz * Past.PARTS_PER_TICK + 0.5);
        return this;
    }

    /**
     * What the first player has opened the room with: numbers, flags, labels and texts, by the names of the options.
     */
    public Match options(Map<String, ?> values) {
        requireNotStarted("options");
        script.options = Values.chosen(script.newGame.get().options(), values);
        return this;
    }

    /**
     * The game's rules as TeaVM compiled them: an ES module whose {@code rules()} gives them. Then
     * {@link #assertDeterministic} runs the match in Node, too.
     */
    public Match rules(Path module) {
        rules = module;
        return this;
    }

    /** Gives tunables other values, from the next tick on; those that are not named get their initial ones. */
    public Match tunables(Map<String, Double> values) {
        if (simulation == null) {
            script.tunables.clear();
            script.tunables.putAll(values);
        } else {
            act(new Deed.Tune(tick(), new TreeMap<>(values)));
        }
        return this;
    }

    /** Adds a player who is not signed in. @return its number, the lowest that is free */
    public int join(String name) {
        return join(name, "");
    }

    /**
     * Adds a player of an account, as {@code step.user(player)} will say. @return its number, the lowest that is free
     */
    public int join(String name, String user) {
        return join(name, user, Map.of());
    }

    /**
     * Adds a player of an account with what a server would give it: rows of {@code saved(...)} and {@code claims(...)}
     * tables. @return its number, the lowest that is free
     *
     * @param rows by the names of tables, then of columns: numbers, flags, labels and texts, and an {@code int[]} for
     *     cells; what is not named is as in a new row
     */
    public int join(String name, String user, Map<String, Map<String, ?>> rows) {
        int player = freeNumber();
        List<PlayerRow> given = GivenRows.of(rows, started());
        act(new Deed.Join(tick(), player, name, user, script.isOpenedNow(), given));
        return player;
    }

    /** Adds that many players whom the game's brain plays, at the lowest numbers that are free. */
    public Match bots(int count) {
        for (int i = 0; i < count; i++) {
            int player = freeNumber();
            String name = bots.add(simulation, player, script).name();
            act(new Deed.Join(tick(), player, name, "", false, List.of()));
        }
        return this;
    }

    private int freeNumber() {
        int player = 0;
        while (state().inputs().isPresent(player)) {
            player++;
        }
        if (player == state().inputs().capacity()) {
            throw new IllegalStateException("the game takes " + player + " players, and they are all there");
        }
        return player;
    }

    /** Why the rules would not let somebody in who joins with that password; null: they would. */
    public String refusal(String name, String password) {
        return started().refusal(new Candidate(freeNumber(), name, "", password));
    }

    /** Removes a player. */
    public void leave(int player) {
        requirePlayer(player);
        inputs.remove(player);
        commands.drop(player);
        bots.drop(player);
        act(new Deed.Leave(tick(), player));
    }

    /** What a player does, to be changed: it holds from the next tick on. */
    public MatchInput input(int player) {
        requirePlayer(player);
        return inputs.computeIfAbsent(
                player,
                number -> new MatchInput(new Values(number, simulation.schema()), raws -> setInput(number, raws)));
    }

    /**
     * A player sends a command: the next tick has it, unless the player has sent more than a tick takes. Set what is in
     * it before that.
     */
    public MatchCommand send(int player, String name) {
        requirePlayer(player);
        return commands.add(player, name, started().schema().commands());
    }

    /** Runs that many ticks; an exception of the rules comes out as it is. */
    public Match run(int ticks) {
        Simulation running = started();
        events.clear();
        requests.clear();
        for (int i = 0; i < ticks; i++) {
            isCaptured = false;
            commands.give(running, script.deeds);
            bots.play(running, script);
            running.step();
            commands.takeAnswers(running);
            script.ticks++;
            events.take(running, snapshot);
            requests.take(running);
            leaveAsRulesSay();
        }
        return this;
    }

    /** Ticks done: 0 at first. */
    public int tick() {
        return started().tick();
    }

    /** A table of the game. */
    public MatchTable table(String name) {
        return MatchTable.of(started().schema(), name, this::state);
    }

    /** The events of one kind that happened in the last {@link #run}, in their order. */
    public List<MatchRow> events(String name) {
        started();
        return events.of(name);
    }

    /** The requests of one kind that the last {@link #run} made: the test answers as their backend. */
    public List<MatchRequest> requests(String name) {
        started();
        return requests.of(name);
    }

    /** How much the rules have counted with a meter since they have set the world up. */
    public long meter(String name) {
        started();
        List<String> names = meters.all().stream().map(Meter::name).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("there is no meter " + name + ", but " + String.join(", ", names));
        }
        return meters.count(names.indexOf(name));
    }

    /** How the rules label their room, as lists show it; of a table without row there is nothing. */
    public Map<String, Object> labels() {
        started();
        labels.takeChanges();
        Map<String, Object> shown = new TreeMap<>();
        for (int i = 0; i < labels.types().size(); i++) {
            if (labels.value(i) != null) {
                shown.put(labels.types().get(i).name(), labels.value(i));
            }
        }
        return shown;
    }

    /** The sentence with which the rules have closed the room; null: they have not. */
    public String closing() {
        return started().effects().closing();
    }

    /** What may be a mistake in the game, a sentence each. */
    public List<String> warnings() {
        started();
        return List.copyOf(warnings);
    }

    /**
     * Runs the match again: as it was, and through a checkpoint in its middle, by another instance of the game; and in
     * JavaScript, where {@link #rules} are given and Node is installed. An {@link AssertionError} names the first tick,
     * table, column and row that differ.
     */
    public Match assertDeterministic() {
        started();
        new Determinism(script).check(state());
        if (rules == null) {
            System.err.println("not run in JavaScript: say where the compiled rules are with rules(path)");
        } else {
            new JavaScriptRun(script, rules).check();
        }
        return this;
    }

    /**
     * Runs the match again with clients that predict it: each has the server's snapshots late, by as much as the round
     * trip takes, and its own inputs at once. An {@link AssertionError} names the first tick, table, column and row
     * that the server then has elsewhere.
     *
     * <p>It looks at the columns that move, as clients do: fixed ones and angles. Rows that bump into what others do
     * are corrected in any game: leave that out of the match.
     */
    public Match assertPredicts(int rttMillis) {
        started();
        new PredictionCheck(script, rttMillis).check();
        return this;
    }

    private Simulation started() {
        if (simulation == null) {
            Game game = script.tunedGame();
            GameScan.of(game.getClass()).forEach(this::warn);
            simulation = Simulation.strict(game, script.tickRateHz, script.setup(), this::warn);
            simulation.setMostViewAgo(script.mostViewAgo);
            meters = new Meters(game);
            labels = new Labels(game);
            snapshot = new Snapshot(simulation.schema());
            events = new HappenedEvents(simulation.schema());
            requests = new MadeRequests(simulation.schema().requests(), this::tick, this::act);
            for (int player = 0; player < firstPlayers; player++) {
                join("Player " + player);
            }
        }
        return simulation;
    }

    private void leaveAsRulesSay() {
        Effects.Removal removal = simulation.effects().pollRemoval();
        if (removal != null) {
            leave(removal.player());
            leaveAsRulesSay();
        }
    }

    private void warn(String sentence) {
        warnings.add(sentence);
        System.err.println("warning: " + sentence);
    }

    private Snapshot state() {
        started();
        if (!isCaptured) {
            simulation.capture(snapshot);
            isCaptured = true;
        }
        return snapshot;
    }

    private void setInput(int player, int[] raws) {
        requirePlayer(player);
        script.dropInput(player, tick());
        act(new Deed.Input(tick(), player, raws));
    }

    private void act(Deed deed) {
        isCaptured = false;
        script.deeds.add(deed);
        deed.doTo(simulation);
    }

    private void requirePlayer(int player) {
        if (!state().inputs().isPresent(player)) {
            throw new IllegalArgumentException("player " + player + " is not there at tick " + tick());
        }
    }

    private void requireNotStarted(String call) {
        if (simulation != null) {
            throw new IllegalStateException("say " + call + STARTED);
        }
    }
}

package dev.tickwire.proto.replay;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.checkpoint.MalformedCheckpointException;
import dev.tickwire.proto.recording.JournalReader;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.wire.JournalAnswer;
import dev.tickwire.proto.wire.JournalCheckpoint;
import dev.tickwire.proto.wire.JournalCommand;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalJoin;
import dev.tickwire.proto.wire.JournalOptions;
import dev.tickwire.proto.wire.JournalRow;
import dev.tickwire.proto.wire.JournalStart;
import dev.tickwire.proto.wire.JournalTuning;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A match that is played again: does what entries say, once it is clear that this can have been. */
final class PlayedMatch {
    private final Simulation simulation;
    private final Possible possible;
    private final JournalReader inputs;
    private double tickRateHz;
    private int ticksPerSnapshot;

    /**
     * What it is at a moment between two steps.
     *
     * @param inputs which nobody reads with
     */
    record Moment(Checkpoint checkpoint, JournalReader inputs) {}

    private PlayedMatch(
            Simulation simulation, BitSet players, double tickRateHz, int ticksPerSnapshot, JournalReader inputs) {
        this.simulation = simulation;
        this.tickRateHz = tickRateHz;
        this.ticksPerSnapshot = ticksPerSnapshot;
        this.inputs = inputs;
        possible = new Possible(simulation, players);
    }

    private static JournalReader reader(Schema schema) {
        return new JournalReader(
                schema.inputs().capacity(), schema.visible().inputs().columns().size());
    }

    static PlayedMatch start(Game game, JournalStart start) throws MalformedRecordingException {
        JournalTuning tuning = start.getTuning();
        Possible.requireTuning(tuning, game.tunables());
        Chosen options = start.hasOptions() ? options(start.getOptions()) : null;
        if (options != null) {
            Possible.requireOptions(options, game.options());
        }
        tunables(tuning).forEach(game::tune);
        Simulation simulation =
                new Simulation(game, tuning.getTickRateHz(), new Setup(start.getRoom(), start.getSeed(), options));
        simulation.setMostViewAgo(tuning.getMostViewAgo());
        return new PlayedMatch(
                simulation,
                new BitSet(),
                tuning.getTickRateHz(),
                tuning.getTicksPerSnapshot(),
                reader(simulation.schema()));
    }

    static PlayedMatch resume(Game game, Checkpoint from) {
        return resume(game, from, reader(from.world().now().schema()));
    }

    static PlayedMatch resume(Game game, Moment moment) {
        return resume(game, moment.checkpoint, new JournalReader(moment.inputs));
    }

    private static PlayedMatch resume(Game game, Checkpoint from, JournalReader inputs) {
        Simulation simulation = new Simulation(game, from.tickRateHz(), 0);
        from.restore(simulation);
        BitSet players = new BitSet();
        Rows rows = from.world().now().inputs();
        for (int player = rows.next(0); player >= 0; player = rows.next(player + 1)) {
            players.set(player);
        }
        return new PlayedMatch(simulation, players, from.tickRateHz(), from.ticksPerSnapshot(), inputs);
    }

    /** @param sample a game of the same kind */
    static Checkpoint parse(JournalCheckpoint held, Simulation sample) throws MalformedRecordingException {
        try {
            return Checkpoint.parse(held.getState().toByteArray(), sample);
        } catch (MalformedCheckpointException e) {
            throw new MalformedRecordingException("it cannot go on from a checkpoint in it: " + e.getMessage());
        }
    }

    Simulation simulation() {
        return simulation;
    }

    double tickRateHz() {
        return tickRateHz;
    }

    Checkpoint checkpoint() {
        return Checkpoint.of(simulation, tickRateHz, ticksPerSnapshot);
    }

    Moment moment() {
        return new Moment(checkpoint(), new JournalReader(inputs));
    }

    /** Does what an entry says, but for its steps. */
    void apply(JournalEntry entry) throws MalformedRecordingException {
        inputs.read(entry, (player, raws, viewAgo) -> {
            possible.requireInput(player, raws, viewAgo);
            simulation.setInput(player, raws, 0, viewAgo);
        });
        switch (entry.getChangeCase()) {
            case JOIN -> join(entry.getJoin());
            case LEAVE -> {
                possible.leave(entry.getLeave());
                simulation.leave(entry.getLeave());
            }
            case REST -> {
                possible.requirePlayer(entry.getRest());
                simulation.rest(entry.getRest());
            }
            case COMMAND -> command(entry.getCommand());
            case ANSWER -> answer(entry.getAnswer());
            case LOCK -> simulation.lock(entry.getLock());
            case ENDING -> simulation.ending();
            case TUNING -> retune(entry.getTuning());
            default -> {}
        }
    }

    private void join(JournalJoin join) throws MalformedRecordingException {
        List<PlayerRow> rows = join.getRowsList().stream().map(PlayedMatch::row).toList();
        possible.join(join.getPlayer(), rows);
        simulation.join(join.getPlayer(), join.getName(), join.getUser(), join.getIsCreator(), rows);
    }

    private void command(JournalCommand command) throws MalformedRecordingException {
        int[] raws = ints(command.getRawsList());
        possible.requireCommand(command.getPlayer(), command.getKind(), raws, command.getTextsCount());
        simulation.command(command.getPlayer(), command.getKind(), raws, 0, texts(command.getTextsList()));
    }

    private void answer(JournalAnswer answer) throws MalformedRecordingException {
        int[] raws = ints(answer.getRawsList());
        Outcome outcome = Possible.outcome(answer.getOutcome());
        possible.requireAnswer(answer.getKind(), answer.getRequest(), outcome, raws, answer.getTextsCount());
        simulation.answer(answer.getKind(), answer.getRequest(), outcome, raws, texts(answer.getTextsList()));
    }

    private void retune(JournalTuning to) throws MalformedRecordingException {
        Possible.requireTuning(to, simulation.tunables());
        simulation.setTickRateHz(to.getTickRateHz());
        if (simulation.mostViewAgo() != to.getMostViewAgo()) {
            simulation.setMostViewAgo(to.getMostViewAgo());
        }
        simulation.tune(tunables(to));
        tickRateHz = to.getTickRateHz();
        ticksPerSnapshot = to.getTicksPerSnapshot();
    }

    private static Map<String, Double> tunables(JournalTuning tuning) {
        Map<String, Double> values = new LinkedHashMap<>();
        tuning.getTunablesList().forEach(tunable -> values.put(tunable.getName(), tunable.getValue()));
        return values;
    }

    private static Chosen options(JournalOptions options) {
        return new Chosen(options.getRawsMap(), options.getTextsMap());
    }

    private static PlayerRow row(JournalRow row) {
        return new PlayerRow(row.getTable(), ints(row.getRawsList()), texts(row.getTextsList()));
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}

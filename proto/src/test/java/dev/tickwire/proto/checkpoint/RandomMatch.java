package dev.tickwire.proto.checkpoint;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Tunable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A game in which random players come, go and press keys, and designers change its rate and its tunables. */
final class RandomMatch {
    private static final int PLAYERS = 10;
    private static final int MOST_VIEW_AGO = 6 * Past.PARTS_PER_TICK;
    private static final String[] NAMES = {"Ada", "Zoë", "", "🚀", "a name with spaces"};

    final Simulation simulation;
    private final Random random;
    private final boolean[] present = new boolean[PLAYERS];
    private final EventLog log;
    private final Snapshot snapshot;
    private final StateHash hash;
    private double tickRateHz = 20;

    RandomMatch(Game game, long seed) {
        this(game, new Random(seed), seed);
        simulation.setMostViewAgo(MOST_VIEW_AGO);
    }

    private RandomMatch(Game game, Random random, long seed) {
        this.random = random;
        simulation = new Simulation(game, tickRateHz, new Setup("room-" + seed, seed, Chosen.nothing()));
        log = new EventLog(simulation.schema(), 1024);
        snapshot = new Snapshot(simulation.schema());
        hash = new StateHash(simulation.schema());
    }

    Checkpoint checkpoint() {
        return Checkpoint.of(simulation, tickRateHz, 2);
    }

    /**
     * A match of the same game that goes on from bytes of {@link #checkpoint}, and whose players do what those of this
     * one do from now on.
     */
    RandomMatch restored(Game game, byte[] bytes) throws MalformedCheckpointException {
        long sameFromNow = random.nextLong();
        random.setSeed(sameFromNow);
        RandomMatch other = new RandomMatch(game, new Random(sameFromNow), 99);
        Checkpoint checkpoint = Checkpoint.parse(bytes, other.simulation);
        checkpoint.restore(other.simulation);
        other.tickRateHz = checkpoint.tickRateHz();
        System.arraycopy(present, 0, other.present, 0, PLAYERS);
        return other;
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            act();
            step();
        }
    }

    void step() {
        simulation.step();
        simulation.appendEvents(log);
    }

    /** What happens between two steps. */
    void act() {
        for (int player = 0; player < PLAYERS; player++) {
            if (random.nextInt(present[player] ? 100 : 20) == 0) {
                comeOrGo(player);
            }
            if (present[player] && random.nextInt(3) == 0) {
                simulation.setInput(player, input(), 0, random.nextInt(2 * MOST_VIEW_AGO));
            }
        }
        if (random.nextInt(150) == 0) {
            tickRateHz = 10 + random.nextInt(50);
            simulation.setTickRateHz(tickRateHz);
        }
        if (random.nextInt(150) == 0) {
            tune();
        }
    }

    private void comeOrGo(int player) {
        if (present[player]) {
            simulation.leave(player);
        } else {
            simulation.join(
                    player, NAMES[random.nextInt(NAMES.length)], "u" + random.nextInt(99), random.nextInt(5) == 0);
        }
        present[player] = !present[player];
    }

    private int[] input() {
        List<ColumnType> columns = simulation.schema().visible().inputs().columns();
        int[] raws = new int[columns.size()];
        for (int c = 0; c < raws.length; c++) {
            raws[c] = random.nextInt(columns.get(c).rawMin(), columns.get(c).rawMax() + 1);
        }
        return raws;
    }

    private void tune() {
        Map<String, Double> values = new HashMap<>();
        for (Tunable tunable : simulation.tunables()) {
            values.put(tunable.name(), (tunable.initial() + tunable.min() + tunable.max()) / (2 + random.nextInt(3)));
        }
        values.replaceAll((name, value) -> legal(name, value));
        simulation.tune(values);
    }

    private double legal(String name, double value) {
        for (Tunable tunable : simulation.tunables()) {
            if (tunable.name().equals(name)) {
                return Math.max(tunable.min(), Math.min(tunable.max(), value));
            }
        }
        return value;
    }

    int hash() {
        simulation.capture(snapshot);
        return hash.ofAll(snapshot);
    }

    /** The events of the last {@code count} ticks, as lines. */
    List<String> events(int count) {
        List<String> lines = new ArrayList<>();
        for (long event = log.first(); event < log.end(); event++) {
            if (log.tick(event) > simulation.tick() - count) {
                StringBuilder line = new StringBuilder("tick " + log.tick(event) + " kind " + log.kind(event));
                int columns = simulation
                        .schema()
                        .events()
                        .get(log.kind(event))
                        .columns()
                        .size();
                for (int column = 0; column < columns; column++) {
                    line.append(' ').append(log.raw(event, column));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}

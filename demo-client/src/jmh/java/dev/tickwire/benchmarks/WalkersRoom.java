package dev.tickwire.benchmarks;

import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.SnapshotHistory;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.world.Simulation;
import java.util.Random;

/** A room in which everybody walks, with what its last ticks looked like. */
final class WalkersRoom {
    static final int SNAPSHOTS = 16;
    private static final long SEED = 7;
    private static final int MOST_RAW = 160;

    final Simulation simulation = new Simulation(new Walkers(), 20, SEED);
    final Snapshot[] snapshots = new Snapshot[SNAPSHOTS];

    WalkersRoom(int players) {
        Random random = new Random(SEED);
        SnapshotHistory history = new SnapshotHistory(simulation.schema(), SNAPSHOTS);
        for (int player = 0; player < players; player++) {
            simulation.join(player, "Walker " + player);
        }
        int[] input = new int[2];
        for (int i = 0; i < SNAPSHOTS; i++) {
            for (int player = 0; player < players; player++) {
                input[0] = random.nextInt(MOST_RAW + 1);
                input[1] = random.nextInt(MOST_RAW + 1);
                simulation.setInput(player, input, 0, 0);
            }
            simulation.step();
            snapshots[i] = history.claim(simulation.tick());
            simulation.capture(snapshots[i]);
        }
    }
}

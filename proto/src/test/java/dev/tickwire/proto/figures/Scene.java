package dev.tickwire.proto.figures;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A world whose players do as a seeded generator says, at 20 Hz with a snapshot each tick. */
enum Scene {
    /** Pilots who turn, thrust and fire, and change their minds every 0.3 to 1.5 seconds. */
    ARENA(50, 1) {
        @Override
        Game game() {
            return new Arena();
        }

        @Override
        int[] input(Random random) {
            return new int[] {random.nextInt(3) - 1, random.nextInt(10) < 6 ? 1 : 0, random.nextInt(3) == 0 ? 1 : 0};
        }
    },
    /** Walkers who take another direction as often. */
    WALKERS(50, 1) {
        @Override
        Game game() {
            return new Walkers();
        }

        @Override
        int[] input(Random random) {
            return step(random);
        }
    },
    /** As many as 200, of whom one in fifty walks. */
    FEW_WALK(200, 50) {
        @Override
        Game game() {
            return new Walkers();
        }

        @Override
        int[] input(Random random) {
            return step(random);
        }
    };

    static final int TICK_RATE_HZ = 20;

    /** Raw of a step of 0; that of the longest is twice this. */
    private static final int STANDING = 80;

    private static final int TICKS = 600;
    private static final long SEED = 42;

    private final int players;
    private final int oneIn;

    Scene(int players, int oneIn) {
        this.players = players;
        this.oneIn = oneIn;
    }

    abstract Game game();

    abstract int[] input(Random random);

    /** What the world was after each tick. */
    List<Snapshot> play() {
        Simulation simulation = new Simulation(game(), TICK_RATE_HZ, SEED);
        for (int player = 0; player < players; player++) {
            simulation.join(player, "Player " + player);
        }
        Random random = new Random(SEED);
        int[] ticksLeft = new int[players];
        int[] still = new int[simulation.schema().inputs().columns().size()];
        Arrays.fill(still, STANDING);
        List<Snapshot> snapshots = new ArrayList<>();
        for (int tick = 0; tick < TICKS; tick++) {
            for (int player = 0; player < players; player++) {
                if (ticksLeft[player]-- == 0) {
                    ticksLeft[player] = (int) ((0.3 + 1.2 * random.nextDouble()) * TICK_RATE_HZ);
                    simulation.setInput(player, random.nextInt(oneIn) == 0 ? input(random) : still, 0, 0);
                }
            }
            simulation.step();
            Snapshot snapshot = new Snapshot(simulation.schema());
            simulation.capture(snapshot);
            snapshots.add(snapshot);
        }
        return snapshots;
    }

    private static int[] step(Random random) {
        return new int[] {random.nextInt(2 * STANDING + 1), random.nextInt(2 * STANDING + 1)};
    }
}

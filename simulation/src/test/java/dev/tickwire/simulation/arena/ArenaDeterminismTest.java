package dev.tickwire.simulation.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.WorldState;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same seed, joins, leaves and inputs give the same world, whether it ran through or went on from a snapshot. */
class ArenaDeterminismTest {
    private static final int STEPS = 2_000;

    @Test
    void shouldGiveTheSameWorldForTheSameScript() {
        Script first = new Script(11);
        Script second = new Script(11);
        for (int step = 0; step < STEPS; step++) {
            first.step();
            second.step();
            assertThat(second.hash()).as("step %d", step).isEqualTo(first.hash());
        }
        assertThat(first.leaves).isGreaterThan(10);
        assertThat(first.arena.ships.refusedCount()).isZero();
    }

    @Test
    void shouldGiveAnotherWorldForAnotherSeed() {
        Script first = new Script(11);
        Script second = new Script(12);
        assertThat(second.hash()).isNotEqualTo(first.hash());
    }

    @Test
    void shouldGiveAnotherWorldForAnotherInput() {
        Script first = new Script(11);
        Script second = new Script(11);
        first.simulation.join(20, "Ada");
        second.simulation.join(20, "Ada");
        second.simulation.setInput(20, new int[] {0, 1, 0}, 0, 0);
        first.simulation.step();
        second.simulation.step();
        assertThat(second.hash()).isNotEqualTo(first.hash());
    }

    @Test
    void shouldGoOnFromASnapshotAsIfNothingHadHappened() {
        Script original = new Script(11);
        for (int step = 0; step < STEPS / 2; step++) {
            original.step();
        }
        WorldState checkpoint = original.simulation.save(null);
        int[] hashes = new int[STEPS / 2];
        for (int step = 0; step < hashes.length; step++) {
            original.step();
            hashes[step] = original.hash();
        }

        Script restored = new Script(99);
        restored.skip(STEPS / 2);
        restored.simulation.restore(checkpoint);
        for (int step = 0; step < hashes.length; step++) {
            restored.step();
            assertThat(restored.hash()).as("step %d after the checkpoint", step).isEqualTo(hashes[step]);
        }
    }

    /**
     * Twelve pilots who press keys at random, and now and then leave or come back: the same script for any seed of the
     * world.
     */
    private static final class Script {
        private static final int PLAYERS = 12;

        private final Arena arena = new Arena();
        private final Simulation simulation;
        private final Random random = new Random(5);
        private final boolean[] present = new boolean[PLAYERS];
        private int leaves;

        Script(long seed) {
            simulation = new Simulation(arena, 20, seed);
        }

        void step() {
            play(true);
            simulation.step();
        }

        /** Reads the script on without playing it. */
        void skip(int steps) {
            for (int step = 0; step < steps; step++) {
                play(false);
            }
        }

        int hash() {
            return ArenaRig.hash(simulation);
        }

        private void play(boolean really) {
            for (int player = 0; player < PLAYERS; player++) {
                if (random.nextInt(present[player] ? 300 : 30) == 0) {
                    comeOrGo(player, really);
                }
                if (present[player] && random.nextInt(8) == 0) {
                    int[] input = {random.nextInt(3) - 1, random.nextInt(2), random.nextInt(2)};
                    if (really) {
                        simulation.setInput(player, input, 0, 0);
                    }
                }
            }
        }

        private void comeOrGo(int player, boolean really) {
            if (really && present[player]) {
                simulation.leave(player);
                leaves++;
            } else if (really) {
                simulation.join(player, "Pilot " + player);
            }
            present[player] = !present[player];
        }
    }
}

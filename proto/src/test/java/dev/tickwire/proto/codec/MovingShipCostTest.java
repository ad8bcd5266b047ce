package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.fixture.Sender;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Simulation;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a ship that is flown costs: fifty pilots who change their minds every 0.3 to 1.5 seconds, and nothing else in
 * the arena.
 */
class MovingShipCostTest {
    private static final int SHIPS = 50;
    private static final int SNAPSHOTS = 1_000;
    private static final long SEED = 42;

    @ParameterizedTest
    @CsvSource({"PLAIN, 20, 1, 8", "PLAIN, 40, 2, 8", "PACKED, 20, 1, 8", "PACKED, 40, 2, 8"})
    void shouldCostFewBytesPerShipAndSnapshot(Codec codec, int tickRateHz, int ticksPerSnapshot, double mostBytes) {
        Arena arena = new Arena();
        arena.tune("asteroidCount", 0);
        Simulation simulation = new Simulation(arena, tickRateHz, SEED);
        for (int player = 0; player < SHIPS; player++) {
            simulation.join(player, "Pilot " + player);
        }
        Pilots pilots = new Pilots(tickRateHz);
        Sender sender = new Sender(simulation.schema(), codec);
        long bytes = 0;
        int moved = 0;
        Snapshot before = snapshot(simulation);
        sender.sendBare(before);
        for (int i = 0; i < SNAPSHOTS; i++) {
            for (int tick = 0; tick < ticksPerSnapshot; tick++) {
                pilots.fly(simulation);
                simulation.step();
            }
            Snapshot now = snapshot(simulation);
            bytes += sender.sendBare(now).length;
            moved += movedShips(before, now);
            before = now;
        }
        double perShip = bytes / (double) SNAPSHOTS / SHIPS;
        System.out.printf(
                "%s: %.2f bytes per moving ship and snapshot (%d Hz, a snapshot every %d ticks)%n",
                codec, perShip, tickRateHz, ticksPerSnapshot);
        assertThat(moved).as("ships that moved").isGreaterThan(SNAPSHOTS * SHIPS * 9 / 10);
        assertThat(perShip).as("seed %d", SEED).isLessThan(mostBytes);
    }

    private static Snapshot snapshot(Simulation simulation) {
        Snapshot snapshot = new Snapshot(simulation.schema());
        simulation.capture(snapshot);
        return snapshot;
    }

    private static int movedShips(Snapshot before, Snapshot now) {
        int ships = now.schema().indexOf("ships");
        int x = now.schema().tables().get(ships).indexOf("x");
        int y = now.schema().tables().get(ships).indexOf("y");
        int moved = 0;
        for (int slot = 0; slot < SHIPS; slot++) {
            if (before.table(ships).column(x)[slot] != now.table(ships).column(x)[slot]
                    || before.table(ships).column(y)[slot] != now.table(ships).column(y)[slot]) {
                moved++;
            }
        }
        return moved;
    }

    /** Turn and thrust at random, held for a random while. */
    private static final class Pilots {
        private final Random random = new Random(SEED);
        private final int[] ticksLeft = new int[SHIPS];
        private final int tickRateHz;

        Pilots(int tickRateHz) {
            this.tickRateHz = tickRateHz;
        }

        void fly(Simulation simulation) {
            for (int player = 0; player < SHIPS; player++) {
                if (ticksLeft[player]-- == 0) {
                    ticksLeft[player] = (int) ((0.3 + 1.2 * random.nextDouble()) * tickRateHz);
                    int thrust = random.nextInt(10) < 6 ? 1 : 0;
                    simulation.setInput(player, new int[] {random.nextInt(3) - 1, thrust, 0}, 0, 0);
                }
            }
        }
    }
}

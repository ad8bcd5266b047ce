package dev.tickwire.proto.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Commands;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checkpoints of a moment at which the next step has commands already. */
class PendingCommandsTest {
    private final List<String> given = new ArrayList<>();
    private final Simulation simulation = new Simulation(new Scribe(given), 20, 3);

    /** Says what its steps are given. */
    private static final class Scribe extends Game {
        private final Commands ring = commands(new Commands("ring", 2));
        private final Commands write = commands(new Commands("write", 2));
        private final Column line = write.text("line", 20);
        private final Column at = write.integer("at", -5, 5);
        private final List<String> given;

        Scribe(List<String> given) {
            this.given = given;
            inputs(new Table("inputs", 3));
        }

        @Override
        public void step(Step step) {
            for (int c = ring.first(); c >= 0; c = ring.next(c)) {
                given.add(ring.player(c) + " rings");
            }
            for (int c = write.first(); c >= 0; c = write.next(c)) {
                given.add(write.player(c) + " writes " + line.text(c) + " at " + at.raw(c));
            }
        }
    }

    private void give() {
        simulation.join(2, "Ada");
        simulation.command(2, 1, new int[] {-5}, 0, new String[] {"Grüße 🚀"});
        simulation.command(2, 1, new int[] {4}, 0, new String[] {""});
        simulation.command(2, 0, new int[0], 0, new String[0]);
    }

    private static Checkpoint parse(Checkpoint checkpoint, Simulation into) throws MalformedCheckpointException {
        return Checkpoint.parse(checkpoint.toBytes(), into);
    }

    @Test
    void shouldGoOnWithTheCommandsThatTheNextStepHas() throws MalformedCheckpointException {
        give();
        Checkpoint checkpoint = Checkpoint.of(simulation, 20, 1);
        List<String> again = new ArrayList<>();
        Simulation other = new Simulation(new Scribe(again), 20, 4);
        parse(checkpoint, other).restore(other);
        assertThat(Checkpoint.of(other, 20, 1).toBytes()).isEqualTo(checkpoint.toBytes());
        other.step();
        other.step();

        assertThat(again).containsExactly("2 rings", "2 writes Grüße 🚀 at -5", "2 writes  at 4");
    }

    @Test
    void shouldNotKeepTheCommandsOfTheLastStep() throws MalformedCheckpointException {
        give();
        simulation.step();
        given.clear();
        Simulation other = new Simulation(new Scribe(given), 20, 4);
        parse(Checkpoint.of(simulation, 20, 1), other).restore(other);
        other.step();
        assertThat(given).isEmpty();
    }

    @Test
    void shouldRefuseCommandsThatNobodyThereCanHaveGiven() {
        give();
        Checkpoint checkpoint = Checkpoint.of(simulation, 20, 1);
        Rows rings = checkpoint.world().pendingCommands().rows().get(0);
        int player = simulation.schema().commands().get(0).values().indexOf(Commands.PLAYER_COLUMN);
        rings.set(player, 0, 1);
        assertMakesNoSense(checkpoint, "the checkpoint has commands ring that nobody there can have given");

        rings.set(player, 0, 2);
        rings.put(1, 1);
        rings.put(2, 1);
        rings.set(player, 1, 2);
        rings.set(player, 2, 2);
        assertMakesNoSense(checkpoint, "the checkpoint has commands ring that nobody there can have given");
    }

    private void assertMakesNoSense(Checkpoint checkpoint, String sentence) {
        assertThatExceptionOfType(MalformedCheckpointException.class)
                .isThrownBy(() -> parse(checkpoint, simulation))
                .withMessage(sentence);
    }
}

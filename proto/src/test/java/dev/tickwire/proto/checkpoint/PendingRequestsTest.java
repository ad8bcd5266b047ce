package dev.tickwire.proto.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.Requests;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checkpoints of a moment at which the next step has requests and answers already. */
class PendingRequestsTest {
    private final Simulation simulation = new Simulation(new Office(new ArrayList<>()), 20, 3);

    /** Writes a letter for each player who comes, and says what comes back. */
    private static final class Office extends Game {
        private final Requests letters = requests(new Requests("letters", 2));
        private final Column to = letters.text("to");
        private final Column stamps = letters.integer("stamps", 1, 5);
        private final Column reply = letters.answer.text("reply");
        private final List<String> said;

        Office(List<String> said) {
            this.said = said;
            inputs(new Table("inputs", 3));
        }

        @Override
        public void joined(Step step, int player) {
            int letter = letters.add();
            to.set(letter, step.name(player));
            stamps.set(letter, 1 + player);
        }

        @Override
        public void step(Step step) {
            for (int a = letters.answer.first(); a >= 0; a = letters.answer.next(a)) {
                said.add(letters.answer.request(a) + " " + letters.answer.outcome(a) + " " + reply.text(a));
            }
        }
    }

    private static Simulation copyOf(Simulation original, List<String> said) throws MalformedCheckpointException {
        Checkpoint checkpoint = Checkpoint.of(original, 20, 1);
        Simulation other = new Simulation(new Office(said), 20, 4);
        Checkpoint.parse(checkpoint.toBytes(), other).restore(other);
        assertThat(Checkpoint.of(other, 20, 1).toBytes()).isEqualTo(checkpoint.toBytes());
        return other;
    }

    @Test
    void shouldGoOnWithTheRequestsAndAnswersThatTheNextStepHas() throws MalformedCheckpointException {
        simulation.join(1, "Ada");
        simulation.join(2, "Grüße 🚀");
        simulation.answer(0, 7, Outcome.ANSWERED, new int[0], new String[] {"Moin"});
        simulation.answer(0, 8, Outcome.GAVE_UP, new int[0], new String[0]);
        List<String> said = new ArrayList<>();

        Simulation other = copyOf(simulation, said);
        other.step();

        assertThat(said).containsExactly("7 ANSWERED Moin", "8 GAVE_UP ");
        Requests letters = other.requests().get(0);
        assertThat(letters.count()).isEqualTo(2);
        assertThat(letters.id(1)).isEqualTo(2);
        int[] raws = new int[1];
        String[] texts = new String[1];
        letters.read(1, raws, texts);
        assertThat(raws).containsExactly(3);
        assertThat(texts).containsExactly("Grüße 🚀");
    }

    @Test
    void shouldNumberRequestsOnFromTheCheckpoint() throws MalformedCheckpointException {
        simulation.join(1, "Ada");
        simulation.step();

        Simulation other = copyOf(simulation, new ArrayList<>());
        assertThat(other.requests().get(0).count()).isZero();
        other.join(2, "Bob");
        assertThat(other.requests().get(0).id(0)).isEqualTo(2);
    }

    @Test
    void shouldRefuseMoreRequestsThanThereCanBe() {
        Checkpoint checkpoint = Checkpoint.of(simulation, 20, 1);
        var room = checkpoint.world().now().room();
        checkpoint
                .world()
                .now()
                .setRoom(new dev.tickwire.simulation.state.RoomState(
                        room.id(), room.creator(), room.isLocked(), Requests.MOST + 1));
        assertThatExceptionOfType(MalformedCheckpointException.class)
                .isThrownBy(() -> Checkpoint.parse(checkpoint.toBytes(), simulation))
                .withMessage("the checkpoint has more requests than there can be");
    }
}

package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final int BARKS = 0;
    private static final int HOWLS = 1;

    private final Kennel kennel = new Kennel();
    private final Simulation simulation = new Simulation(kennel, 20, 5);
    private final EventLog log = new EventLog(simulation.schema(), 64);

    @Test
    void shouldRefuseMoreThanThereMayBeInATickAndCountThem() {
        List<Integer> rows = new ArrayList<>();
        kennel.onStep = step -> {
            for (int i = 0; i < 5; i++) {
                rows.add(kennel.barks.add());
            }
        };

        simulation.step();
        assertThat(rows).containsExactly(0, 1, 2, -1, -1);
        assertThat(kennel.barks.refusedCount()).isEqualTo(2);
        assertThat(kennel.barks.count()).isEqualTo(3);

        simulation.step();
        assertThat(kennel.barks.refusedCount()).as("each tick has room again").isEqualTo(4);
    }

    @Test
    void shouldStartEachEventFromTheNearestLegalValues() {
        kennel.onStep = step -> kennel.pitch.setRaw(kennel.barks.add(), 9);
        simulation.step();
        kennel.onStep = step -> kennel.barks.add();
        simulation.step();

        assertThat(kennel.pitch.raw(0)).isEqualTo(2);
    }

    @Test
    void shouldKeepEventsForTheStepInWhichTheyAreAdded() {
        kennel.onStep = step -> bark(step.tick() + 2);
        simulation.step();
        simulation.appendEvents(log);
        kennel.onStep = step -> assertThat(kennel.barks.count()).isZero();
        simulation.step();
        simulation.appendEvents(log);

        assertThat(told()).containsExactly("tick 1 bark 3");
    }

    @Test
    void shouldGiveWhatHappensBetweenStepsToTheStepThatFollows() {
        simulation.step();
        simulation.appendEvents(log);
        kennel.onJoin = step -> bark(4);
        simulation.join(0, "Rex");
        simulation.join(1, "Fido");
        kennel.onLeave = step -> bark(5);
        simulation.leave(0);
        kennel.onStep = step -> kennel.howls.add();

        simulation.step();
        simulation.appendEvents(log);

        assertThat(told()).containsExactly("tick 2 bark 4", "tick 2 bark 4", "tick 2 bark 5", "tick 2 howl");
    }

    @Test
    void shouldGiveWhatHappensAtTheStartToTheFirstStep() {
        Kennel loud = new Kennel();
        loud.onStart = step -> loud.barks.add();
        Simulation started = new Simulation(loud, 20, 5);
        started.step();
        started.appendEvents(log);

        assertThat(told()).containsExactly("tick 1 bark 2");
    }

    @Test
    void shouldForgetEventsWhenAnotherStateIsRestored() {
        WorldState before = simulation.save(null);
        kennel.onJoin = step -> bark(4);
        simulation.join(0, "Rex");

        simulation.restore(before);
        simulation.step();
        simulation.appendEvents(log);

        assertThat(told()).isEmpty();
    }

    @Test
    void shouldKeepEventsOfTheNextStepInASavedState() {
        kennel.onStep = step -> bark(7);
        simulation.step();
        kennel.onStep = step -> {};
        kennel.onJoin = step -> bark(4);
        simulation.join(0, "Rex");
        WorldState saved = simulation.save(null);
        Simulation other = new Simulation(new Kennel(), 20, 5);

        other.restore(saved);
        other.step();
        other.appendEvents(log);

        assertThat(told()).containsExactly("tick 2 bark 4");
    }

    @Test
    void shouldNotKeepEventsOfTheLastStepInASavedState() {
        kennel.onStep = step -> bark(7);
        simulation.step();
        Simulation other = new Simulation(new Kennel(), 20, 5);

        other.restore(simulation.save(null));
        other.step();
        other.appendEvents(log);

        assertThat(told()).isEmpty();
    }

    @Test
    void shouldBeNoPartOfTheState() {
        kennel.onStep = step -> bark(7);
        simulation.step();
        Simulation quiet = new Simulation(new Kennel(), 20, 5);
        quiet.step();

        assertThat(hash(simulation)).isEqualTo(hash(quiet));
    }

    @Test
    void shouldKeepTheIdOfAnEntityThatGoes() {
        kennel.onStep = step -> {
            int dog = kennel.dogs.add();
            kennel.who.setRaw(kennel.barks.add(), kennel.dogs.id(dog));
            kennel.dogs.remove(dog);
        };

        simulation.step();

        assertThat(kennel.who.raw(0)).isEqualTo(65536);
        assertThat(kennel.who.rowOf(0)).isEqualTo(-1);
    }

    @Test
    void shouldSayWhatIsWrongWithADeclaration() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Events("yelps", 1).add())
                .withMessage("events yelps is in no world: give it to events(...) in the game");
        assertThatIllegalStateException()
                .isThrownBy(() -> kennel.barks.flag("late"))
                .withMessage(
                        "column late of events barks is declared when the game has started: declare it as a field");
    }

    private void bark(int pitch) {
        kennel.pitch.setRaw(kennel.barks.add(), pitch);
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (long event = log.first(); event < log.end(); event++) {
            String what = log.kind(event) == BARKS ? "bark " + log.raw(event, 0) : "howl";
            assertThat(log.kind(event)).isBetween(BARKS, HOWLS);
            told.add("tick " + log.tick(event) + " " + what);
        }
        return told;
    }

    private static int hash(Simulation of) {
        Snapshot snapshot = new Snapshot(of.schema());
        of.capture(snapshot);
        return new StateHash(of.schema()).ofAll(snapshot);
    }

    private static final class Kennel extends Game {
        final Table dogs = table(new Table("dogs", 2));
        final Events barks = events(new Events("barks", 3));
        final Events howls = events(new Events("howls", 1));
        final Column pitch = barks.integer("pitch", 2, 9);
        final Column who = barks.reference("who", dogs);

        private Consumer<Step> onStart = step -> {};
        private Consumer<Step> onJoin = step -> {};
        private Consumer<Step> onLeave = step -> {};
        private Consumer<Step> onStep = step -> {};

        Kennel() {
            inputs(new Table("bowls", 2));
        }

        @Override
        public void start(Step step) {
            onStart.accept(step);
        }

        @Override
        public void joined(Step step, int player) {
            onJoin.accept(step);
        }

        @Override
        public void left(Step step, int player) {
            onLeave.accept(step);
        }

        @Override
        public void step(Step step) {
            onStep.accept(step);
        }
    }
}

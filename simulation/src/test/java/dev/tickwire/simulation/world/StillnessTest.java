package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.whiteboard.Whiteboard;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StillnessTest {
    /** Balls that roll as long as they are pushed, in a game whose step is also what a test says. */
    private static final class Bowls extends Game {
        final Table hands = inputs(new Table("hands", 2));
        final Column push = hands.integer("push", -9, 9);
        final Table balls = players(new Table("balls", 2));
        final Column x = balls.integer("x", 0, 100),
                ticks = balls.integer("ticks", 0, 9).hidden();
        final Column name = balls.text("name");
        final Events knocks = events(new Events("knocks", 2));
        final Tunable wind = tunable("wind", 0, 0, 5);
        Consumer<Step> rules = step -> {};
        boolean sleeps = true;

        @Override
        public boolean sleepsWhenStill() {
            return sleeps;
        }

        @Override
        public void step(Step step) {
            for (int ball = balls.first(); ball >= 0; ball = balls.next(ball)) {
                x.add(ball, push.raw(ball) + wind.get());
            }
            rules.accept(step);
        }
    }

    private final Bowls bowls = new Bowls();
    private final Simulation simulation = new Simulation(bowls, 20, 1);
    private final Stillness stillness = simulation.stillness();

    private boolean isStillAfterStep() {
        simulation.step();
        return stillness.look();
    }

    private void comeToRest() {
        isStillAfterStep();
        assertThat(isStillAfterStep()).isTrue();
    }

    @Test
    void shouldNotBeStillBeforeAStepThatChangedNothing() {
        assertThat(isStillAfterStep()).as("it is looked at for the first time").isFalse();
        assertThat(isStillAfterStep()).isTrue();
        simulation.join(0, "Ada");
        assertThat(isStillAfterStep()).as("Ada has come").isFalse();
        assertThat(isStillAfterStep()).isTrue();
    }

    @Test
    void shouldNotBeStillWhileAnInputMovesSomething() {
        simulation.join(0, "Ada");
        comeToRest();
        simulation.setInput(0, new int[] {9}, 0, 0);
        for (int i = 0; i < 100 / 9 + 1; i++) {
            assertThat(isStillAfterStep()).as("step %d", i).isFalse();
        }
        assertThat(isStillAfterStep()).as("it lies at the wall").isTrue();
    }

    @Test
    void shouldSeeWhatClientsDoNot() {
        simulation.join(0, "Ada");
        comeToRest();
        bowls.rules = step -> bowls.ticks.setRaw(0, (bowls.ticks.raw(0) + 1) % 2);
        assertThat(isStillAfterStep()).as("a hidden column").isFalse();
        bowls.rules = step -> step.random().nextInt(3);
        assertThat(isStillAfterStep()).as("the generator").isFalse();
        bowls.rules = step -> bowls.knocks.add();
        assertThat(isStillAfterStep()).as("an event").isFalse();
        bowls.rules = step -> step.lock(step.tick() % 2 == 0);
        assertThat(isStillAfterStep()).isFalse();
        assertThat(isStillAfterStep()).as("the room").isFalse();
        bowls.rules = step -> bowls.name.set(0, "Ada");
        assertThat(isStillAfterStep()).isFalse();
        assertThat(isStillAfterStep()).as("the same text again").isTrue();
        bowls.rules = step -> step.close("enough");
        assertThat(isStillAfterStep()).as("the room is to end").isFalse();
    }

    @Test
    void shouldNotBeStillWhereANumberOfTheGameIsAnother() {
        simulation.join(0, "Ada");
        comeToRest();
        simulation.tune(Map.of("wind", 2.0));
        stillness.forget();

        assertThat(stillness.look()).as("no step was done by it").isFalse();
        assertThat(isStillAfterStep()).isFalse();
    }

    @Test
    void shouldNeverBeStillInAGameThatDoesNotSleep() {
        bowls.sleeps = false;
        isStillAfterStep();
        assertThat(isStillAfterStep()).isFalse();
    }

    @Test
    void shouldComeToTheSameWorldWhetherItSleptOrNot() {
        Bowls awake = new Bowls();
        Simulation other = new Simulation(awake, 20, 1);
        for (Simulation one : new Simulation[] {simulation, other}) {
            one.join(0, "Ada");
            one.step();
            one.step();
        }
        assertThat(stillness.look()).isFalse();
        simulation.step();
        assertThat(stillness.look()).isTrue();
        stillness.sleep(70);
        for (int i = 0; i < 71; i++) {
            other.step();
        }
        for (Simulation one : new Simulation[] {simulation, other}) {
            one.setInput(0, new int[] {3}, 0, 0);
            one.step();
        }

        assertThat(simulation.tick()).isEqualTo(other.tick()).isEqualTo(74);
        assertThat(bowls.x.raw(0)).isEqualTo(awake.x.raw(0)).isEqualTo(3);
    }

    @Test
    void shouldRefuseToSleepForNoTicksOrBeyondTheLast() {
        assertThatThrownBy(() -> stillness.sleep(0)).hasMessageContaining("cannot sleep for 0 ticks");
        assertThatThrownBy(() -> stillness.sleep(Integer.MAX_VALUE)).hasMessageContaining("cannot sleep");
    }

    @Test
    void shouldKnowASnapshotThatIsAsTheWorld() {
        simulation.join(0, "Ada");
        Snapshot taken = new Snapshot(simulation.schema());
        simulation.capture(taken);
        simulation.step();
        assertThat(stillness.isAsIn(taken)).isTrue();
        simulation.setInput(0, new int[] {1}, 0, 0);
        assertThat(stillness.isAsIn(taken)).isFalse();
        simulation.capture(taken);
        assertThat(stillness.isAsIn(taken)).isTrue();
        simulation.step();
        assertThat(stillness.isAsIn(taken)).as("the ball has rolled").isFalse();
    }

    @Test
    void shouldNameWhatAStepChangesThatLooksAtTheTickWhenStrict() {
        Bowls clock = new Bowls();
        Simulation strict = Simulation.strict(clock, 20, Setup.of(1), warning -> {});
        strict.join(0, "Ada");
        clock.rules = step -> {
            if (step.tick() == 50) {
                clock.x.setRaw(0, 42);
            }
        };
        Stillness looking = strict.stillness();
        strict.step();
        looking.look();
        strict.step();
        assertThat(looking.look()).isTrue();
        looking.sleep(20);
        assertThat(strict.tick()).isEqualTo(22);
        assertThatThrownBy(() -> looking.sleep(28))
                .hasMessageContaining("sleepsWhenStill() is true")
                .hasMessageContaining("balls.x")
                .hasMessageContaining("do the rules look at the tick?");
    }

    @Test
    void shouldLetAWhiteboardSleepOnceNobodyMovesAnything() {
        Simulation board = new Simulation(new Whiteboard(), 30, 1);
        board.join(0, "Ada");
        Stillness looking = board.stillness();
        boolean isStill = false;
        for (int i = 0; i < 300 && !isStill; i++) {
            board.step();
            isStill = looking.look();
        }
        assertThat(isStill).isTrue();
    }
}

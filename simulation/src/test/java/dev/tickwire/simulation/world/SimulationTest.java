package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.simulation.state.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private final Meadow meadow = new Meadow();
    private final Simulation simulation = new Simulation(meadow, 20, 1);

    @Test
    void shouldRefuseTickRatesThatAreNotAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Simulation(new Meadow(), 0, 1))
                .withMessage("the tick rate must be above 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Simulation(new Meadow(), Double.NaN, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation.setTickRateHz(-1))
                .withMessage("the tick rate must be above 0");
        assertThatIllegalArgumentException().isThrownBy(() -> simulation.setTickRateHz(Double.NaN));
    }

    @Test
    void shouldRefuseAGameWithoutInputs() {
        Game lazy = new Game() {
            @Override
            public void step(Step step) {}
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> new Simulation(lazy, 20, 1))
                .withMessage("the game declares no inputs: call inputs(...)");
    }

    @Test
    void shouldRefuseAGameThatRunsAlready() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Simulation(meadow, 20, 1))
                .withMessageEndingWith("is in a world already");
    }

    @Test
    void shouldRefuseTablesOutsideOfAWorld() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Meadow().sheep.add())
                .withMessage("table sheep is in no world: give it to table(...) in the game");
    }

    @Test
    void shouldRefuseColumnsThatComeLate() {
        assertThatIllegalStateException()
                .isThrownBy(() -> meadow.sheep.flag("late"))
                .withMessage("column late of table sheep is declared when the game has started: declare it as a field");
    }

    @Test
    void shouldRefuseAPlayerTwice() {
        simulation.join(1, "Ada");
        assertThatIllegalStateException()
                .isThrownBy(() -> simulation.join(1, "Ada"))
                .withMessage("row 1 of table whistles is not free: it is taken, or not from 0 to 2");
    }

    @Test
    void shouldRefuseTunablesOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meadow.tune("grass", 11))
                .withMessage("the value for grass is out of its range");
        assertThatIllegalArgumentException().isThrownBy(() -> meadow.tune("grass", Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meadow.tune("weeds", 1))
                .withMessage("there is no tunable weeds");
        assertThat(meadow.grass.get()).isEqualTo(5);
        meadow.tune("grass", 10.5);
        assertThat(meadow.grass.whole()).isEqualTo(10);
        assertThat(meadow.tunables()).containsExactly(meadow.grass);
    }

    @Test
    void shouldRefuseTunablesThatStartOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tunable("t", 5, 6, 7))
                .withMessage("tunable t needs min <= initial <= max");
        assertThatIllegalArgumentException().isThrownBy(() -> new Tunable("t", Double.NaN, 0, 1));
    }

    @Test
    void shouldCountTicksFromOne() {
        List<Integer> ticks = new ArrayList<>();
        meadow.onStep(step -> ticks.add(step.tick()));
        simulation.step();
        simulation.step();
        assertThat(ticks).containsExactly(1, 2);
        assertThat(simulation.tick()).isEqualTo(2);
    }

    @Test
    void shouldRunUpToTheLastTickAndNoFurther() {
        WorldState late = simulation.save(null);
        late.now().setTick(Simulation.MOST_TICKS - 2);
        simulation.restore(late);

        simulation.step();
        simulation.step();

        assertThat(simulation.tick()).isEqualTo(Simulation.MOST_TICKS);
        assertThatIllegalStateException().isThrownBy(simulation::step).withMessage("a room ends at tick 1072693248");
        assertThat(simulation.tick()).isEqualTo(Simulation.MOST_TICKS);
    }

    @Test
    void shouldLetRulesKeepTicksInColumnsUntilTheLastTick() {
        long daysAt20Hz = Simulation.MOST_TICKS / 20 / 86_400;
        assertThat(daysAt20Hz).isEqualTo(620);
        int laterTick = Simulation.MOST_TICKS + (1 << 20);
        assertThat(new Table("timers", 1).integer("until", 0, laterTick).type().rawMax())
                .isEqualTo(laterTick);
    }

    @Test
    void shouldRefuseAPastThatMakesNoSense() {
        Snapshot now = simulation.save(null).now();
        now.setTick(5);
        Snapshot later = new Snapshot(simulation.schema());
        later.setTick(6);
        Snapshot before = new Snapshot(simulation.schema());
        before.setTick(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WorldState(0, now, List.of(later), List.of(), Pending.NONE, Pending.NONE, Pending.NONE))
                .withMessage("the past is not in the order of its ticks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorldState(
                        0, now, List.of(before, before), List.of(), Pending.NONE, Pending.NONE, Pending.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new WorldState(-1, now, List.of(), List.of(), Pending.NONE, Pending.NONE, Pending.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorldState(
                        WorldState.MOST_VIEW_AGO + 1,
                        now,
                        List.of(),
                        List.of(),
                        Pending.NONE,
                        Pending.NONE,
                        Pending.NONE));
        assertThat(new WorldState(0, now, List.of(before), List.of(), Pending.NONE, Pending.NONE, Pending.NONE).past())
                .hasSize(1);
    }

    @Test
    void shouldMeasureTimeInStepsOfTheTickRate() {
        List<Double> seen = new ArrayList<>();
        meadow.onStep(step -> {
            seen.add(step.seconds());
            seen.add((double) step.ticks(0.51));
        });
        simulation.step();
        simulation.setTickRateHz(10);
        simulation.step();
        assertThat(seen).containsExactly(0.05, 11.0, 0.1, 6.0);
    }

    @Test
    void shouldHoldAnInputUntilTheNext() {
        simulation.join(2, "Ada");
        assertThat(meadow.whistles.pitch.raw(2)).isEqualTo(2);
        simulation.setInput(2, new int[] {99, 7, 1}, 1, 0);
        simulation.step();
        simulation.step();
        assertThat(meadow.whistles.pitch.raw(2)).isEqualTo(7);
        assertThat(meadow.whistles.loud.is(2)).isTrue();
    }

    @Test
    void shouldForgetInputsWhenAPlayerLeaves() {
        simulation.join(2, "Ada");
        simulation.setInput(2, new int[] {7, 1}, 0, 0);
        meadow.onLeave(step -> assertThat(meadow.whistles.pitch.raw(2)).isEqualTo(7));
        simulation.leave(2);
        assertThat(meadow.whistles.isPresent(2)).isFalse();
        simulation.join(2, "Zoë");
        assertThat(meadow.whistles.pitch.raw(2)).isEqualTo(2);
        assertThat(meadow.whistles.loud.is(2)).isFalse();
    }

    @Test
    void shouldNotChangeASnapshotThatWasTaken() {
        int row = meadow.sheep.add();
        Snapshot snapshot = new Snapshot(simulation.schema());
        simulation.capture(snapshot);
        meadow.sheep.age.setRaw(row, 9);
        meadow.sheep.remove(row);
        assertThat(snapshot.table(0).isPresent(row)).isTrue();
        assertThat(snapshot.table(0).column(2)[row]).isEqualTo(1);
    }
}

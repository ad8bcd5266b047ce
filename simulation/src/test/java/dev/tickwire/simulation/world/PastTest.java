package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.tickwire.simulation.state.Snapshot;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final int HALF_A_TICK = Past.PARTS_PER_TICK / 2;

    /**
     * A kite that goes 10 to the right each tick and turns by a hundredth of a turn, across 0; with a tail that is not
     * kept.
     */
    private static final class Kites extends Game {
        final Table hands = inputs(new Table("hands", 4));
        final Table kites = table(new Table("kites", 8));
        final Column x = kites.fixed("x", 0, 1000, 1 / 8.0);
        final Column heading = kites.angle("heading", 10);
        final Column height = kites.integer("height", 0, 1000);
        final Table tails = table(new Table("tails", 8));
        final Column length = tails.integer("length", 0, 9);
        Step step;

        Kites() {
            hands.flag("pulling");
            kites.rewindable();
        }

        @Override
        public void start(Step given) {
            step = given;
            kites.add();
            tails.add();
            heading.set(0, -0.02);
        }

        @Override
        public void step(Step given) {
            x.add(0, 10);
            heading.add(0, 0.01);
            height.setRaw(0, given.tick());
        }
    }

    private final Kites game = new Kites();
    private final Simulation simulation = new Simulation(game, 20, 1);

    private void run(int ticks, int mostViewAgo) {
        simulation.setMostViewAgo(mostViewAgo);
        for (int i = 0; i < ticks; i++) {
            simulation.step();
        }
    }

    @Test
    void shouldShowTheWorldAsItWasBetweenTwoTicks() {
        run(10, 100);

        assertThat(game.step.past(2 * Past.PARTS_PER_TICK).get(game.x, 0)).isEqualTo(80);
        assertThat(game.step.past(2 * Past.PARTS_PER_TICK + HALF_A_TICK).get(game.x, 0))
                .isEqualTo(75);
        assertThat(game.step.past(2 * Past.PARTS_PER_TICK + HALF_A_TICK).raw(game.height, 0))
                .isEqualTo(7);
        assertThat(game.step.past(0).get(game.x, 0)).isEqualTo(100);
    }

    @Test
    void shouldTurnTheShortWay() {
        run(3, 100);

        double before = game.step.past(Past.PARTS_PER_TICK).get(game.heading, 0);
        double between = game.step.past(HALF_A_TICK).get(game.heading, 0);
        assertThat(dev.tickwire.simulation.math.Trig.wrap(between - before)).isEqualTo(0.006, within(0.005));
    }

    @Test
    void shouldShowTheOldestThatIsKeptToWhoLooksFurtherBack() {
        run(30, 4 * Past.PARTS_PER_TICK);

        assertThat(game.step.past(1000 * Past.PARTS_PER_TICK).get(game.x, 0)).isEqualTo(250);
    }

    @Test
    void shouldNotHaveWhatWasNotThereYet() {
        run(10, 200);
        int late = game.kites.add();
        simulation.step();

        assertThat(game.step.past(2 * Past.PARTS_PER_TICK).has(game.kites, late))
                .isFalse();
        assertThat(game.step.past(0).has(game.kites, late)).isTrue();
        assertThat(game.step.past(2 * Past.PARTS_PER_TICK).has(game.kites, 0)).isTrue();
    }

    @Test
    void shouldNotTakeAnotherEntityInTheSameSlotForTheOneOfNow() {
        run(10, 200);
        game.kites.remove(0);
        int other = game.kites.add();
        simulation.step();

        assertThat(other).isZero();
        assertThat(game.step.past(2 * Past.PARTS_PER_TICK).has(game.kites, other))
                .isFalse();
    }

    @Test
    void shouldShowThePastOfTheStateThatIsRestored() {
        run(10, 200);
        WorldState saved = simulation.save(null);
        Kites otherGame = new Kites();
        Simulation other = new Simulation(otherGame, 20, 1);

        other.restore(saved);

        assertThat(other.mostViewAgo()).isEqualTo(200);
        for (int ago = 0; ago < 300; ago++) {
            assertThat(otherGame.step.past(ago).get(otherGame.x, 0))
                    .as("%d ago", ago)
                    .isEqualTo(game.step.past(ago).get(game.x, 0));
        }
        assertThat(otherGame.step.past(3 * Past.PARTS_PER_TICK).get(otherGame.x, 0))
                .isEqualTo(70);
    }

    @Test
    void shouldKeepNoMoreOfThePastThanRulesMayLookBack() {
        run(100, 3 * Past.PARTS_PER_TICK);

        assertThat(simulation.save(null).past()).extracting(Snapshot::tick).containsExactly(96, 97, 98, 99, 100);
    }

    @Test
    void shouldRefuseATableThatIsNotKept() {
        run(3, 200);

        assertThatIllegalStateException()
                .isThrownBy(() -> game.step.past(20).get(game.length, 0))
                .withMessage("table tails is not kept: say rewindable() where it is declared");
    }

    @Test
    void shouldBoundHowFarBehindAPlayerMayClaimToSee() {
        simulation.join(2, "Ada");
        run(1, 40);

        simulation.setInput(2, new int[] {1}, 0, 30);
        assertThat(game.step.viewAgo(2)).isEqualTo(30);
        simulation.setInput(2, new int[] {1}, 0, 41);
        assertThat(game.step.viewAgo(2)).isEqualTo(40);
        simulation.setInput(2, new int[] {1}, 0, Integer.MAX_VALUE);
        assertThat(game.step.viewAgo(2)).isEqualTo(40);
        simulation.setInput(2, new int[] {1}, 0, -1);
        assertThat(game.step.viewAgo(2)).isZero();
    }
}

package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.simulation.interest.EventSight;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.EventLog;
import org.junit.jupiter.api.Test;

/** How a game says where things are, and who looks from where. */
class LookTest {
    /** A rock, and a player who looks from as far away from it as there were ticks. */
    private static final class Quarry extends Game {
        final Table keys = inputs(new Table("keys", 2));
        final Column isBlind = keys.flag("isBlind");
        final Column isCurious = keys.flag("isCurious");
        final Table rocks = table(new Table("rocks", 2));
        final Column x = rocks.fixed("x", 0, 100, 1);
        final Column y = rocks.fixed("y", 0, 100, 1);
        final Column radius = rocks.fixed("radius", 0, 10, 1);
        final Column holy = rocks.flag("holy");

        @Override
        public void look(Step step, int player, Eye eye) {
            if (isCurious.is(player)) {
                eye.at(step.random().nextInt(5), 0);
            } else if (!isBlind.is(player)) {
                eye.at(step.tick(), 0);
            }
        }

        @Override
        public void step(Step step) {}
    }

    private final Quarry quarry = new Quarry();

    @Test
    void shouldRefuseAReachThatIsTooShortOrTooLong() {
        for (double reach : new double[] {0, 0.09, 4.1, -1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> quarry.rocks.reach(reach))
                    .withMessage("the reach of table rocks must be from 0.1 to 4.0, not " + reach);
        }
    }

    @Test
    void shouldRefuseARadiusThatIsNone() {
        for (double radius : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> quarry.rocks.placedAt(quarry.x, quarry.y, radius))
                    .withMessage("the radius of what is in table rocks cannot be " + radius);
        }
    }

    @Test
    void shouldSayWhereRowsAreInAnyOrder() {
        quarry.rocks.reach(2);
        quarry.rocks.relevantWhen(quarry.holy);
        quarry.rocks.placedAt(quarry.x, quarry.y, quarry.radius);

        assertThat(new Simulation(quarry, 20, 1).placements()).containsExactly(new Placement(0, 1, 2, 0, 3, 2));
    }

    @Test
    void shouldNotLetALookDrawFromTheGenerator() {
        Simulation simulation = new Simulation(quarry, 20, 1);
        simulation.join(0, "Ada");
        simulation.setInput(0, new int[] {0, 1}, 0, 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> simulation.look(0, new Eye()))
                .withMessage("look(...) and brains must change nothing, the random generator included");
    }

    @Test
    void shouldLookFromEverywhereWhereAGameSaysNothingAndNotFromWhereTheLastOneDid() {
        Simulation simulation = new Simulation(quarry, 20, 1);
        simulation.join(0, "Ada");
        simulation.join(1, "Bob");
        simulation.setInput(1, new int[] {1, 0}, 0, 0);
        Eye eye = new Eye();
        Events cracks = new Events("cracks", 1);
        cracks.placedAt(cracks.fixed("x", 0, 100, 1), cracks.fixed("y", 0, 100, 1));
        Simulation withEvents = new Simulation(
                new Game() {
                    {
                        inputs(new Table("keys", 1));
                        events(cracks);
                    }

                    @Override
                    public void step(Step step) {
                        cracks.columns().get(0).set(cracks.add(), 50);
                    }
                },
                20,
                1);
        withEvents.step();
        EventLog log = new EventLog(withEvents.schema(), 1);
        withEvents.appendEvents(log);
        EventSight sight = new EventSight(withEvents.schema(), withEvents.eventPlacements(), 10);

        simulation.look(0, eye);
        assertThat(sight.sees(eye, log, 0)).as("it is 50 away").isFalse();
        simulation.look(1, eye);
        assertThat(sight.sees(eye, log, 0)).isTrue();
    }
}

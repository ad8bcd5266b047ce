package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A crowd in view, and a budget that is not enough to send all of it with each snapshot. */
class PriorityTest {
    private static final int CROWD = 300;
    private static final double SIZE = 1_000;
    private static final int PEOPLE = 0;
    private static final int X = 0;
    private static final int Y = 1;
    private static final int TICK = 2;
    private static final int TICKS_PER_SECOND = 20;
    /** All of the place, at the full rate. */
    private static final Radii ALL = new Radii(1_500, 1_500, 1_500, 1.1);

    /** People who mill about, each with the tick at which it moved last: the newest one. */
    private static final class Crowd extends Game {
        private final Table keys = inputs(new Table("keys", 8));
        private final Column away = keys.flag("away");
        private final Table people = table(new Table("people", CROWD));
        private final Column x = people.fixed("x", 0, SIZE, 0.25);
        private final Column y = people.fixed("y", 0, SIZE, 0.25);
        private final Column tick = people.integer("tick", 0, 1 << 30);

        Crowd() {
            people.placedAt(x, y);
        }

        @Override
        public void start(Step step) {
            while (people.count() < CROWD) {
                int one = people.add();
                x.set(one, step.random().between(0, SIZE));
                y.set(one, step.random().between(0, SIZE));
            }
        }

        @Override
        public void look(Step step, int player, Eye eye) {
            boolean isAway = away.is(player);
            eye.at(isAway ? 10 * SIZE : SIZE / 2, SIZE / 2);
        }

        @Override
        public void step(Step step) {
            for (int one = people.first(); one >= 0; one = people.next(one)) {
                x.add(one, step.random().between(-5, 5));
                y.add(one, step.random().between(-5, 5));
                tick.set(one, step.tick());
            }
        }
    }

    /** One player in the middle of the crowd. */
    private static final class Scene {
        final RoomDriver room;
        final Guest guest;
        int tick;
        long nearTicks;
        long nearCount;
        long farTicks;
        long farCount;
        int mostTicks;
        int leastHeld;

        Scene(RoomTypes types, Radii radii) {
            room = new RoomDriver(types.interest(radii).seed(3).build(Crowd::new));
            guest = room.join("Ada");
        }

        void seconds(int seconds) {
            for (int i = 0; i < seconds * TICKS_PER_SECOND; i++) {
                room.tick();
                tick++;
            }
        }

        /** How old what the player holds is, and how much of it there is, over some seconds. */
        void measure(int seconds) {
            nearTicks = 0;
            nearCount = 0;
            farTicks = 0;
            farCount = 0;
            mostTicks = 0;
            leastHeld = CROWD;
            for (int i = 0; i < seconds * TICKS_PER_SECOND; i++) {
                room.tick();
                tick++;
                Rows people = guest.watcher().snapshot().table(PEOPLE);
                leastHeld = Math.min(leastHeld, people.count());
                for (int one = people.next(0); one >= 0; one = people.next(one + 1)) {
                    measure(people, one);
                }
            }
        }

        private void measure(Rows people, int one) {
            int age = tick - people.column(TICK)[one];
            mostTicks = Math.max(mostTicks, age);
            double distance =
                    Math.hypot(people.column(X)[one] * 0.25 - SIZE / 2, people.column(Y)[one] * 0.25 - SIZE / 2);
            if (distance < 60) {
                nearTicks += age;
                nearCount++;
            } else if (distance > 300) {
                farTicks += age;
                farCount++;
            }
        }

        long bytes() {
            return guest.outlet().messages().stream()
                    .mapToLong(message -> message.length)
                    .sum();
        }
    }

    private static int freeBytesPerSecond(Radii radii) {
        Scene free = new Scene(RoomTypes.asShipped(), radii);
        free.seconds(1);
        long before = free.bytes();
        free.seconds(5);
        return (int) (free.bytes() - before) / 5;
    }

    @ParameterizedTest(name = "{0} of what there is, {1} snapshots are kept")
    @CsvSource({"0.6, 32", "0.3, 32", "0.2, 32", "0.6, 128", "0.3, 128", "0.2, 128", "0.12, 128"})
    void shouldSendTheNearestMostOftenAndLetNothingWaitForLongerThanASecond(double part, int snapshots) {
        int budget = (int) (part * freeBytesPerSecond(ALL));
        Scene scene = new Scene(RoomTypes.asShipped().bytesPerSecond(budget).historySnapshots(snapshots), ALL);
        scene.seconds(10);
        long before = scene.bytes();

        scene.measure(30);

        double used = (scene.bytes() - before) / 30.0 / budget;
        double near = (double) scene.nearTicks / scene.nearCount;
        double far = (double) scene.farTicks / scene.farCount;
        assertThat(scene.leastHeld).as("all are in view").isEqualTo(CROWD);
        assertThat(scene.mostTicks).isLessThanOrEqualTo(TICKS_PER_SECOND);
        assertThat(used).as("of the budget").isBetween(0.9, 1.1);
        assertThat(near)
                .as("ticks that who is near is old, beside who is far away")
                .isLessThan(0.6 * far);
        assertThat(scene.room.count(Counter.KEYFRAMES_SENT)).isEqualTo(1);
    }

    /** A budget that is not even enough for everything once a second is exceeded: the promise holds. */
    @ParameterizedTest(name = "{0} bytes a second")
    @ValueSource(ints = {100, 500})
    void shouldLetNothingWaitForLongerThanASecondHoweverSmallTheBudgetIs(int bytesPerSecond) {
        Scene scene = new Scene(RoomTypes.asShipped().bytesPerSecond(bytesPerSecond), ALL);
        scene.seconds(10);

        scene.measure(10);

        assertThat(scene.leastHeld).isEqualTo(CROWD);
        assertThat(scene.mostTicks).isLessThanOrEqualTo(TICKS_PER_SECOND);
    }

    @Test
    void shouldSendACrowdThatComesIntoViewWithinASecondAndHoldTheBudgetOnAverage() {
        int budget = (int) (0.4 * freeBytesPerSecond(ALL));
        Scene scene = new Scene(RoomTypes.asShipped().bytesPerSecond(budget), ALL);
        scene.seconds(5);
        long before = scene.bytes();
        for (int round = 0; round < 4; round++) {
            scene.guest.input(scene.tick + 1, 1);
            scene.seconds(2);
            assertThat(scene.guest.watcher().snapshot().table(PEOPLE).count()).isZero();
            scene.guest.input(scene.tick + 1, 0);
            scene.seconds(1);
            scene.measure(4);
            assertThat(scene.leastHeld).isEqualTo(CROWD);
            assertThat(scene.mostTicks).isLessThanOrEqualTo(TICKS_PER_SECOND);
        }
        assertThat(scene.bytes() - before).isLessThan((long) (1.1 * 28 * budget));
    }

    @Test
    void shouldSendEverythingAtItsRateAgainWhenThereIsEnough() {
        int free = freeBytesPerSecond(ALL);
        Scene scene = new Scene(RoomTypes.asShipped().bytesPerSecond((int) (1.3 * free)), ALL);
        scene.seconds(5);

        scene.measure(10);

        assertThat(scene.mostTicks).as("nothing waits").isZero();
    }
}

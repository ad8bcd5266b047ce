package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.Replica;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.interest.Radii;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms with interest, whose players are sent less than there is: they are paced, or over their budget. */
class InterestFlowTest {
    private static final Radii RADII = new Radii(150, 300, 500, 1.1);
    private static final int PLAYERS = 4;
    private static final long SEED = 5;
    private static final int HALF_HISTORY = 16;
    private static final int LATE_MILLIS = 700;
    private static final int TURNS_OF_THE_FARTHEST_TIER = 4;

    /**
     * A meadow, and the same once more, in which everybody sees everything. Nothing dies: a slot that is taken over
     * makes all tiers due.
     */
    private static final class Scene {
        final RoomDriver room;
        final RoomDriver world;
        final List<Guest> guests = new ArrayList<>();
        final List<Guest> all = new ArrayList<>();
        final MeadowLog log = new MeadowLog();
        int tick;

        Scene(RoomTypes types) {
            room = new RoomDriver(
                    types.interest(RADII).playerLimit(PLAYERS).seed(SEED).build(() -> new Meadow(false, 1)));
            world = new RoomDriver(
                    new RoomTypes().playerLimit(PLAYERS).seed(SEED).build(() -> new Meadow(false, 1)));
            for (int i = 0; i < PLAYERS; i++) {
                guests.add(room.join("guest " + i));
                all.add(world.join("guest " + i));
            }
        }

        void tick() {
            room.tick();
            world.tick();
            tick++;
            log.add(all.get(0));
        }

        void ticks(int count) {
            for (int i = 0; i < count; i++) {
                tick();
            }
        }

        void setRoundTripMillis(long millis) {
            guests.forEach(guest -> guest.setRoundTripMillis(millis));
        }

        int frames() {
            return guests.get(0).watcher().frames().size();
        }

        long bytes() {
            return guests.stream()
                    .flatMap(guest -> guest.outlet().messages().stream())
                    .mapToLong(message -> message.length)
                    .sum();
        }

        void assertNoKeyframesButTheFirst() {
            assertThat(room.count(Counter.KEYFRAMES_SENT)).isEqualTo(PLAYERS);
            assertThat(guests)
                    .allSatisfy(guest -> assertThat(guest.watcher().outcomes()).containsOnly(Replica.Outcome.APPLIED));
        }
    }

    @ParameterizedTest(name = "one of {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 10})
    void shouldSendAPacedPlayerNothingThatIsOlderThanItsTierAllows(int interval) {
        Scene scene = paced(RoomTypes.asShipped(), interval);
        int before = scene.frames();

        for (int i = 0; i < 120; i++) {
            scene.tick();
            assertNoneIsOlderThanItsTier(scene);
        }

        assertThat(scene.frames() - before).as("it is paced").isBetween(120 / interval - 1, 120 / interval + 1);
        scene.assertNoKeyframesButTheFirst();
    }

    @Test
    void shouldSendFarThingsByThePlayersTurnsHoweverLongTheHistoryIs() {
        Scene scene = paced(RoomTypes.asShipped().historySnapshots(1024), 2);

        for (int i = 0; i < 120; i++) {
            scene.tick();
            assertNoneIsOlderThanItsTier(scene);
        }
    }

    /** From a budget that is just enough to one that not even the near things fit into. */
    @ParameterizedTest(name = "{0} of what there is")
    @ValueSource(doubles = {0.9, 0.7, 0.5, 0.3, 0.1})
    void shouldSendFarThingsBeforeTheHistoryForgetsThemToAPlayerOverItsBudget(double part) {
        Scene free = new Scene(RoomTypes.asShipped());
        free.ticks(200);
        int bytesPerSecond = (int) (part * free.bytes() / 10 / PLAYERS);

        Scene scene = new Scene(RoomTypes.asShipped().bytesPerSecond(bytesPerSecond));
        for (int i = 0; i < 400; i++) {
            scene.tick();
            for (Guest guest : scene.guests) {
                assertNoneIsOlderThan(scene, guest, scene.tick - HALF_HISTORY - HALF_HISTORY / 2);
            }
        }

        scene.assertNoKeyframesButTheFirst();
    }

    @Test
    void shouldHoldABudgetThatLetsFarThingsWait() {
        Scene free = new Scene(RoomTypes.asShipped());
        free.ticks(200);
        int bytesPerSecond = (int) (0.8 * free.bytes() / 10 / PLAYERS);
        Scene scene = new Scene(RoomTypes.asShipped().bytesPerSecond(bytesPerSecond));
        scene.ticks(200);
        long before = scene.bytes();

        scene.ticks(400);

        assertThat(scene.bytes() - before).isLessThan((long) (1.05 * 20 * PLAYERS * bytesPerSecond));
    }

    /** Players whose acks have been late since a moment ago, so that they are at the floor. */
    private static Scene paced(RoomTypes types, int interval) {
        Scene scene = new Scene(types.pace(20.0 / interval, 500));
        scene.ticks(40);
        if (interval > 1) {
            scene.setRoundTripMillis(LATE_MILLIS);
        }
        scene.ticks(50);
        return scene;
    }

    private static void assertNoneIsOlderThanItsTier(Scene scene) {
        for (Guest guest : scene.guests) {
            List<Integer> ticks = guest.watcher().ticks();
            assertNoneIsOlderThan(scene, guest, ticks.get(ticks.size() - TURNS_OF_THE_FARTHEST_TIER));
        }
    }

    /** Each sheep that one holds was like that at some tick from {@code oldestTick} on. */
    private static void assertNoneIsOlderThan(Scene scene, Guest guest, int oldestTick) {
        int newestTick = guest.watcher().lastFrame().getTick();
        for (Map.Entry<Integer, MeadowLog.Spot> held :
                MeadowLog.sheep(guest.watcher().snapshot()).entrySet()) {
            int tick = newestTick;
            while (tick >= Math.max(1, oldestTick)
                    && !held.getValue().equals(scene.log.at(tick).sheep().get(held.getKey()))) {
                tick--;
            }
            assertThat(tick)
                    .as(
                            "tick %d, player %d, sheep %d",
                            scene.tick, guest.watcher().player(), held.getKey())
                    .isGreaterThanOrEqualTo(Math.max(1, oldestTick));
        }
    }
}

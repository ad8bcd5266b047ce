package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.Replica;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Game;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AreaBlocksTest {
    private static final Radii RADII = new Radii(150, 250, 350, 1.1);
    private static final Radii NO_BOUNDS = new Radii(5_000, 5_000, 5_000, 1);

    /**
     * Compares each guest with one who sees everything: hashes tell that it holds what the server thinks, this tells
     * that it is the right thing.
     */
    @ParameterizedTest(name = "{0} of the sheep wander")
    @ValueSource(doubles = {1, 0.3, 0.02})
    void shouldShowWhatIsNearAsItIsWhateverIsSkippedDiesOrIsBornAgain(double restlessness) {
        for (long seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            Supplier<Game> games = () -> new Meadow(true, restlessness);
            RoomDriver limited = new RoomDriver(meadow(seed, RADII).build(games));
            RoomDriver open = new RoomDriver(meadow(seed, NO_BOUNDS).build(games));
            List<Guest> guests = new ArrayList<>();
            Guest all = null;
            MeadowLog log = new MeadowLog();
            for (int i = 0; i < 5; i++) {
                guests.add(limited.join("guest " + i, true));
                Guest same = open.join("guest " + i, true);
                all = all == null ? same : all;
            }
            for (int tick = 1; tick <= 200; tick++) {
                for (Guest guest : guests) {
                    guest.outlet().setIdle(random.nextInt(5) > 0);
                    if (random.nextInt(60) == 0) {
                        guest.seat().reports().requestResync();
                    }
                }
                limited.tick();
                open.tick();
                log.add(all);
                for (Guest guest : guests) {
                    check(seed, tick, guest, log, new Followed(RADII, 1));
                }
            }
        }
    }

    /** Radii that hold from the snapshot of a tick on. */
    private record Followed(Radii radii, int sinceTick) {}

    @Test
    void shouldShowWhatIsNearByOtherRadiiFromTheNextSnapshotOn() {
        List<Radii> all = List.of(
                RADII,
                new Radii(400, 400, 400, 1.2),
                new Radii(80, 80, 300, 1),
                new Radii(50, 100, 100, 1.5),
                new Radii(200, 500, 700, 1.1));
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            Supplier<Game> games = () -> new Meadow(true, 0.3);
            RoomDriver limited = new RoomDriver(meadow(seed, RADII).build(games));
            RoomDriver open = new RoomDriver(meadow(seed, NO_BOUNDS).build(games));
            List<Guest> guests = List.of(limited.join("Ada", true), limited.join("Bo", true));
            Guest everything = open.join("Ada", true);
            open.join("Bo", true);
            MeadowLog log = new MeadowLog();
            Followed followed = new Followed(RADII, 1);
            for (int tick = 1; tick <= 200; tick++) {
                Radii radii = all.get(random.nextInt(all.size()));
                if (random.nextInt(15) == 0 && !radii.equals(followed.radii())) {
                    followed = new Followed(radii, tick);
                    limited.room().follow(meadow(seed, followed.radii()).build(games));
                }
                for (Guest guest : guests) {
                    guest.outlet().setIdle(random.nextInt(5) > 0);
                }
                limited.tick();
                open.tick();
                log.add(everything);
                for (Guest guest : guests) {
                    check(seed, tick, guest, log, followed);
                }
            }
            assertThat(limited.count(Counter.KEYFRAMES_SENT))
                    .as("nobody is sent everything anew for it")
                    .isEqualTo(guests.size());
        }
    }

    @Test
    void shouldSendEachPlayerLessThanEverything() {
        RoomDriver limited = new RoomDriver(meadow(1, RADII).build(Meadow::new));
        RoomDriver open = new RoomDriver(meadow(1, NO_BOUNDS).build(Meadow::new));
        Guest near = limited.join("near");
        Guest all = open.join("all");

        limited.ticks(100);
        open.ticks(100);

        assertThat(bytes(near)).isLessThan(bytes(all) / 2);
    }

    @Test
    void shouldSendEverythingAnewToWhoWasAwayForLongerThanTheHistory() {
        RoomDriver room = new RoomDriver(
                meadow(3, RADII).historySnapshots(8).pace(20, 500).build(Meadow::new));
        Guest guest = room.join("sleeper", true);
        room.ticks(10);
        guest.outlet().setIdle(false);
        room.ticks(20);
        guest.outlet().setIdle(true);

        room.ticks(10);

        assertThat(guest.watcher().outcomes()).hasSize(20).containsOnly(Replica.Outcome.APPLIED);
        assertThat(guest.watcher().baselinesAgo().get(10)).isZero();
    }

    private static RoomTypes meadow(long seed, Radii radii) {
        return RoomTypes.asShipped().seed(seed).interest(radii);
    }

    private static int bytes(Guest guest) {
        return guest.outlet().messages().stream()
                .mapToInt(message -> message.length)
                .sum();
    }

    private static void check(long seed, int tick, Guest guest, MeadowLog log, Followed followed) {
        if (guest.watcher().frames().isEmpty()) {
            return;
        }
        String at = "seed " + seed + ", tick " + tick + ", player "
                + guest.watcher().player();
        assertThat(guest.watcher().outcomes()).as(at).containsOnly(Replica.Outcome.APPLIED);
        if (guest.watcher().lastFrame().getTick() < tick) {
            return;
        }
        Snapshot held = guest.watcher().snapshot();
        int player = guest.watcher().player();
        // All tiers are due in the first snapshot by other radii.
        List<Integer> ticks = guest.watcher().ticks().stream()
                .filter(sent -> sent >= followed.sinceTick())
                .toList();
        checkSheep(
                at,
                MeadowLog.sheep(held).keySet(),
                player,
                ticks.subList(Math.max(0, ticks.size() - 4), ticks.size()),
                log,
                followed.radii());
    }

    /**
     * A tier is renewed with every, each second, or each fourth snapshot that the player is sent: what is held was
     * within reach at one of the last four of them, and what was within a radius as often as its tier needs is held.
     */
    private static void checkSheep(
            String at, Set<Integer> held, int player, List<Integer> ticks, MeadowLog log, Radii radii) {
        MeadowLog.Moment now = log.at(ticks.get(ticks.size() - 1));
        for (Map.Entry<Integer, MeadowLog.Spot> one : now.sheep().entrySet()) {
            int id = one.getKey();
            if (one.getValue().rings() || now.distance(id, player) <= radii.full()) {
                assertThat(held)
                        .as("%s: sheep %d is near, or has a bell", at, id)
                        .contains(id);
            } else if (ticks.size() == 4
                    && ticks.stream().allMatch(tick -> log.at(tick).distance(id, player) <= radii.quarter())) {
                assertThat(held)
                        .as("%s: sheep %d has been in sight for four turns", at, id)
                        .contains(id);
            }
        }
        double reach = radii.quarter() * radii.hysteresis();
        for (int id : held) {
            boolean wasInReach = ticks.stream()
                    .map(log::at)
                    .anyMatch(moment -> moment.distance(id, player) <= reach
                            || (moment.sheep().containsKey(id)
                                    && moment.sheep().get(id).rings()));
            assertThat(wasInReach)
                    .as("%s: sheep %d was in reach at one of the ticks %s", at, id, ticks)
                    .isTrue();
        }
    }
}

package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.Replica;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaBlocksTest {
    private static final Radii RADII = new Radii(150, 250, 350, 1.1);
    private static final Radii NO_BOUNDS = new Radii(5_000, 5_000, 5_000, 1);
    private static final int X = 0;
    private static final int Y = 1;
    private static final int BELL = 4;
    private static final double UNIT = 0.5;

    /**
     * Compares each guest with one who sees everything: hashes tell that it holds what the server thinks, this tells
     * that it is the right thing.
     */
    @Test
    void shouldShowWhatIsNearAsItIsWhateverIsSkippedDiesOrIsBornAgain() {
        for (long seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            RoomDriver limited = new RoomDriver(meadow(seed, RADII).build(Meadow::new));
            RoomDriver open = new RoomDriver(meadow(seed, NO_BOUNDS).build(Meadow::new));
            List<Guest> guests = new ArrayList<>();
            Guest all = null;
            for (int i = 0; i < 5; i++) {
                guests.add(limited.join("guest " + i, true));
                Guest same = open.join("guest " + i, true);
                all = all == null ? same : all;
            }
            for (int tick = 1; tick <= 200; tick++) {
                for (Guest guest : guests) {
                    guest.outlet().setIdle(random.nextInt(5) > 0);
                    if (random.nextInt(60) == 0) {
                        guest.seat().requestResync();
                    }
                }
                limited.tick();
                open.tick();
                for (Guest guest : guests) {
                    check(seed, tick, guest, all.watcher().snapshot());
                }
            }
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
        RoomDriver room = new RoomDriver(meadow(3, RADII).historySnapshots(8).build(Meadow::new));
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
        return new RoomTypes().seed(seed).interest(radii);
    }

    private static int bytes(Guest guest) {
        return guest.outlet().messages().stream()
                .mapToInt(message -> message.length)
                .sum();
    }

    private static void check(long seed, int tick, Guest guest, Snapshot world) {
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
        double eyeX = world.table(0).column(X)[player] * UNIT;
        double eyeY = world.table(0).column(Y)[player] * UNIT;
        assertThat(held.text(player + 1)).as(at).isEqualTo(world.text(player + 1));
        Rows sheep = world.table(Meadow.SHEEP);
        Rows seen = held.table(Meadow.SHEEP);
        for (int row = 0; row < sheep.capacity(); row++) {
            boolean isHeld = sheep.isPresent(row) && seen.rowOf(sheep.id(row)) >= 0;
            if (!sheep.isPresent(row)) {
                continue;
            }
            double distance = Math.hypot(sheep.column(X)[row] * UNIT - eyeX, sheep.column(Y)[row] * UNIT - eyeY);
            boolean rings = sheep.column(BELL)[row] != 0;
            if (rings) {
                assertThat(isHeld).as("%s, sheep %d has a bell", at, row).isTrue();
            }
            if (isHeld && !rings) {
                assertThat(distance)
                        .as("%s, sheep %d is held", at, row)
                        .isLessThan(RADII.quarter() * RADII.hysteresis() + WANDER);
            }
        }
    }

    /** How far sheep and shepherd may have gone apart since a tier at a quarter of the rate was due, with skips. */
    private static final double WANDER = 30 * 70 * Math.sqrt(2);
}

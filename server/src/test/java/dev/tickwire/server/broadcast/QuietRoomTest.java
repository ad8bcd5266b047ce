package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.walkers.Walkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a room sends in which nothing, or nearly nothing, happens. */
class QuietRoomTest {
    private static final Radii FAR = new Radii(100, 200, 2000, 1.1);
    private static final int STANDING = 80;
    private static final int WALKING = 96;

    @Test
    void shouldSendAHeartbeatAloneWhileNothingChanges() {
        RoomDriver room = new RoomDriver(quiet().build(Walkers::new));
        Guest ada = room.join("Ada");

        room.ticks(450);

        assertThat(ada.watcher().ticks()).containsExactly(1, 201, 401);
        assertThat(ada.watcher().baselinesAgo()).containsExactly(0, 200, 200);
        assertThat(ada.watcher().frames()).as("a heartbeat is for checking").allMatch(ServerFrame::hasStateHash);
        assertThat(room.count(Counter.SNAPSHOTS_QUIET)).isEqualTo(447);
        assertApplied(ada);
    }

    @Test
    void shouldSendHeartbeatsSoonerToWhoeverHasSentInputs() {
        RoomDriver room = new RoomDriver(quiet().build(Walkers::new));
        Guest ada = room.join("Ada");
        room.ticks(2);
        say(ada, 3, STANDING, room);

        room.ticks(45);

        assertThat(ada.watcher().ticks()).as("each second").containsExactly(1, 3, 23, 43);
        assertApplied(ada);
    }

    @Test
    void shouldSendHeartbeatsInAThirdOfAShortIdleTimeout() {
        RoomDriver room = new RoomDriver(quiet().idleTimeoutMillis(6_000).build(Walkers::new));
        Guest ada = room.join("Ada");

        room.ticks(90);

        assertThat(ada.watcher().ticks()).containsExactly(1, 41, 81);
    }

    @Test
    void shouldBeatForSeveralAtOnce() {
        RoomDriver room = new RoomDriver(quiet().build(Walkers::new));
        Guest ada = room.join("Ada");
        room.ticks(60);
        Guest eve = room.watch("Eve");

        room.ticks(600);

        assertThat(ada.watcher().ticks()).containsExactly(1, 201, 401, 601);
        assertThat(eve.watcher().ticks()).containsExactly(61, 201, 401, 601);
    }

    @Test
    void shouldSendTheHeartbeatBeforeTheHistoryForgetsTheBaseline() {
        RoomDriver room = new RoomDriver(quiet().historySnapshots(8).build(Walkers::new));
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");

        for (int tick = 1; tick <= 40; tick++) {
            say(bo, tick, STANDING, room);
            room.tick();
        }

        assertThat(room.count(Counter.KEYFRAMES_SENT)).isEqualTo(2);
        assertThat(ada.watcher().ticks()).as("one in four or five").hasSizeBetween(8, 10);
        assertApplied(ada);
        assertApplied(bo);
    }

    @Test
    void shouldTellUntilWhenNothingHadChanged() {
        RoomDriver room = new RoomDriver(quiet().build(Walkers::new));
        Guest ada = room.join("Ada");
        room.ticks(10);

        room.join("Bo");
        room.ticks(2);

        assertThat(ada.watcher().ticks()).as("Bo has come, and stands").containsExactly(1, 11, 12);
        assertThat(quietAgo(ada)).containsExactly(0, 1, 0);
        room.ticks(3);
        say(ada, 15, WALKING, room);
        room.ticks(2);
        assertThat(ada.watcher().ticks()).containsExactly(1, 11, 12, 15 + 1, 17);
        assertThat(quietAgo(ada)).containsExactly(0, 1, 0, 1, 0);
        assertApplied(ada);
    }

    @Test
    void shouldSayNothingOfQuietToWhoWasBusy() {
        RoomDriver room = new RoomDriver(quiet().build(Walkers::new));
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.ticks(3);
        ada.outlet().setIdle(false);
        say(bo, 4, WALKING, room);
        room.ticks(5);

        ada.outlet().setIdle(true);
        room.tick();

        assertThat(quietAgo(ada)).as("it was quiet at tick 3, and not until 8").containsExactly(0, 6);
        assertThat(ada.watcher().ticks()).containsExactly(1, 9);
        assertApplied(ada);
    }

    @Test
    void shouldAnswerInputsThatChangeNothing() {
        RoomDriver room = new RoomDriver(quiet().build(Walkers::new));
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.ticks(3);

        say(ada, 6, STANDING, room);
        room.ticks(5);

        assertThat(ada.watcher().ticks())
                .as("the input's margin, and then that it was taken")
                .containsExactly(1, 4, 6);
        assertThat(ada.watcher().lastFrame().getInputAckAgo()).isZero();
        assertThat(bo.watcher().ticks()).containsExactly(1);
    }

    @Test
    void shouldSendAResyncAtOnce() {
        RoomDriver room = new RoomDriver(quiet().build(Walkers::new));
        Guest ada = room.join("Ada");
        room.ticks(3);

        ada.seat().reports().requestResync();
        room.ticks(3);

        assertThat(ada.watcher().ticks()).containsExactly(1, 4);
        assertThat(ada.watcher().baselinesAgo()).containsExactly(0, 0);
    }

    @Test
    void shouldNotCallItQuietBeforeAResyncWhereItWasNot() {
        RoomDriver room = new RoomDriver(quiet().build(Walkers::new));
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.ticks(10);
        say(bo, 11, WALKING, room);
        room.ticks(5);

        ada.seat().reports().requestResync();
        room.tick();

        assertThat(ada.watcher().baselinesAgo()).endsWith(0);
        assertThat(ada.watcher().lastFrame().getQuietAgo())
                .as("the snapshot before came a tick ago")
                .isZero();
    }

    /**
     * Walkers who stand, and walk now and then, in rooms of both kinds; clients of both codecs, some of which are busy
     * at times.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNeverLetAClientHoldAWrongState(long seed) {
        Random random = new Random(seed);
        RoomTypes types = quiet().seed(seed)
                .playerLimit(8)
                .historySnapshots(4 + random.nextInt(20))
                .slowClientTimeoutMillis(60_000);
        RoomDriver room = new RoomDriver((seed % 2 == 0 ? types : types.interest(FAR)).build(Walkers::new));
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            guests.add(room.join("P" + i, true, i % 2 == 0 ? Codec.PLAIN : Codec.PACKED));
        }
        for (int tick = 1; tick <= 400; tick++) {
            for (Guest guest : guests) {
                switch (random.nextInt(100)) {
                    case 0 -> say(guest, tick, WALKING, room);
                    case 1, 2, 3 -> say(guest, tick, STANDING, room);
                    case 4 -> guest.outlet().setIdle(false);
                    case 5, 6 -> guest.outlet().setIdle(true);
                    default -> {}
                }
            }
            room.tick();
        }

        for (Guest guest : guests) {
            assertThat(guest.watcher().outcomes())
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .allMatch(outcome -> outcome == Replica.Outcome.APPLIED);
        }
        assertThat(room.count(Counter.SNAPSHOTS_QUIET)).as("seed %d", seed).isPositive();
    }

    private static RoomTypes quiet() {
        return RoomTypes.asShipped();
    }

    private static void say(Guest guest, int tick, int raw, RoomDriver room) {
        guest.seat().offerInput(tick, 0, new int[] {raw, STANDING}, 0, 2, room.nowNanos());
    }

    private static List<Integer> quietAgo(Guest guest) {
        return guest.watcher().frames().stream().map(ServerFrame::getQuietAgo).toList();
    }

    private static void assertApplied(Guest guest) {
        assertThat(guest.watcher().outcomes()).isNotEmpty().allMatch(outcome -> outcome == Replica.Outcome.APPLIED);
    }
}

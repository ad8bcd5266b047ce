package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Crews;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.world.Game;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which snapshots a room sends to whom, and against what. Most tests count each snapshot, so they use the minimal room
 * type, in which nobody is paced and nothing is quiet.
 */
class BroadcastTest {
    @Test
    void shouldSendAKeyframeAndThenDeltasAgainstWhatWasSentLast() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        Guest ada = room.join("Ada", true);

        room.ticks(5);

        assertThat(ada.watcher().ticks()).containsExactly(1, 2, 3, 4, 5);
        assertThat(ada.watcher().baselinesAgo()).containsExactly(0, 1, 1, 1, 1);
        assertApplied(ada);
        assertThat(room.count(Counter.KEYFRAMES_SENT)).isEqualTo(1);
        assertThat(room.count(Counter.SNAPSHOTS_SENT)).isEqualTo(5);
        assertThat(room.count(Counter.SNAPSHOT_BYTES))
                .isEqualTo(ada.outlet().messages().stream()
                        .skip(1)
                        .mapToLong(message -> message.length)
                        .sum());
    }

    @Test
    void shouldEncodeABlockOnceForAllWhoWereSentTheSame() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        Guest cy = room.join("Cy");

        room.ticks(10);

        assertThat(room.count(Counter.SNAPSHOTS_SENT)).isEqualTo(30);
        assertThat(room.count(Counter.BLOCKS_ENCODED)).isEqualTo(10);
        assertThat(blocks(ada)).isEqualTo(blocks(bo)).isEqualTo(blocks(cy));
    }

    @Test
    void shouldEncodeASecondBlockForWhoWasSentSomethingElse() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        room.join("Ada");
        room.ticks(3);
        Guest bo = room.join("Bo", true);

        room.tick();
        assertThat(room.count(Counter.BLOCKS_ENCODED)).isEqualTo(3 + 2);
        room.ticks(2);

        assertThat(room.count(Counter.BLOCKS_ENCODED))
                .as("Bo's second frame has no previous snapshot, the third is Ada's too")
                .isEqualTo(5 + 2 + 1);
        assertApplied(bo);
    }

    @Test
    void shouldSkipABusyPlayerAndGoOnFromTheOlderBaseline() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        Guest busy = room.join("Ada", true);
        Guest other = room.join("Bo", true);
        room.ticks(3);

        busy.outlet().setIdle(false);
        room.ticks(4);
        assertThat(room.count(Counter.SNAPSHOTS_SKIPPED_BUSY)).isEqualTo(4);
        busy.outlet().setIdle(true);
        room.ticks(2);

        assertThat(busy.watcher().ticks()).containsExactly(1, 2, 3, 8, 9);
        assertThat(busy.watcher().baselinesAgo()).containsExactly(0, 1, 1, 5, 1);
        assertApplied(busy);
        assertThat(other.watcher().ticks()).hasSize(9);
        assertApplied(other);
    }

    @Test
    void shouldEncodeNothingForAPlayerThatItSkips() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        Guest busy = room.join("Ada");
        room.ticks(3);
        busy.outlet().setIdle(false);

        room.ticks(4);

        assertThat(room.count(Counter.BLOCKS_ENCODED)).isEqualTo(3);
        assertThat(busy.outlet().messages()).hasSize(1 + 3);
    }

    @Test
    void shouldSendAKeyframeWhenTheBaselineIsOlderThanTheHistory() {
        RoomDriver room = new RoomDriver(new RoomTypes().historySnapshots(4).build());
        Guest slow = room.join("Ada", true);
        room.ticks(3);
        slow.outlet().setIdle(false);
        room.ticks(3);
        slow.outlet().setIdle(true);
        room.tick();
        assertThat(slow.watcher().baselinesAgo()).as("3 is still there").containsExactly(0, 1, 1, 0);

        room.ticks(2);

        assertThat(slow.watcher().baselinesAgo()).containsExactly(0, 1, 1, 0, 1, 1);
        assertThat(room.count(Counter.KEYFRAMES_SENT)).isEqualTo(2);
        assertThat(room.count(Counter.KEYFRAMES_JOINED)).isEqualTo(1);
        assertThat(room.count(Counter.KEYFRAMES_EXPIRED)).isEqualTo(1);
        assertApplied(slow);
    }

    @Test
    void shouldUseTheOldestBaselineThatTheHistoryHas() {
        RoomDriver room = new RoomDriver(new RoomTypes().historySnapshots(4).build());
        Guest slow = room.join("Ada", true);
        room.ticks(3);
        slow.outlet().setIdle(false);
        room.ticks(2);
        slow.outlet().setIdle(true);

        room.tick();

        assertThat(slow.watcher().baselinesAgo()).containsExactly(0, 1, 1, 3);
        assertThat(slow.watcher().lastFrame().getBlocks(0).getPreviousAgo())
                .as("the snapshot before the baseline is forgotten")
                .isZero();
        assertApplied(slow);
        room.ticks(3);
        assertApplied(slow);
    }

    @Test
    void shouldSendNothingToWhoDoesNotAcknowledgeUntilItDoes() {
        RoomDriver room = new RoomDriver(new RoomTypes().maxUnackedMillis(500).build());
        Guest silent = room.join("Ada", true);
        silent.setAcks(false);

        room.ticks(30);
        assertThat(silent.watcher().ticks()).hasSize(12).endsWith(12);
        assertThat(room.count(Counter.SNAPSHOTS_SKIPPED_UNACKED)).isEqualTo(18);
        assertThat(room.count(Counter.SNAPSHOTS_SKIPPED_BUSY)).isZero();
        silent.seat().acknowledge(12);
        room.tick();
        silent.setAcks(true);
        silent.read();
        room.tick();

        assertThat(silent.watcher().ticks()).endsWith(12, 31, 32);
        assertThat(silent.watcher().baselinesAgo()).endsWith(19, 1);
        assertApplied(silent);
    }

    @Test
    void shouldNotKeepAnAckForWhatWasNotSent() {
        RoomDriver room = new RoomDriver(new RoomTypes().maxUnackedMillis(500).build());
        Guest ahead = room.join("Ada");
        assertThat(ahead.seat().acknowledge(1)).as("before the first").isFalse();
        room.tick();

        assertThat(ahead.seat().acknowledge(200)).isFalse();
        assertThat(ahead.seat().acknowledge(1)).isTrue();
        room.ticks(20);

        assertThat(ahead.watcher().ticks()).endsWith(20, 21);
    }

    @Test
    void shouldNotBeFooledByAnOlderAck() {
        RoomDriver room = new RoomDriver(new RoomTypes().maxUnackedMillis(500).build());
        Guest silent = room.join("Ada");
        room.ticks(5);
        silent.setAcks(false);
        room.ticks(30);
        assertThat(silent.watcher().ticks()).as("one tick is usual").endsWith(18);

        silent.seat().acknowledge(1);
        room.tick();

        assertThat(silent.watcher().ticks()).endsWith(18);
    }

    @Test
    void shouldNotCountTimeBeforeTheFirstSnapshotAsUnacknowledged() {
        RoomDriver room = new RoomDriver(new RoomTypes().maxUnackedMillis(500).build());
        room.ticks(200);
        Guest late = room.join("Ada", true);

        room.ticks(3);

        assertThat(late.watcher().ticks()).containsExactly(201, 202, 203);
    }

    @Test
    void shouldDisconnectWhoAcknowledgesNothingForTooLong() {
        RoomDriver room = new RoomDriver(new RoomTypes()
                .maxUnackedMillis(500)
                .slowClientTimeoutMillis(2_000)
                .build());
        Guest silent = room.join("Ada");
        Guest other = room.join("Bo");
        silent.setAcks(false);
        room.ticks(12 + 41);
        assertThat(silent.outlet().reason()).isNull();

        room.tick();

        assertThat(silent.outlet().reason()).isEqualTo(DisconnectReason.TOO_SLOW);
        assertThat(silent.outlet().sentence()).isEqualTo("Your connection could not keep up.");
        room.tick();
        assertThat(other.watcher().boatCount()).isEqualTo(1);
        assertThat(other.outlet().reason()).isNull();
    }

    @Test
    void shouldDisconnectWhoseSocketIsBusyForTooLong() {
        RoomDriver room =
                new RoomDriver(new RoomTypes().slowClientTimeoutMillis(2_000).build());
        Guest stuck = room.join("Ada");
        room.ticks(3);
        stuck.outlet().setIdle(false);
        room.ticks(41);
        assertThat(stuck.outlet().reason()).isNull();

        room.tick();

        assertThat(stuck.outlet().reason()).isEqualTo(DisconnectReason.TOO_SLOW);
        room.tick();
        assertThat(room.room().seatCount()).isZero();
    }

    @Test
    void shouldForgiveAStallThatIsOver() {
        RoomDriver room =
                new RoomDriver(new RoomTypes().slowClientTimeoutMillis(2_000).build());
        Guest shaky = room.join("Ada", true);
        for (int i = 0; i < 10; i++) {
            shaky.outlet().setIdle(false);
            room.ticks(30);
            shaky.outlet().setIdle(true);
            room.tick();
        }

        assertThat(shaky.outlet().reason()).isNull();
        assertApplied(shaky);
    }

    @Test
    void shouldAnswerAResyncWithAKeyframe() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        Guest ada = room.join("Ada", true);
        Guest bo = room.join("Bo", true);
        room.ticks(3);

        ada.seat().reports().requestResync();
        room.ticks(3);

        assertThat(ada.watcher().baselinesAgo()).containsExactly(0, 1, 1, 0, 1, 1);
        assertThat(bo.watcher().baselinesAgo()).containsExactly(0, 1, 1, 1, 1, 1);
        assertThat(room.count(Counter.RESYNCS)).isEqualTo(1);
        assertThat(room.count(Counter.KEYFRAMES_SENT)).isEqualTo(3);
        assertThat(room.count(Counter.KEYFRAMES_JOINED)).isEqualTo(2);
        assertThat(room.count(Counter.KEYFRAMES_ASKED)).isEqualTo(1);
        assertThat(room.count(Counter.KEYFRAME_BYTES) + room.count(Counter.DELTA_BYTES))
                .isEqualTo(room.count(Counter.SNAPSHOT_BYTES));
        assertApplied(ada);
    }

    @Test
    void shouldKeepAResyncInMindWhileThePlayerIsBusy() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        Guest ada = room.join("Ada", true);
        room.ticks(3);
        ada.outlet().setIdle(false);
        ada.seat().reports().requestResync();
        room.ticks(2);
        ada.outlet().setIdle(true);

        room.ticks(2);

        assertThat(ada.watcher().baselinesAgo()).containsExactly(0, 1, 1, 0, 1);
        assertApplied(ada);
    }

    @Test
    void shouldAnswerAResyncOfWhoseAcksLagAndThenWaitForThemAgain() {
        RoomDriver room = new RoomDriver(new RoomTypes().maxUnackedMillis(500).build());
        Guest silent = room.join("Ada", true);
        silent.setAcks(false);
        room.ticks(10);
        silent.seat().acknowledge(5);
        room.ticks(20);
        assertThat(silent.watcher().ticks()).as("six ticks are usual").endsWith(22);

        silent.seat().reports().requestResync();
        room.tick();
        silent.seat().reports().requestResync();
        room.ticks(20);

        assertThat(silent.watcher().ticks()).endsWith(22, 31);
        assertThat(silent.watcher().baselinesAgo()).endsWith(1, 0);
        assertApplied(silent);
    }

    @Test
    void shouldStillHoldAPlayerToItsAcksAfterAResync() {
        RoomDriver room = new RoomDriver(new RoomTypes().maxUnackedMillis(500).build());
        Guest greedy = room.join("Ada");
        greedy.setAcks(false);
        for (int i = 0; i < 60; i++) {
            greedy.seat().reports().requestResync();
            room.tick();
        }

        assertThat(greedy.watcher().ticks()).hasSize(12);
    }

    @Test
    void shouldNotSendKeyframesAsOftenAsSomebodyLikes() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest greedy = room.join("Ada", true);
        room.tick();
        for (int i = 0; i < 200; i++) {
            greedy.seat().reports().requestResync();
            room.tick();
        }

        assertThat(greedy.watcher().baselinesAgo().stream().filter(ago -> ago == 0))
                .as("the first, three at once, and one in two seconds")
                .hasSize(1 + 3 + 4);
        assertThat(greedy.watcher().ticks()).as("deltas come all the same").hasSize(201);
        assertThat(room.count(Counter.RESYNCS)).isEqualTo(200);
        assertThat(room.count(Counter.RESYNCS_DELAYED)).isEqualTo(5);
        assertApplied(greedy);
    }

    @Test
    void shouldServeAResyncThatHasToWait() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest ada = room.join("Ada", true);
        room.tick();
        for (int i = 0; i < 4; i++) {
            ada.seat().reports().requestResync();
            room.tick();
        }
        assertThat(room.count(Counter.KEYFRAMES_SENT)).isEqualTo(1 + 3);

        room.ticks(40);

        assertThat(room.count(Counter.KEYFRAMES_SENT)).isEqualTo(1 + 4);
        assertThat(room.count(Counter.RESYNCS_DELAYED)).isEqualTo(1);
        assertThat(ada.seat().reports().isResyncWanted()).isFalse();
        assertApplied(ada);
    }

    @Test
    void shouldCountAResyncOnceHoweverOftenItIsAskedForUntilItIsSent() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest busy = room.join("Ada", true);
        room.tick();
        busy.outlet().setIdle(false);
        for (int i = 0; i < 10; i++) {
            busy.seat().reports().requestResync();
            room.tick();
        }
        busy.outlet().setIdle(true);
        room.ticks(10);

        for (int i = 0; i < 2; i++) {
            busy.seat().reports().requestResync();
            room.tick();
        }

        assertThat(room.count(Counter.KEYFRAMES_SENT)).isEqualTo(1 + 1 + 2);
        assertThat(room.count(Counter.RESYNCS_DELAYED)).isZero();
    }

    @Test
    void shouldAllowNoMoreResyncsOverAnotherConnection() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest ada = room.join("Ada", true);
        room.tick();
        for (int i = 0; i < 3; i++) {
            ada.seat().reports().requestResync();
            room.tick();
        }
        ada.seat().depart(Departure.LOST);
        Guest back = room.resume(ada);
        room.tick();

        back.seat().reports().requestResync();
        room.ticks(10);
        assertThat(back.watcher().frames()).as("it has had its keyframes").isEmpty();
        room.ticks(40);

        assertThat(back.watcher().baselinesAgo()).filteredOn(ago -> ago == 0).hasSize(1);
        assertThat(room.count(Counter.RESYNCS_DELAYED)).isEqualTo(1);
    }

    @Test
    void shouldSendSnapshotsAtTheirOwnRate() {
        RoomDriver room = new RoomDriver(new RoomTypes().rates(30, 10).build());
        Guest ada = room.join("Ada", true);

        room.ticks(12);

        assertThat(ada.watcher().ticks()).containsExactly(3, 6, 9, 12);
        assertThat(ada.watcher().baselinesAgo()).containsExactly(0, 3, 3, 3);
        assertThat(ada.watcher().welcome().getTicksPerSnapshot()).isEqualTo(3);
        assertApplied(ada);
    }

    @Test
    void shouldHashOneSnapshotInSoMany() {
        RoomDriver room =
                new RoomDriver(new RoomTypes().hashIntervalSnapshots(4).build());
        Guest ada = room.join("Ada");

        room.ticks(9);

        assertThat(ticksWithHash(ada)).containsExactly(1, 5, 9);
        assertApplied(ada);
    }

    @Test
    void shouldHashEverySnapshotForWhoAsksAndForNobodyElse() {
        RoomDriver room =
                new RoomDriver(new RoomTypes().hashIntervalSnapshots(4).build());
        Guest tester = room.join("Ada", true);
        Guest player = room.join("Bo", false);

        room.ticks(5);

        assertThat(ticksWithHash(tester)).containsExactly(1, 2, 3, 4, 5);
        assertThat(ticksWithHash(player)).containsExactly(1, 5);
        assertApplied(tester);
        assertApplied(player);
    }

    @Test
    void shouldHashEverySnapshotForFewWhereEachHashIsWork() {
        for (Supplier<Game> game : List.<Supplier<Game>>of(Meadow::new, () -> new Crews(8))) {
            RoomDriver room = new RoomDriver(RoomTypes.asShipped()
                    .playerLimit(7)
                    .interest(game.get() instanceof Meadow ? new Radii(100, 200, 300, 1.1) : null)
                    .build(game));
            List<Guest> guests = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                guests.add(room.join("tester " + i, true));
            }

            room.ticks(41);

            assertThat(guests)
                    .extracting(guest -> ticksWithHash(guest).size())
                    .containsExactly(41, 41, 41, 41, 3, 3, 3);
            assertThat(room.count(Counter.HASHES_REFUSED)).isEqualTo(3 * 38);
        }
    }

    @Test
    void shouldHashEverySnapshotForAllWhoAskWhereTheyShareIt() {
        RoomDriver room =
                new RoomDriver(RoomTypes.asShipped().hashEverySnapshotLimit(0).build());
        Guest ada = room.join("Ada", true);
        Guest bo = room.join("Bo", true);

        room.ticks(10);

        assertThat(ticksWithHash(ada)).hasSize(10);
        assertThat(ticksWithHash(bo)).hasSize(10);
        assertThat(room.count(Counter.HASHES_REFUSED)).isZero();
    }

    @Test
    void shouldCaptureNothingForNobody() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());

        room.ticks(10);

        assertThat(room.count(Counter.BLOCKS_ENCODED)).isZero();
        assertThat(room.count(Counter.TICKS)).isEqualTo(10);
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /**
     * The property that everything else serves: whatever happens to its connection, a client never holds a wrong state.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldNeverLetAClientHoldAWrongState(long seed) {
        Random random = new Random(seed);
        RoomDriver room = new RoomDriver(new RoomTypes()
                .seed(seed)
                .playerLimit(6)
                .historySnapshots(2 + random.nextInt(10))
                .maxUnackedMillis(500)
                .slowClientTimeoutMillis(60_000)
                .tune("gulls", random.nextInt(40))
                .build());
        List<Guest> all = new ArrayList<>();
        List<Guest> inside = new ArrayList<>();
        all.add(room.join("P0", true));
        room.tick();
        for (int tick = 2; tick <= 300; tick++) {
            if (random.nextInt(8) == 0 && room.room().seatCount() < 6) {
                Guest guest = room.join("P" + tick, true);
                all.add(guest);
                inside.add(guest);
            }
            for (Guest guest : List.copyOf(inside)) {
                switch (random.nextInt(40)) {
                    case 0 -> {
                        guest.seat().leave();
                        inside.remove(guest);
                    }
                    case 1 -> guest.seat().reports().requestResync();
                    case 2, 3, 4 -> guest.outlet().setIdle(false);
                    case 5, 6, 7, 8, 9 -> guest.outlet().setIdle(true);
                    case 10 -> guest.setAcks(random.nextInt(3) > 0);
                    default ->
                        guest.seat()
                                .offerInput(
                                        Math.max(0, tick - 5 + random.nextInt(10)),
                                        0,
                                        new int[] {random.nextInt(1001), random.nextInt(3) - 1},
                                        0,
                                        2,
                                        room.nowNanos());
                }
            }
            room.tick();
        }

        assertThat(all).hasSizeGreaterThan(5);
        for (Guest guest : all) {
            assertThat(guest.watcher().outcomes())
                    .as("seed %d", seed)
                    .allMatch(outcome -> outcome == Replica.Outcome.APPLIED);
        }
        assertThat(room.count(Counter.SNAPSHOTS_SKIPPED_BUSY)).isPositive();
    }

    private static void assertApplied(Guest guest) {
        assertThat(guest.watcher().outcomes()).isNotEmpty().allMatch(outcome -> outcome == Replica.Outcome.APPLIED);
    }

    private static List<Integer> ticksWithHash(Guest guest) {
        return guest.watcher().frames().stream()
                .filter(ServerFrame::hasStateHash)
                .map(ServerFrame::getTick)
                .toList();
    }

    private static List<Object> blocks(Guest guest) {
        List<Object> blocks = new ArrayList<>();
        for (ServerFrame frame : guest.watcher().frames()) {
            blocks.addAll(frame.getBlocksList());
        }
        return blocks;
    }
}

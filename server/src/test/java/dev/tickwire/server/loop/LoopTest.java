package dev.tickwire.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Regatta;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.Watcher;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopTest {
    private static final long MILLI = 1_000_000L;
    private static final long START = -700 * MILLI;
    private static final int CATCH_UP = 5;

    private final Counters counters = new Counters();
    private final List<Room> ended = new ArrayList<>();
    private long clockNanos = START;
    private final TickLateness lateness = new TickLateness(() -> clockNanos);
    private final Loop loop = new Loop(CATCH_UP, counters, lateness, ended::add);
    /** Names of the rooms in the order in which they ran ticks. */
    private final List<String> ran = new ArrayList<>();

    @Test
    void shouldHaveNothingDueWithoutRooms() {
        assertThat(loop.doWork(START)).isEqualTo(Loop.NOTHING_DUE);
    }

    @Test
    void shouldRunTheFirstTickOfARoomAtOnceAndTheNextAfterAPeriod() {
        loop.add(recording("a", 20));

        assertThat(loop.doWork(START)).isEqualTo(50 * MILLI);
        assertThat(loop.doWork(START + 49 * MILLI)).isEqualTo(MILLI);
        assertThat(ran).hasSize(1);
        assertThat(loop.doWork(START + 50 * MILLI)).isEqualTo(50 * MILLI);
        assertThat(ran).hasSize(2);
    }

    @Test
    void shouldNotShiftLaterTicksWhenOneIsLate() {
        loop.add(recording("a", 20));
        loop.doWork(START);

        assertThat(loop.doWork(START + 77 * MILLI)).isEqualTo(23 * MILLI);
        assertThat(loop.doWork(START + 149 * MILLI)).isEqualTo(1 * MILLI);
        assertThat(loop.doWork(START + 151 * MILLI)).isEqualTo(49 * MILLI);
    }

    @Test
    void shouldGoOnAtAnotherRateFromTheLastDeadlineOn() {
        Room room = recording("a", 20);
        loop.add(room);
        loop.doWork(START);
        room.follow(recordedType("a", 100, tick -> {}));

        assertThat(loop.doWork(START + 57 * MILLI))
                .as("50 and 10 ms after the start")
                .isEqualTo(3 * MILLI);
        assertThat(loop.doWork(START + 60 * MILLI)).isEqualTo(10 * MILLI);
        room.follow(recordedType("a", 10, tick -> {}));
        assertThat(loop.doWork(START + 70 * MILLI)).isEqualTo(100 * MILLI);
        assertThat(ran).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 7, 20, 30, 59.94, 60, 144, 1000})
    void shouldKeepDeadlinesExactOverThousandsOfJitteryTicks(double rateHz) {
        Random random = new Random(3);
        loop.add(recording("a", rateHz));
        double period = 1e9 / rateHz;
        long now = START;
        long wait = loop.doWork(now);
        for (int n = 1; n <= 20_000; n++) {
            assertThat(now + wait).as("deadline of tick %d", n).isEqualTo(START + (long) (n * period));
            now += wait + (long) (random.nextDouble() * period * 0.99);
            wait = loop.doWork(now);
        }

        assertThat(ran).hasSize(20_001);
        assertThat(counters.get(Counter.SCHEDULES_MOVED)).isZero();
        assertThat(counters.get(Counter.TICKS_LATE)).isZero();
    }

    @Test
    void shouldRunTheEarliestDeadlineFirst() {
        loop.add(recording("slow", 10));
        loop.add(recording("fast", 40));
        loop.doWork(START);
        ran.clear();

        loop.doWork(START + 110 * MILLI);

        assertThat(ran).containsExactly("fast", "fast", "fast", "slow", "fast");
    }

    @Test
    void shouldInterleaveRoomsThatCatchUpTogether() {
        loop.add(recording("a", 20));
        loop.doWork(START);
        loop.add(recording("b", 20));
        loop.doWork(START + 10 * MILLI);
        ran.clear();

        loop.doWork(START + 165 * MILLI);

        assertThat(ran).containsExactly("a", "b", "a", "b", "a", "b");
    }

    @Test
    void shouldCatchUpOnMissedTicksAndCountThemLate() {
        loop.add(recording("a", 20));
        loop.doWork(START);

        long wait = loop.doWork(START + 215 * MILLI);

        assertThat(ran).hasSize(1 + 4);
        assertThat(wait).isEqualTo(35 * MILLI);
        assertThat(counters.get(Counter.TICKS_LATE))
                .as("those due at 50, 100 and 150 ms")
                .isEqualTo(3);
        assertThat(counters.get(Counter.SCHEDULES_MOVED)).isZero();
    }

    @Test
    void shouldCatchUpWhenItIsJustAsLateAsTheCap() {
        loop.add(recording("a", 20));
        loop.doWork(START);

        loop.doWork(START + 50 * MILLI + CATCH_UP * 50 * MILLI);

        assertThat(ran).hasSize(1 + 6);
        assertThat(counters.get(Counter.SCHEDULES_MOVED)).isZero();
    }

    @Test
    void shouldMoveTheScheduleOfARoomThatIsTooLate() {
        List<Integer> ticks = new ArrayList<>();
        loop.add(room("a", 20, ticks::add));
        loop.doWork(START);
        loop.doWork(START + 50 * MILLI);
        long late = START + 100 * MILLI + CATCH_UP * 50 * MILLI + 1;

        assertThat(loop.doWork(late)).isEqualTo(50 * MILLI);
        assertThat(counters.get(Counter.SCHEDULES_MOVED)).isEqualTo(1);
        assertThat(loop.doWork(late + 50 * MILLI)).isEqualTo(50 * MILLI);

        assertThat(ticks).as("tick numbers do not skip").containsExactly(1, 2, 3, 4);
    }

    @Test
    void shouldTellHowLateEachTickStartsHoweverLittle() {
        loop.add(recording("a", 20));
        doWorkAt(START);
        doWorkAt(START + 53 * MILLI);
        doWorkAt(START + 100 * MILLI + MILLI / 4);

        assertThat(lateMicros().getTotalCount()).isEqualTo(3);
        assertThat(lateMicros().getValueAtPercentile(50)).isBetween(248L, 252L);
        assertThat(lateMicros().getMaxValue()).isBetween(2_970L, 3_030L);
        assertThat(counters.get(Counter.TICKS_LATE)).isZero();
    }

    @Test
    void shouldTellHowLateATickIsThatHasToWaitForThatOfAnotherRoom() {
        loop.add(room("slow", 20, tick -> clockNanos += 7 * MILLI));
        loop.add(recording("waiting", 20));

        doWorkAt(START);

        assertThat(lateMicros().getTotalCount()).isEqualTo(2);
        assertThat(lateMicros().getMaxValue()).isBetween(6_930L, 7_070L);
    }

    @Test
    void shouldTellHowLateATickWasWhoseScheduleIsMoved() {
        loop.add(recording("a", 20));
        doWorkAt(START);

        doWorkAt(START + 1_050 * MILLI);

        assertThat(counters.get(Counter.SCHEDULES_MOVED)).isEqualTo(1);
        assertThat(lateMicros().getTotalCount()).isEqualTo(2);
        assertThat(lateMicros().getMaxValue()).isBetween(990_000L, 1_010_000L);
    }

    @Test
    void shouldMoveOnlyTheScheduleThatIsTooLate() {
        loop.add(recording("fast", 100));
        loop.add(recording("slow", 10));
        loop.doWork(START);
        ran.clear();

        loop.doWork(START + 250 * MILLI);

        assertThat(counters.get(Counter.SCHEDULES_MOVED)).isEqualTo(1);
        assertThat(ran).filteredOn("slow"::equals).hasSize(2);
        assertThat(ran).filteredOn("fast"::equals).hasSize(1);
    }

    @Test
    void shouldNeverRunMoreTicksAtOnceThanTheCapAllowsHoweverLongItSlept() {
        Random random = new Random(11);
        loop.add(recording("a", 60));
        long now = START;
        for (int i = 0; i < 500; i++) {
            int before = ran.size();
            loop.doWork(now);
            assertThat(ran.size() - before).isLessThanOrEqualTo(CATCH_UP + 1);
            now += (long) (random.nextDouble() * random.nextDouble() * 1_000 * MILLI);
        }
        assertThat(counters.get(Counter.SCHEDULES_MOVED)).isPositive();
    }

    @Test
    void shouldEndOnlyTheRoomWhoseGameThrowsInAStep() {
        Room failing = join(new RoomTypes().tune("failAtTick", 3).build());
        Room healthy = join(new RoomTypes().build());

        drive(START, 6);

        assertEndedAlone(failing, healthy);
    }

    @Test
    void shouldEndOnlyTheRoomWhoseGameThrowsWhenAPlayerJoins() {
        Room failing = join(new RoomTypes().tune("failOnJoin", 1).build());
        Room healthy = join(new RoomTypes().build());

        drive(START, 3);

        assertEndedAlone(failing, healthy);
    }

    @Test
    void shouldEndOnlyTheRoomWhoseGameThrowsWhenAPlayerLeaves() {
        Room failing = join(new RoomTypes().tune("failOnLeave", 1).build());
        Seat leaving = seats.get(0);
        joinTo(failing);
        Room healthy = join(new RoomTypes().build());
        drive(START, 2);
        assertThat(ended).isEmpty();

        leaving.leave();
        drive(START + 100 * MILLI, 3);

        assertThat(ended).containsExactly(failing);
        assertThat(outlets.get(0).reason()).as("who left needs no reason").isNull();
        assertThat(outlets.get(1).reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(outlets.get(2).reason()).isNull();
        assertThat(healthy.seatCount()).isEqualTo(1);
    }

    @Test
    void shouldEndOnlyTheRoomWhoseGameRunsOutOfStack() {
        Room failing = join(new RoomTypes().build(() -> new Recorded(tick -> recurse(tick))));
        Room healthy = join(new RoomTypes().build());

        drive(START, 3);

        assertEndedAlone(failing, healthy);
    }

    @Test
    void shouldEndOnlyTheRoomWhoseGameLacksAClass() {
        Room failing = join(new RoomTypes()
                .build(() -> new Recorded(tick -> {
                    throw new NoClassDefFoundError("com/example/Physics");
                })));
        Room healthy = join(new RoomTypes().build());

        drive(START, 3);

        assertEndedAlone(failing, healthy);
    }

    @Test
    void shouldReportARoomThatEndedBecauseItWasEmpty() {
        Room empty = Rooms.open(
                Listing.of("a"),
                new RoomTypes().emptyRoomTimeoutMillis(200).build(),
                JournalSink.NONE,
                counters,
                () -> 0);
        loop.add(empty);

        drive(START, 4);
        assertThat(ended).isEmpty();
        assertThat(loop.roomCount()).isEqualTo(1);
        long wait = loop.doWork(START + 200 * MILLI);

        assertThat(ended).containsExactly(empty);
        assertThat(loop.roomCount()).isZero();
        assertThat(wait).isEqualTo(Loop.NOTHING_DUE);
        assertThat(counters.get(Counter.ROOMS_FAILED)).isZero();
    }

    @Test
    void shouldTellAllPlayersWhenItEnds() {
        join(new RoomTypes().build());
        loop.doWork(START);
        join(new RoomTypes().build());

        loop.end(DisconnectReason.SERVER_STOPPING);

        assertThat(outlets).extracting(FakeOutlet::reason).containsOnly(DisconnectReason.SERVER_STOPPING);
        assertThat(loop.doWork(START + 1000 * MILLI)).isEqualTo(Loop.NOTHING_DUE);
    }

    @Test
    void shouldSendOneSnapshotAfterItHasMissedSome() {
        Room room = join(new RoomTypes().rates(20, 20).build());
        loop.doWork(START);
        int before = outlets.get(0).messages().size();

        loop.doWork(START + 4 * 50 * MILLI);

        assertThat(outlets.get(0).messages()).hasSize(before + 1);
        assertThat(counters.get(Counter.SNAPSHOTS_OVERTAKEN)).isEqualTo(3);
        assertThat(counters.get(Counter.TICKS)).isEqualTo(5);
        assertThat(room.seatCount()).isEqualTo(1);
    }

    @Test
    void shouldSendTheNewestOfTheSnapshotsThatItMissedWhereSeveralTicksMakeOne() {
        join(new RoomTypes().rates(60, 20).build());
        loop.doWork(START);
        assertThat(lastTick()).as("there is no snapshot yet").isZero();

        loop.doWork(START + 5 * 1000 * MILLI / 60 + 1);

        assertThat(lastTick()).as("of 6 ticks").isEqualTo(6);
        assertThat(counters.get(Counter.SNAPSHOTS_SENT)).isEqualTo(1);
        assertThat(counters.get(Counter.SNAPSHOTS_OVERTAKEN)).isEqualTo(1);
    }

    @Test
    void shouldRunAtNewRatesAndPassChatsOnThoughSnapshotsWereOvertaken() {
        Room room = join(new RoomTypes().rates(20, 20).build());
        loop.doWork(START);
        room.follow(new RoomTypes().rates(40, 40).build());
        seats.get(0).say("hello");

        loop.doWork(START + 4 * 50 * MILLI);

        Watcher watcher = new Watcher();
        outlets.get(0).messages().forEach(watcher::receive);
        assertThat(watcher.lastFrame().getRates().getTickRateHz()).isEqualTo(40);
        assertThat(watcher.lastFrame().getChatsList()).hasSize(1);
        assertThat(room.type().tickRateHz()).isEqualTo(40);
    }

    private int lastTick() {
        Watcher watcher = new Watcher();
        outlets.get(0).messages().forEach(watcher::receive);
        return watcher.frames().isEmpty() ? 0 : watcher.lastFrame().getTick();
    }

    @Test
    void shouldRefuseARoomWhenTooManyComeAtOnce() {
        RoomType type = recordedType("a", 20, tick -> {});
        Room room = Rooms.open(Listing.of("a"), type, JournalSink.NONE, counters, () -> 0);
        for (int i = 0; i < 1024; i++) {
            assertThat(loop.add(room)).isTrue();
        }

        assertThat(loop.add(room)).isFalse();
        assertThat(loop.roomCount()).isEqualTo(1024);
    }

    private final List<FakeOutlet> outlets = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();

    private Room join(RoomType type) {
        Room room = Rooms.open(Listing.of("room-" + outlets.size()), type, JournalSink.NONE, counters, () -> 0);
        joinTo(room);
        loop.add(room);
        return room;
    }

    private void joinTo(Room room) {
        assertThat(room.reserve(Role.PLAYER)).isTrue();
        FakeOutlet outlet = new FakeOutlet();
        outlets.add(outlet);
        seats.add(room.enter(outlet, SeatRequests.player("P")));
    }

    private void doWorkAt(long nowNanos) {
        clockNanos = nowNanos;
        loop.doWork(nowNanos);
    }

    private Histogram lateMicros() {
        Histogram micros = TickLateness.newMicros();
        lateness.addSinceStart(micros);
        return micros;
    }

    private void drive(long fromNanos, int ticks) {
        for (int i = 0; i < ticks; i++) {
            loop.doWork(fromNanos + 50L * i * MILLI);
        }
    }

    private void assertEndedAlone(Room failing, Room healthy) {
        assertThat(ended).containsExactly(failing);
        assertThat(outlets.get(0).reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(outlets.get(0).sentence()).isEqualTo("The room stopped because of an error in its game.");
        assertThat(failing.reserve(Role.PLAYER)).isFalse();
        assertThat(counters.get(Counter.ROOMS_FAILED)).isEqualTo(1);
        assertThat(outlets.get(1).reason()).isNull();
        assertThat(healthy.reserve(Role.PLAYER)).isTrue();
        assertThat(outlets.get(1).messages()).hasSizeGreaterThan(2);
        assertThat(loop.roomCount()).isEqualTo(1);
    }

    private Room recording(String name, double rateHz) {
        return room(name, rateHz, tick -> ran.add(name));
    }

    private Room room(String name, double rateHz, IntConsumer onStep) {
        return Rooms.open(
                Listing.of(name), recordedType(name, rateHz, onStep), JournalSink.NONE, new Counters(), () -> 0);
    }

    private static RoomType recordedType(String name, double rateHz, IntConsumer onStep) {
        return new RoomTypes()
                .name(name)
                .rates(rateHz, rateHz)
                .emptyRoomTimeoutMillis(100_000_000)
                .build(() -> new Recorded(onStep));
    }

    private static void recurse(int depth) {
        IntStream.of(depth).forEach(n -> recurse(n + 1));
    }

    /** Tells of each step. */
    private static final class Recorded extends Game {
        private final IntConsumer onStep;

        Recorded(IntConsumer onStep) {
            this.onStep = onStep;
            inputs(new Nothing());
        }

        @Override
        public void step(Step step) {
            onStep.accept(step.tick());
        }
    }

    private static final class Nothing extends Table {
        Nothing() {
            super("nothing", Regatta.MOST_PLAYERS);
        }
    }
}

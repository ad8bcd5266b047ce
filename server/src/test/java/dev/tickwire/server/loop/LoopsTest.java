package dev.tickwire.server.loop;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.fixture.BadMessage;
import dev.tickwire.server.fixture.Drones;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Hang;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.fixture.Scripted;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that get stuck in games or die; a test calls the checks. */
class LoopsTest {
    private static final int CHECKS = 4;
    private static final long STEP_TIMEOUT_MILLIS = CHECKS * Loops.CHECK_MILLIS;
    /** Longer than any test takes. */
    private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Counters counters = new Counters();
    private final List<Room> ended = new CopyOnWriteArrayList<>();
    private final Hang hang = new Hang();
    private final LogLines log = new LogLines("dev.tickwire.server", Level.WARN);
    private Loops loops = newLoops(1);

    private Loops newLoops(int count) {
        return new Loops(new Loops.Settings(count, 5, STEP_TIMEOUT_MILLIS), counters, ended::add);
    }

    @AfterEach
    void stop() {
        hang.close();
        loops.stop(LONG_NANOS);
        log.close();
    }

    @Test
    void shouldEndAStuckRoomSayWhereItIsAndGoOnWithTheOthers() {
        loops.start();
        AtomicInteger steps = new AtomicInteger();
        FakeOutlet player = new FakeOutlet();
        Room healthy = run(room("healthy", tick -> steps.incrementAndGet()), player);
        FakeOutlet stuckPlayer = new FakeOutlet();
        Room stuck = run(room("stuck", tick -> hang.here()), stuckPlayer);
        hang.await();

        check(CHECKS + 1);

        assertThat(stuckPlayer.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(ended).containsExactly(stuck);
        assertThat(counters.get(Counter.ROOMS_STUCK)).isEqualTo(1);
        assertThat(loops.problems()).containsExactly("Room stuck is stuck in its game, and takes a thread with it.");
        assertThat(log.takeWithStacks())
                .filteredOn(line -> line.startsWith("ERROR"))
                .singleElement()
                .asString()
                .startsWith("ERROR room stuck ends: its game is stuck in a tick. Other rooms go on on a new loop")
                .contains(Hang.class.getName() + ".here");
        int before = steps.get();
        patiently().until(() -> steps.get() > before + 3);
        assertThat(player.reason()).isNull();
        assertThat(healthy.reserve(Role.PLAYER)).isTrue();
        AtomicInteger newSteps = new AtomicInteger();
        run(room("new", tick -> newSteps.incrementAndGet()), new FakeOutlet());
        patiently().until(() -> newSteps.get() > 0);
    }

    @Test
    void shouldEndARoomWhoseBrainDoesNotComeBackLikeOneWhoseStepDoesNot() {
        loops.start();
        FakeOutlet player = new FakeOutlet();
        Room stuck = run(
                Rooms.open(
                        Listing.of("thinking"),
                        new RoomTypes()
                                .rates(100, 100)
                                .bots(2)
                                .build(() -> new Drones(drones -> (step, number, hand) -> hang.here())),
                        JournalSink.NONE,
                        counters,
                        System::nanoTime),
                player);
        hang.await();

        check(CHECKS + 1);

        assertThat(player.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(ended).containsExactly(stuck);
        assertThat(loops.problems()).containsExactly("Room thinking is stuck in its game, and takes a thread with it.");
    }

    @Test
    void shouldTouchNothingOnceTheLostThreadComesBack() {
        loops.start();
        List<String> threads = new CopyOnWriteArrayList<>();
        run(room("healthy", tick -> threads.add(Thread.currentThread().getName())), new FakeOutlet());
        patiently().until(() -> threads.contains("loop-0"));
        Room stuck = run(room("stuck", tick -> hang.here()), new FakeOutlet());
        hang.await();
        check(CHECKS + 1);
        patiently().until(() -> threads.contains("loop-1"));

        hang.close();

        patiently().until(() -> loops.problems().isEmpty());
        List<String> seen = List.copyOf(threads);
        assertThat(seen.subList(seen.indexOf("loop-1"), seen.size())).containsOnly("loop-1");
        assertThat(ended).containsExactly(stuck);
        assertThat(stuck.reserve(Role.PLAYER)).isFalse();
        assertThat(counters.get(Counter.ROOMS_FAILED)).isZero();
    }

    @Test
    void shouldReplaceNothingWhenTheWholeProcessWasStopped() {
        loops.start();
        FakeOutlet player = new FakeOutlet();
        run(room("stopped", tick -> hang.here()), player);
        hang.await();

        check(CHECKS);

        assertThat(player.reason()).isNull();
        assertThat(loops.problems()).isEmpty();
        assertThat(counters.get(Counter.ROOMS_STUCK)).isZero();
    }

    @Test
    void shouldTellThoseWhomAStuckGameHasNotWelcomedYet() {
        loops.start();
        FakeOutlet joining = new FakeOutlet();
        FakeOutlet next = new FakeOutlet();
        Room stuck = Rooms.open(
                Listing.of("stuck"),
                new RoomTypes().build(() -> new Scripted().onJoin(player -> hang.here())),
                JournalSink.NONE,
                counters,
                System::nanoTime);
        enter(stuck, joining);
        enter(stuck, next);
        loops.add(stuck);
        hang.await();

        check(CHECKS + 1);

        assertThat(joining.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(next.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
    }

    @Test
    void shouldReplaceAsManyStuckLoopsAsTheProcessorsBearAndTakeNoRoomsAfterwards() {
        loops.start();
        int most = 16;
        List<Hang> hangs = new ArrayList<>();
        for (int i = 0; i <= most; i++) {
            Hang here = new Hang();
            hangs.add(here);
            run(room("type-" + i, "stuck-" + i, tick -> here.here()), new FakeOutlet());
            here.await();
            check(CHECKS + 1);
        }

        assertThat(counters.get(Counter.ROOMS_STUCK)).isEqualTo(most);
        assertThat(loops.problems())
                .hasSize(most + 1)
                .last()
                .asString()
                .isEqualTo("loop-16 is stuck in room stuck-16, and too many threads are lost to replace it.");
        assertThat(loops.add(room("late", tick -> {}))).isFalse();
        hangs.forEach(Hang::close);
        patiently().until(() -> {
            loops.check();
            return loops.problems().isEmpty();
        });
        assertThat(loops.add(room("next", tick -> {}))).isTrue();
    }

    @Test
    void shouldGiveUpATypeWhoseGamesHaveTakenTwoThreadsUntilOneComesBack() {
        loops = newLoops(2);
        loops.start();
        AtomicInteger steps = new AtomicInteger();
        FakeOutlet player = new FakeOutlet();
        run(room("healthy", tick -> steps.incrementAndGet()), player);
        AtomicInteger stuck = new AtomicInteger();
        Hang hangs = new Hang();
        List<FakeOutlet> guests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            guests.add(new FakeOutlet());
            run(
                    room("loop", "loop-" + i, tick -> {
                        stuck.incrementAndGet();
                        hangs.here();
                    }),
                    guests.get(i));
        }
        patiently().until(() -> stuck.get() == 2);

        check(CHECKS + 1);

        patiently().until(() -> ended.size() == 20);
        assertThat(guests).extracting(FakeOutlet::reason).containsOnly(DisconnectReason.ROOM_FAILED);
        assertThat(stuck).as("threads that are lost").hasValue(2);
        assertThat(loops.problems()).hasSize(2);
        assertThat(counters.get(Counter.ROOMS_STUCK)).isEqualTo(2);
        assertThat(counters.get(Counter.ROOMS_FAILED)).isEqualTo(18);
        assertThat(log.take())
                .filteredOn(line -> line.contains("given up"))
                .containsExactly("ERROR room type loop is given up: 2 threads do not come back from its games. Its "
                        + "other rooms end, and none is opened until a thread comes back");
        int before = steps.get();
        patiently().until(() -> steps.get() > before + 3);
        assertThat(player.reason()).isNull();
        assertThat(loops.isGivenUp("loop")).isTrue();
        assertThat(loops.isGivenUp("healthy")).isFalse();

        hangs.close();

        patiently().until(() -> {
            loops.check();
            return !loops.isGivenUp("loop");
        });
        AtomicInteger again = new AtomicInteger();
        run(room("loop", "loop-20", tick -> again.incrementAndGet()), new FakeOutlet());
        patiently().until(() -> again.get() > 2);
    }

    @Test
    void shouldForgetLostThreadsThatCameBackThoughNobodyAsks() {
        loops.start();
        for (int i = 0; i < 20; i++) {
            Hang here = new Hang();
            AtomicReference<Thread> stuck = new AtomicReference<>();
            run(
                    room("stuck-" + i, tick -> {
                        stuck.set(Thread.currentThread());
                        here.here();
                    }),
                    new FakeOutlet());
            here.await();
            check(CHECKS + 1);
            here.close();
            Thread lost = stuck.get();
            patiently().until(() -> !lost.isAlive());
        }

        assertThat(counters.get(Counter.ROOMS_STUCK)).isEqualTo(20);
    }

    @Test
    void shouldEndOnlyTheRoomWhoseGameRunsOutOfMemory() {
        assertEndsOnlyTheRoom(new OutOfMemoryError("too many gulls"));
    }

    @Test
    void shouldEndOnlyTheRoomWhoseGameThrowsWhatCannotBeRead() {
        assertEndsOnlyTheRoom(new BadMessage());
    }

    private void assertEndsOnlyTheRoom(Throwable thrown) {
        loops.start();
        AtomicInteger steps = new AtomicInteger();
        run(room("healthy", tick -> steps.incrementAndGet()), new FakeOutlet());
        FakeOutlet player = new FakeOutlet();
        Room failing = run(room("failing", tick -> raise(thrown)), player);

        patiently().until(() -> ended.contains(failing));
        int before = steps.get();
        patiently().until(() -> steps.get() > before + 2);

        assertThat(player.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(ended).containsExactly(failing);
        assertThat(counters.get(Counter.ROOMS_FAILED)).isEqualTo(1);
        assertThat(counters.get(Counter.LOOP_ERRORS)).isZero();
        assertThat(log.takeWithStacks())
                .singleElement()
                .asString()
                .startsWith("ERROR room failing ends: its game threw an exception")
                .contains(thrown.getClass().getName());
    }

    @Test
    void shouldCountAnErrorOfItsOwnAndGoOn() {
        loops = new Loops(new Loops.Settings(1, 5, STEP_TIMEOUT_MILLIS), counters, room -> {
            ended.add(room);
            throw new IllegalStateException("a bug in what hears of ends");
        });
        loops.start();
        AtomicInteger steps = new AtomicInteger();
        run(room("healthy", tick -> steps.incrementAndGet()), new FakeOutlet());
        Room failing = run(room("failing", tick -> raise(new IllegalStateException("a bug"))), new FakeOutlet());

        patiently().until(() -> counters.get(Counter.LOOP_ERRORS) == 1);
        int before = steps.get();
        patiently().until(() -> steps.get() > before + 2);

        assertThat(ended).containsExactly(failing);
        for (int i = 0; i <= CHECKS; i++) {
            // Checks in a row could all see the same tick of a thread that has no processor.
            int seen = steps.get();
            check(1);
            patiently().until(() -> steps.get() > seen);
        }
        assertThat(counters.get(Counter.ROOMS_STUCK)).isZero();
    }

    @Test
    void shouldTellEveryPlayerOfARoomThoughTheSocketOfOneFails() {
        loops.start();
        Room failing = room("failing", tick -> raise(new IllegalStateException("a bug")));
        FakeOutlet other = new FakeOutlet();
        enter(failing, new FailingOutlet());
        enter(failing, other);
        loops.add(failing);

        patiently().until(() -> ended.contains(failing));

        assertThat(other.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(counters.get(Counter.LOOP_ERRORS)).isEqualTo(1);
    }

    @Test
    void shouldSleepThoughAGameLeavesTheInterruptFlagSet() {
        loops.start();
        List<Boolean> flags = new CopyOnWriteArrayList<>();
        run(
                room("interrupting", tick -> {
                    flags.add(Thread.currentThread().isInterrupted());
                    Thread.currentThread().interrupt();
                }),
                new FakeOutlet());

        patiently().until(() -> flags.size() > 3);

        assertThat(flags).containsOnly(false);
    }

    @Test
    void shouldGoOnOnANewLoopWhenAThreadDies() throws InterruptedException {
        AtomicInteger steps = new AtomicInteger();
        Loop old = new Loop(5, counters, new TickLateness(() -> 0), ended::add);
        Room room = room("a", tick -> steps.incrementAndGet());
        old.add(room);
        Thread driver = new Thread(() -> old.doWork(0));
        driver.start();
        driver.join(20_000);
        assertThat(steps.get()).isEqualTo(1);

        Loop next = new Loop(5, counters, new TickLateness(() -> 0), ended::add);
        next.takeOver(old);

        assertThat(next.roomCount()).isEqualTo(1);
        assertThat(old.roomCount()).isZero();
        assertThat(next.doWork(10_000_000)).isEqualTo(10_000_000);
        assertThat(steps.get()).isEqualTo(2);
        assertThat(ended).isEmpty();
    }

    @Test
    void shouldStopWithTwoStuckLoopsAndTellAllTheirPlayers() {
        loops = newLoops(2);
        loops.start();
        Hang other = new Hang();
        FakeOutlet first = new FakeOutlet();
        FakeOutlet second = new FakeOutlet();
        FakeOutlet beside = new FakeOutlet();
        FakeOutlet besideToo = new FakeOutlet();
        run(room("a", tick -> {}), beside);
        run(room("b", tick -> {}), besideToo);
        run(room("stuck-a", tick -> hang.here()), first);
        run(room("stuck-b", tick -> other.here()), second);
        hang.await();
        other.await();

        loops.stop(1);

        assertThat(List.of(first, second, beside, besideToo))
                .extracting(FakeOutlet::reason)
                .containsOnly(DisconnectReason.SERVER_STOPPING);
        assertThat(log.take())
                .hasSize(2)
                .allMatch(line -> line.matches("WARN loop-. does not end: room stuck-. is stuck in its game"));
        assertThat(loops.add(room("late", tick -> {}))).isFalse();
        check(CHECKS + 1);
        assertThat(counters.get(Counter.ROOMS_STUCK))
                .as("nothing is replaced any more")
                .isZero();
        other.close();
    }

    private void check(int times) {
        for (int i = 0; i < times; i++) {
            loops.check();
        }
    }

    private Room run(Room room, Outlet player) {
        enter(room, player);
        assertThat(loops.add(room)).isTrue();
        return room;
    }

    private static void enter(Room room, Outlet player) {
        assertThat(room.reserve(Role.PLAYER)).isTrue();
        assertThat(room.enter(player, SeatRequests.player("P"))).isNotNull();
    }

    private Room room(String id, IntConsumer onStep) {
        return room(id.startsWith("stuck") ? "stuck" : "healthy", id, onStep);
    }

    private Room room(String typeName, String id, IntConsumer onStep) {
        return Rooms.open(
                Listing.of(id),
                new RoomTypes().name(typeName).rates(100, 100).build(() -> new Scripted().onStep(onStep)),
                JournalSink.NONE,
                counters,
                System::nanoTime);
    }

    private static void raise(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    /** A connection with a bug. */
    private static final class FailingOutlet implements Outlet {
        @Override
        public Address address() {
            return TestAddresses.exempt();
        }

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public void send(byte[] bytes, int offset, int length) {}

        @Override
        public void close(DisconnectReason reason, String sentence) {
            throw new IllegalStateException("a bug in a connection");
        }
    }
}

package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.DirectoryDriver.Caller;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.fixture.BadMessage;
import dev.tickwire.server.fixture.Hang;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Scripted;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rooms that are being opened, and those who wait for them. */
class OpeningTest {
    private final Hang hang = new Hang();

    @AfterEach
    void releaseWorkers() {
        hang.close();
    }

    @Test
    void shouldAnswerOthersWhileARoomOpens() {
        DirectoryDriver server = new DirectoryDriver(10, type("quick"), hanging("slow"));
        Caller inside = server.join("quick");
        server.work();
        Caller slow = server.join("slow");
        Thread worker = server.workElsewhere();
        hang.await();

        Caller other = server.join("quick");
        Caller another = server.create("quick");
        server.work();

        assertThat(other.roomId()).isEqualTo(inside.roomId());
        assertThat(another.roomId()).isNotEqualTo(inside.roomId());
        assertThat(server.rooms.obstacles()).isEmpty();
        slow.assertWaits();
        release(worker);
        assertThat(slow.roomId()).startsWith("slow-");
    }

    @Test
    void shouldSeatAllWhoWaitInTheOneNewRoomAndOpenAnotherBeyondItsLimit() {
        DirectoryDriver server =
                new DirectoryDriver(10, new RoomTypes().playerLimit(3).build());
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(server.join(""));
        }
        callers.forEach(Caller::assertWaits);

        server.work();

        assertThat(callers.subList(0, 3))
                .extracting(Caller::roomId)
                .containsOnly(callers.get(0).roomId());
        assertThat(callers.get(3).roomId()).isNotEqualTo(callers.get(0).roomId());
        assertThat(server.rooms.list()).extracting(Room::seatCount).containsExactly(3, 1);
        assertThat(server.count(Counter.ROOMS_OPENED)).isEqualTo(2);
    }

    static Stream<Throwable> whatGamesThrow() {
        return Stream.of(
                new IllegalStateException("no map"),
                new AssertionError("no map"),
                new NoClassDefFoundError("com/example/Physics"),
                new StackOverflowError(),
                new OutOfMemoryError("a map of 2^31 cells"),
                new BadMessage());
    }

    @ParameterizedTest
    @MethodSource("whatGamesThrow")
    void shouldRefuseAllWhoWaitForAGameThatThrowsAndTryAnewForTheNext(Throwable thrown) {
        List<Throwable> toThrow = new ArrayList<>();
        DirectoryDriver server = new DirectoryDriver(
                10,
                new RoomTypes()
                        .build(() -> new Scripted().onStart(() -> {
                            if (!toThrow.isEmpty()) {
                                raise(toThrow.remove(0));
                            }
                        })));
        // The type was built by starting the game once.
        toThrow.add(thrown);
        try (LogLines log = new LogLines("dev.tickwire.server", Level.ERROR)) {
            Caller ada = server.join("");
            Caller bo = server.join("");
            server.work();

            ada.assertRefused(DisconnectReason.ROOM_FAILED);
            bo.assertRefused(DisconnectReason.ROOM_FAILED);
            assertThat(server.count(Counter.ROOMS_FAILED)).isEqualTo(1);
            assertThat(log.takeWithStacks())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR a room of type regatta cannot be opened: its game threw an exception")
                    .contains(thrown.getClass().getName());
        }
        Caller next = server.join("");
        server.work();

        assertThat(next.seat()).isNotNull();
        assertThat(server.count(Counter.ROOMS_OPENED)).isEqualTo(1);
    }

    @Test
    void shouldGiveUpAStartThatHangsAndDropWhatComesOfItLate() {
        DirectoryDriver server = new DirectoryDriver(10, hanging("slow"));
        try (LogLines log = new LogLines("dev.tickwire.server", Level.ERROR)) {
            Caller ada = server.join("slow");
            Caller bo = server.join("slow");
            Thread worker = server.workElsewhere();
            hang.await();
            server.check(DirectoryDriver.START_CHECKS);
            ada.assertWaits();

            server.check(1);

            ada.assertRefused(DisconnectReason.ROOM_FAILED);
            bo.assertRefused(DisconnectReason.ROOM_FAILED);
            assertThat(log.takeWithStacks())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR a room of type slow is given up: its game does not come back from its start")
                    .contains(Hang.class.getName() + ".here");
            release(worker);
            ada.assertRefused(DisconnectReason.ROOM_FAILED);
        }
        assertThat(server.rooms.list()).isEmpty();
        assertThat(server.count(Counter.ROOMS_FAILED)).isEqualTo(1);
        assertThat(server.count(Counter.ROOMS_OPENED)).isZero();
        Caller next = server.join("slow");
        server.work();
        assertThat(next.seat()).isNotNull();
    }

    @Test
    void shouldLeaveWorkersToOtherTypesAndSayWhenNoneIsLeft() {
        DirectoryDriver server = new DirectoryDriver(20, hanging("a"), hanging("b"), type("quick"));
        List<Thread> workers = new ArrayList<>(hangWorkers(server, "a"));
        server.create("a").assertRefused(DisconnectReason.ROOM_FAILED);
        assertThat(server.rooms.obstacles()).isEmpty();
        Caller quick = server.create("quick");
        server.work();
        assertThat(quick.seat()).isNotNull();

        workers.addAll(hangWorkers(server, "b"));

        assertThat(workers).hasSize(4);
        assertThat(server.rooms.obstacles())
                .containsExactly("No room can be opened: each thread that starts games hangs in one.");
        server.create("quick").assertRefused(DisconnectReason.ROOM_FAILED);
        assertThat(server.join("quick").roomId())
                .as("rooms that are there go on")
                .isEqualTo(quick.roomId());
        hang.close();
        workers.forEach(OpeningTest::join);
        assertThat(server.rooms.obstacles()).isEmpty();
        Caller next = server.create("a");
        server.work();
        assertThat(next.seat()).isNotNull();
    }

    /** Three rooms are wanted; two have a worker each, and the third has none. */
    private static List<Thread> hangWorkers(DirectoryDriver server, String type) {
        List<Caller> callers = List.of(server.create(type), server.create(type), server.create(type));
        List<Thread> workers = List.of(server.workElsewhere(), server.workElsewhere());
        assertThat(server.work).isEmpty();
        workers.forEach(worker -> TestServer.patiently().until(() -> worker.getState() == Thread.State.WAITING));
        server.check(DirectoryDriver.START_CHECKS + 1);
        callers.get(0).assertRefused(DisconnectReason.ROOM_FAILED);
        callers.get(1).assertRefused(DisconnectReason.ROOM_FAILED);
        callers.get(2).assertRefused(DisconnectReason.SERVER_FULL);
        return workers;
    }

    @Test
    void shouldCountTheTimeOfAStartFromWhenItHasAWorker() {
        DirectoryDriver server = new DirectoryDriver(10, hanging("slow"));
        Caller ada = server.join("slow");
        server.check(DirectoryDriver.START_CHECKS);
        Thread worker = server.workElsewhere();
        hang.await();

        server.check(DirectoryDriver.START_CHECKS);

        ada.assertWaits();
        release(worker);
        assertThat(ada.seat()).isNotNull();
    }

    @Test
    void shouldRefuseAtOnceThoseWhoWaitWhenTheServerStops() {
        DirectoryDriver server = new DirectoryDriver(10, hanging("slow"), type("quick"));
        Caller ada = server.join("slow");
        Thread worker = server.workElsewhere();
        hang.await();
        Caller bo = server.join("quick");

        server.rooms.close();

        ada.assertRefused(DisconnectReason.SERVER_STOPPING);
        bo.assertRefused(DisconnectReason.SERVER_STOPPING);
        server.join("quick").assertRefused(DisconnectReason.SERVER_STOPPING);
        release(worker);
        server.work();
        ada.assertRefused(DisconnectReason.SERVER_STOPPING);
        bo.assertRefused(DisconnectReason.SERVER_STOPPING);
        assertThat(server.rooms.list()).isEmpty();
    }

    @Test
    void shouldOpenByAConfigThatCameMeanwhile() {
        DirectoryDriver server =
                new DirectoryDriver(10, new RoomTypes().rates(20, 20).build());
        Caller ada = server.join("");
        server.rooms.reload(List.of(new RoomTypes().rates(40, 40).build()));

        server.work();
        server.tick();

        assertThat(ada.seat()).isNotNull();
        assertThat(server.rooms.list())
                .extracting(room -> room.type().tickRateHz())
                .containsExactly(40.0);
    }

    @Test
    void shouldRefuseThoseWhoWaitWhenThereIsNoThread() {
        Counters counters = new Counters();
        LocalRooms rooms = new LocalRooms(
                List.of(type("quick")),
                new LocalRooms.Limits(10, 500),
                counters,
                work -> {
                    throw new RejectedExecutionException("no thread");
                },
                RoomMemory.ENDLESS,
                TestSaves.NONE,
                room -> true,
                Journals.NONE);
        rooms.open();
        for (int i = 0; i < 10; i++) {
            Caller ada = new Caller();
            DirectoryDriver.ask(rooms, new Wanted.ByType("", false), ada.answers::add);

            ada.assertRefused(DisconnectReason.ROOM_FAILED);
        }
        assertThat(counters.get(Counter.ROOMS_FAILED)).isEqualTo(10);
        assertThat(rooms.obstacles()).as("no worker hangs").isEmpty();
    }

    @Test
    void shouldRefuseThoseWhoWaitWhenNoLoopTakesTheRoom() {
        Counters counters = new Counters();
        LocalRooms rooms = new LocalRooms(
                List.of(type("quick")),
                new LocalRooms.Limits(10, 500),
                counters,
                Runnable::run,
                RoomMemory.ENDLESS,
                TestSaves.NONE,
                room -> false,
                Journals.NONE);
        rooms.open();
        Caller ada = new Caller();
        DirectoryDriver.ask(rooms, new Wanted.ByType("", false), ada.answers::add);

        ada.assertRefused(DisconnectReason.SERVER_FULL);
        assertThat(counters.get(Counter.ROOMS_REFUSED)).isEqualTo(1);
        assertThat(rooms.list()).isEmpty();
    }

    @Test
    void shouldAnswerOthersWhenOneAnswerFails() {
        DirectoryDriver server = new DirectoryDriver(10, type("quick"), type("other"));
        try (LogLines log = new LogLines("dev.tickwire.server", Level.ERROR)) {
            DirectoryDriver.ask(server.rooms, new Wanted.ByType("quick", false), answer -> {
                throw new IllegalStateException("a bug");
            });
            Caller bo = server.join("quick");
            Caller cy = server.join("other");

            server.work();

            assertThat(bo.seat()).isNotNull();
            assertThat(cy.seat()).isNotNull();
            assertThat(log.take()).containsExactly("ERROR an answer to a join failed: a bug in the server");
        }
    }

    private static RoomType type(String name) {
        return new RoomTypes().name(name).build();
    }

    /** Its rooms hang; to build the type, its game is started once, and must not. */
    private RoomType hanging(String name) {
        AtomicBoolean hangs = new AtomicBoolean();
        RoomType type = new RoomTypes()
                .name(name)
                .build(() -> new Scripted().onStart(() -> {
                    if (hangs.get()) {
                        hang.here();
                    }
                }));
        hangs.set(true);
        return type;
    }

    private void release(Thread worker) {
        hang.close();
        join(worker);
    }

    private static void join(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }

    private static void raise(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}

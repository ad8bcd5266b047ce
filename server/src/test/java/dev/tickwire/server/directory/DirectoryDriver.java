package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.loop.Loop;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Seat;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A directory whose workers and whose loop a test runs by hand. */
final class DirectoryDriver {
    static final int START_CHECKS = 5;
    private static final long MILLI = 1_000_000L;

    final Counters counters = new Counters();
    final LocalRooms rooms;
    /** Starts of games that no worker has begun. */
    final Queue<Runnable> work = new ArrayDeque<>();

    private final Loop loop;
    private long nowNanos = -5_000 * MILLI;

    DirectoryDriver(int roomLimit, RoomType... types) {
        rooms = new LocalRooms(
                List.of(types),
                new LocalRooms.Limits(roomLimit, START_CHECKS * LocalRooms.CHECK_MILLIS),
                counters,
                work::add,
                RoomMemory.ENDLESS,
                TestSaves.NONE,
                this::run,
                Journals.NONE);
        loop = new Loop(5, counters, new TickLateness(() -> 0), rooms::remove);
        rooms.open();
    }

    private boolean run(Room room) {
        return loop.add(room);
    }

    /** Somebody asks for a room of a type. */
    Caller join(String type) {
        return ask(new Wanted.ByType(type, false));
    }

    /** Somebody asks for a new room of a type. */
    Caller create(String type) {
        return ask(new Wanted.ByType(type, true));
    }

    Caller ask(Wanted wanted) {
        Caller caller = new Caller();
        ask(rooms, wanted, caller.answers::add);
        return caller;
    }

    static void ask(LocalRooms rooms, Wanted wanted, Consumer<Answer> answer) {
        rooms.take(wanted, SeatRequests.player(), new FakeOutlet(), answer);
    }

    /** Runs all starts of games on this thread. */
    void work() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    /** Runs the next start of a game on a thread of its own, which the test need not wait for. */
    Thread workElsewhere() {
        Thread thread = new Thread(work.remove(), "worker of a test");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    void check(int times) {
        for (int i = 0; i < times; i++) {
            rooms.checkTime();
        }
    }

    /** Runs what is due, 50 ms later. */
    void tick() {
        nowNanos += 50 * MILLI;
        loop.doWork(nowNanos);
    }

    long count(Counter counter) {
        return counters.get(counter);
    }

    /** Somebody who asked for a place. */
    static final class Caller {
        final List<Answer> answers = new CopyOnWriteArrayList<>();

        Seat seat() {
            assertThat(answers).hasSize(1);
            return ((Answer.Seated) answers.get(0)).seat();
        }

        String roomId() {
            return seat().roomId();
        }

        void assertWaits() {
            assertThat(answers).isEmpty();
        }

        void assertRefused(DisconnectReason reason) {
            assertThat(answers).containsExactly(new Answer.Refused(reason));
        }
    }
}

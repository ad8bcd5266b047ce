package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.fixture.Scripted;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Whoever waits for a room is answered, also while the room closes. */
class RoomRacesTest {
    private static final int ROUNDS = 300;
    private static final int CALLERS = 3;
    private static final long SEED = 11;

    private final RoomDriver room = new RoomDriver(
            new RoomTypes().emptyRoomTimeoutMillis(0).resumeGraceMillis(1000).build());
    private final Guest ada = room.join("Ada");

    /** The room closes at its next tick. */
    private void leaveAlone() {
        room.tick();
        ada.seat().leave();
    }

    @Test
    void shouldAnswerAResumeIntoARoomThatHasClosed() {
        leaveAlone();
        assertThat(room.tick()).as("goes on").isFalse();

        Guest back = room.resume(ada);

        assertThat(back.outlet().reason()).isEqualTo(DisconnectReason.SEAT_EXPIRED);
    }

    @Test
    void shouldAnswerAResumeThatWaitsWhileTheRoomCloses() {
        leaveAlone();
        Guest back = room.resume(ada);

        assertThat(room.tick()).as("goes on").isFalse();

        assertThat(back.outlet().reason()).isEqualTo(DisconnectReason.SEAT_EXPIRED);
    }

    @Test
    void shouldAnswerWhoeverWaitsForARoomThatWasNeverStarted() {
        RoomDriver room = new RoomDriver(new RoomTypes().resumeGraceMillis(1000).build());
        Guest ada = room.join("Ada");

        room.room().end(DisconnectReason.SERVER_STOPPING);

        assertThat(ada.outlet().reason()).isEqualTo(DisconnectReason.SERVER_STOPPING);
        assertThat(ada.seat().hasDeparted()).isTrue();
    }

    @Test
    void shouldLetNobodySitInARoomThatMadeWay() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        assertThat(room.room().closeIfEmpty()).isTrue();

        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
        assertThat(room.tick()).as("goes on").isFalse();
    }

    /** Some enter while the room is ended by another thread than its own, as a stuck one is. */
    @Test
    void shouldAnswerEverybodyWhoEntersWhileTheRoomIsAbandoned() throws InterruptedException {
        RoomType type =
                new RoomTypes().historySnapshots(2).resumeGraceMillis(1000).build(Scripted::new);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            Room room = Rooms.open(Listing.of("a"), type, JournalSink.NONE, new Counters(), System::nanoTime);
            List<FakeOutlet> outlets = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            CountDownLatch start = new CountDownLatch(1);
            for (int i = 0; i < CALLERS; i++) {
                FakeOutlet outlet = new FakeOutlet();
                outlets.add(outlet);
                threads.add(thread(start, random.nextInt(2_000), () -> enter(room, outlet)));
            }
            threads.add(thread(start, random.nextInt(2_000), () -> room.tick(0, 0, 0)));
            threads.add(thread(start, random.nextInt(2_000), () -> room.abandon(DisconnectReason.ROOM_FAILED)));
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(outlets)
                    .as("round %d of seed %d", round, SEED)
                    .extracting(FakeOutlet::reason)
                    .containsOnly(DisconnectReason.ROOM_FAILED);
        }
    }

    /** False promises are answers, too. */
    private static void enter(Room room, FakeOutlet outlet) {
        if (!room.reserve(Role.PLAYER)) {
            outlet.close(DisconnectReason.ROOM_FAILED);
            return;
        }
        Seat seat = room.enter(outlet, SeatRequests.player());
        assertThat(seat).isNotNull();
    }

    @Test
    void shouldAnswerEveryResumeWhileTheRoomCloses() throws InterruptedException {
        RoomType type = new RoomTypes()
                .historySnapshots(2)
                .emptyRoomTimeoutMillis(0)
                .resumeGraceMillis(1000)
                .build(Scripted::new);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            Room room = Rooms.open(Listing.of("a"), type, JournalSink.NONE, new Counters(), System::nanoTime);
            room.reserve(Role.PLAYER);
            Seat seat = room.enter(new FakeOutlet(), SeatRequests.player());
            room.tick(0, 0, 0);
            seat.leave();
            ResumeToken token = new ResumeToken(seat.secret(), 0, "a");
            FakeOutlet back = new FakeOutlet();
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> threads = List.of(
                    thread(start, random.nextInt(2_000), () -> room.enter(back, SeatRequests.resuming(token))),
                    thread(start, random.nextInt(2_000), () -> room.tick(1, 1, 0)));
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(back.reason()).as("round %d of seed %d", round, SEED).isEqualTo(DisconnectReason.SEAT_EXPIRED);
        }
    }

    private static Thread thread(CountDownLatch start, int spins, Runnable work) {
        Thread thread = new Thread(() -> {
            try {
                start.await();
            } catch (InterruptedException e) {
                return;
            }
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            work.run();
        });
        thread.start();
        return thread;
    }
}

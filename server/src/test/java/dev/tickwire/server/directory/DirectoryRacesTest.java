package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.SeatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that join, create, end rooms and close the server, all at once. */
class DirectoryRacesTest {
    private static final int ROUNDS = 200;
    private static final int THREADS = 4;
    private static final int JOINS = 6;
    private static final int PLAYERS = 2;
    private static final int ROOMS = 3;
    private static final RoomType TYPE = new RoomTypes().playerLimit(PLAYERS).build();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** One server, and what came of all joins. */
    private final class Round {
        final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        final AtomicInteger asked = new AtomicInteger();
        final LocalRooms rooms = new LocalRooms(
                List.of(TYPE),
                new LocalRooms.Limits(ROOMS, 10_000),
                new Counters(),
                threads,
                RoomMemory.ENDLESS,
                TestSaves.NONE,
                room -> true,
                Journals.NONE);

        Round() {
            rooms.open();
        }

        void join(boolean create) {
            asked.incrementAndGet();
            SeatRequest request = SeatRequests.player();
            rooms.take(new RoomDirectory.Wanted.ByType("", create), request, new FakeOutlet(), answers::add);
        }

        void joinByName() {
            SeatRequest request = SeatRequests.player();
            rooms.take(
                    new RoomDirectory.Wanted.ByName("", "w1", RoomDirectory.NewRoom.LISTED),
                    request,
                    new FakeOutlet(),
                    answers::add);
        }

        void endOne() {
            List<Room> open = rooms.list();
            if (!open.isEmpty()) {
                rooms.remove(open.get(0));
            }
        }

        Map<String, Long> playersByRoom() {
            return answers.stream()
                    .filter(Answer.Seated.class::isInstance)
                    .map(answer -> ((Answer.Seated) answer).seat().roomId())
                    .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void shouldAnswerEachJoinOnceAndGiveNoPlaceTwice() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Round server = new Round();
            boolean closes = round % 2 == 0;
            run(server, round, closes);

            awaitAnswers(server);
            assertThat(server.playersByRoom().values()).as("round %d", round).allMatch(players -> players <= PLAYERS);
            if (closes) {
                server.join(false);
                assertThat(server.answers).last().isInstanceOf(Answer.Refused.class);
            }
        }
    }

    @Test
    void shouldOpenOneRoomWhereManyAskForOneNameAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Round server = new Round();
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                server.asked.incrementAndGet();
                running.add(threads.submit(() -> {
                    start.await();
                    server.joinByName();
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
            awaitAnswers(server);
            assertThat(server.playersByRoom()).as("round %d", round).isEqualTo(Map.of("regatta.w1", (long) PLAYERS));
            assertThat(server.answers)
                    .filteredOn(Answer.Refused.class::isInstance)
                    .hasSize(THREADS - PLAYERS);
        }
    }

    private void run(Round server, int seed, boolean closes) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed * 31L + i);
            running.add(threads.submit(() -> {
                start.await();
                for (int join = 0; join < JOINS; join++) {
                    server.join(random.nextInt(4) == 0);
                    if (random.nextInt(4) == 0) {
                        server.endOne();
                    }
                }
                return null;
            }));
        }
        start.countDown();
        if (closes) {
            server.rooms.close();
        }
        for (Future<?> one : running) {
            one.get(20, TimeUnit.SECONDS);
        }
    }

    /** Rooms are opened on other threads, which answer when they are done. */
    private static void awaitAnswers(Round server) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (server.answers.size() < server.asked.get() && System.nanoTime() < deadlineNanos) {
            Thread.onSpinWait();
        }
        assertThat(server.answers).hasSize(server.asked.get());
    }
}

package dev.tickwire.server.directory;

import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.SeatRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Lets threads that join, look and end rooms come between each other, and compares with some order of the calls. */
class DirectoryInterleavingsTest {
    @Test
    void shouldGiveOutPlacesInRoomsAsIfOneThreadDid() {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(OneRoomOfTwo.class);
    }

    /** A server that takes one room, for two players; whoever opens it opens it for all who wait. */
    public static final class OneRoomOfTwo {
        private static final RoomType TYPE = new RoomTypes().playerLimit(2).build();

        private final LocalRooms rooms = new LocalRooms(
                List.of(TYPE), new LocalRooms.Limits(1, 10_000), new Counters(), Runnable::run, room -> true);

        public OneRoomOfTwo() {
            rooms.open();
        }

        /** Waits for the answer, as the thread that opens the room gives it. */
        @Operation
        public String join() {
            CompletableFuture<RoomDirectory.Answer> answer = new CompletableFuture<>();
            SeatRequest request = new SeatRequest("", Role.PLAYER, false, List.of(), 0, null);
            rooms.take(new RoomDirectory.Wanted.ByType("", false), request, new FakeOutlet(), answer::complete);
            RoomDirectory.Answer given = answer.join();
            return given instanceof RoomDirectory.Answer.Refused refused
                    ? refused.reason().name()
                    : given.getClass().getSimpleName();
        }

        @Operation
        public int count() {
            return rooms.list().size();
        }

        /** A room that ends makes place for another. */
        @Operation
        public void endAll() {
            for (Room room : rooms.list()) {
                rooms.remove(room);
            }
        }
    }
}

package dev.tickwire.server.seats;

import dev.tickwire.server.address.Addresses;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomType;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Tries the ways in which threads that take places and end seats can come between each other. */
class InterleavingsTest {
    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0);
    }

    @Test
    void shouldGiveOutPlacesAsIfOneThreadDid() {
        options().check(TwoPlaces.class);
    }

    @Test
    void shouldTellTheRoomOfEachDepartureThatChangesSomething() {
        options().check(OneSeat.class);
    }

    @Test
    void shouldKeepNoPlaceThatIsGivenUp() {
        options().iterations(3).invocationsPerIteration(50).check(OneKeptPlace.class);
    }

    /** A place for a player, and one for a spectator; what each call returns must fit some order of the calls. */
    public static final class TwoPlaces {
        private final Places places = new Places(1, 1);

        @Operation
        public boolean play() {
            return places.reserve(Role.PLAYER);
        }

        @Operation
        public boolean watch() {
            return places.reserve(Role.SPECTATOR);
        }

        @Operation
        public boolean closeIfEmpty() {
            return places.closeIfEmpty();
        }

        @Operation
        public boolean isEmpty() {
            return places.isEmpty();
        }
    }

    /** A seat whose connection breaks, whose player leaves, and which the server ends, all at once. */
    public static final class OneSeat implements SeatListener {
        private static final RoomType TYPE =
                new RoomTypes().resumeGraceMillis(1000).build();

        private final Seat seat = new Seat("a", TYPE, new FakeOutlet(), SeatRequests.player(), this, new Counters());
        private int told;
        private boolean left;
        private boolean keptWhenToldLast;

        @Override
        public void stirred() {}

        @Override
        public synchronized void departed(Seat departed) {
            told++;
            keptWhenToldLast = departed.mayComeBack();
        }

        @Override
        public boolean said(Seat speaker, byte[] text) {
            return true;
        }

        @Override
        public boolean reported(Seat reporter, String text) {
            return true;
        }

        @Operation
        public void breakOff() {
            seat.depart(Departure.LOST);
        }

        @Operation
        public void leave() {
            seat.leave();
            synchronized (this) {
                left = true;
            }
        }

        @Operation
        public void end() {
            seat.depart(Departure.ENDED);
        }

        /** A player who has left is not kept, and the room knows. */
        @Validate
        public synchronized void check() {
            if (told > 2 || (seat.hasDeparted() && told == 0) || (left && seat.mayComeBack())) {
                throw new IllegalStateException("told " + told + " times, left " + left);
            }
            if (left && keptWhenToldLast) {
                throw new IllegalStateException("the room keeps the place of a player who has left");
            }
        }
    }

    /** A place that its room's loop keeps while another thread ends the room and gives all places up. */
    public static final class OneKeptPlace implements SeatListener {
        private static final RoomType TYPE =
                new RoomTypes().resumeGraceMillis(1000).build();

        private final Counters counters = new Counters();
        private final Addresses addresses = TestAddresses.counted(counters, 1);
        private final Seat seat = seat();
        private volatile boolean isGivenUp;

        private Seat seat() {
            return new Seat("a", TYPE, new FakeOutlet(addresses.hold(null)), SeatRequests.player(), this, counters);
        }

        @Override
        public void stirred() {}

        @Override
        public void departed(Seat departed) {}

        @Override
        public boolean said(Seat speaker, byte[] text) {
            return true;
        }

        @Override
        public boolean reported(Seat reporter, String text) {
            return true;
        }

        @Operation(nonParallelGroup = "loop")
        public void keep() {
            seat.kept().keep();
        }

        @Operation
        public void giveUp() {
            seat.giveUp();
            isGivenUp = true;
        }

        /** One may be kept in all: where this one is not let go, it makes way for another. */
        @Validate
        public void check() {
            seat().kept().keep();
            if (isGivenUp && counters.get(Counter.SEATS_MADE_WAY) > 0) {
                throw new IllegalStateException("a place is kept that was given up");
            }
        }
    }
}

package dev.tickwire.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The whole process was stopped for longer than its deadlines, by a signal or with its machine. */
class StandstillTest {
    private static final long MILLI = 1_000_000;
    private static final long PERIOD_NANOS = 50 * MILLI;
    private static final long GRACE_MILLIS = 5_000;
    private static final long STANDSTILL_NANOS = 60_000 * MILLI;

    private final Counters counters = new Counters();
    private final Loop loop = new Loop(5, counters, new TickLateness(() -> 0), room -> {});
    private final FakeOutlet player = new FakeOutlet();
    private long nowNanos;

    @Test
    void shouldKeepTheSeatOfWhoCouldNotComeBackMeanwhile() {
        Room room = Rooms.open(
                Listing.of("room"),
                new RoomTypes().resumeGraceMillis(GRACE_MILLIS).build(),
                JournalSink.NONE,
                counters,
                () -> 0);
        Seat seat = enter(room);
        ticks(3);
        seat.depart(Departure.LOST);
        ticks(3);
        assertThat(counters.get(Counter.SEATS_KEPT)).isEqualTo(1);

        nowNanos += STANDSTILL_NANOS;
        ticks(3);

        assertThat(counters.get(Counter.SCHEDULES_MOVED)).isEqualTo(1);
        assertThat(counters.get(Counter.SEATS_EXPIRED)).isZero();
        assertThat(room.seatCount()).isEqualTo(1);
        ticks((int) (GRACE_MILLIS * MILLI / PERIOD_NANOS));
        assertThat(counters.get(Counter.SEATS_EXPIRED))
                .as("once it was there for so long")
                .isEqualTo(1);
    }

    @Test
    void shouldKeepWhoWasBusyBefore() {
        Room room = Rooms.open(
                Listing.of("room"),
                new RoomTypes().slowClientTimeoutMillis(GRACE_MILLIS).build(),
                JournalSink.NONE,
                counters,
                () -> 0);
        enter(room);
        ticks(3);
        player.setIdle(false);
        ticks(3);

        nowNanos += STANDSTILL_NANOS;
        ticks(3);

        assertThat(player.reason()).isNull();
        ticks((int) (GRACE_MILLIS * MILLI / PERIOD_NANOS));
        assertThat(player.reason()).isEqualTo(DisconnectReason.TOO_SLOW);
    }

    private Seat enter(Room room) {
        assertThat(room.reserve(Role.PLAYER)).isTrue();
        Seat seat = room.enter(player, SeatRequests.player("P"));
        loop.add(room);
        return Objects.requireNonNull(seat);
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            loop.doWork(nowNanos);
            nowNanos += PERIOD_NANOS;
        }
    }
}

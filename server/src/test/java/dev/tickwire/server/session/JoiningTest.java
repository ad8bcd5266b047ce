package dev.tickwire.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.server.directory.RoomDirectory;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A session that waits for the answer to its join. */
class JoiningTest implements RoomDirectory {
    private static final long SECOND = 1_000_000_000L;

    private final RoomType type =
            new RoomTypes().idleTimeoutMillis(4_000).resumeGraceMillis(30_000).build();
    private final Room room = Rooms.open(Listing.of("a"), type, JournalSink.NONE, new Counters(), System::nanoTime);
    private final FakeOutlet outlet = new FakeOutlet();
    private final Session session = new Session(outlet, Doors.to(this, new Counters()), SessionDriver.LIMITS, 0);
    private final List<Consumer<Answer>> waiting = new ArrayList<>();
    private final List<SeatRequest> requests = new ArrayList<>();

    @Override
    public @Nullable Goal goal(Wanted wanted) {
        return null;
    }

    @Override
    public void take(Wanted wanted, SeatRequest request, Outlet to, Consumer<Answer> answer) {
        requests.add(request);
        waiting.add(answer);
    }

    @Test
    void shouldDropWhatIsSaidBeforeTheAnswer() {
        join();
        send(SessionDriver.input(1, 1, 0));
        send(ClientFrame.newBuilder().setAckTick(3));
        send(ClientFrame.newBuilder().setResync(true));
        assertThat(outlet.reason()).isNull();

        Seat seat = seat();

        assertThat(outlet.reason()).isNull();
        assertThat(seat.reports().isResyncWanted()).isFalse();
        assertThat(seat.ackTick()).isZero();
    }

    @Test
    void shouldAnswerPingsBeforeTheAnswer() {
        join();
        send(ClientFrame.newBuilder().setPing(5));

        assertThat(outlet.messages()).hasSize(1);
    }

    @Test
    void shouldEndASecondJoinBeforeTheAnswer() {
        join();
        join();

        assertThat(outlet.reason()).isEqualTo(DisconnectReason.ALREADY_JOINED);
        assertThat(waiting).as("a connection opens one room at most").hasSize(1);
    }

    @Test
    void shouldLeaveNoGhostOfAPlayerWhoLeftBeforeTheAnswer() {
        join();
        send(ClientFrame.newBuilder().setLeave(true));
        assertThat(outlet.reason()).isEqualTo(DisconnectReason.LEFT);

        assertNoGhost(seat());
    }

    @Test
    void shouldLeaveNoGhostOfAConnectionThatBrokeBeforeTheAnswer() {
        join();
        session.onClosed(Departure.LOST);

        assertNoGhost(seat());
    }

    /** The loop may run the room before the session hears of its seat. */
    @Test
    void shouldLeaveNoGhostOfABrokenConnectionThatTheRoomHasWelcomed() {
        join();
        session.onClosed(Departure.LOST);
        assertThat(room.reserve(Role.PLAYER)).isTrue();
        Seat seat = room.enter(outlet, requests.get(0));
        room.tick(0, 0, 0);

        waiting.get(0).accept(new Answer.Seated(seat));

        assertNoGhost(seat);
    }

    private void assertNoGhost(Seat seat) {
        assertThat(seat.hasDeparted()).isTrue();
        assertThat(seat.mayComeBack()).isFalse();
        room.tick(1, 1, 0);
        assertThat(room.seatCount()).isZero();
    }

    @Test
    void shouldGiveTheDirectoryItsTimeAndNotCountTheWaitAsSilence() {
        join();
        for (int i = 1; i <= 20; i++) {
            assertThat(session.checkTime(i * SECOND)).isFalse();
        }
        assertThat(outlet.reason()).isNull();

        Seat seat = seat();

        session.checkTime(21 * SECOND);
        assertThat(outlet.reason()).isNull();
        assertThat(seat.heardNanos()).isEqualTo(20 * SECOND);
        session.checkTime(25 * SECOND);
        assertThat(outlet.reason()).isEqualTo(DisconnectReason.IDLE_TIMEOUT);
    }

    @Test
    void shouldSendAClientToTheServerThatHasTheRoom() {
        join();
        waiting.get(0).accept(new Answer.Elsewhere("wss://b.example.org/ws"));

        assertThat(outlet.reason()).isEqualTo(DisconnectReason.UNKNOWN_ROOM);
        assertThat(outlet.sentence()).isEqualTo("The room is on another server: wss://b.example.org/ws");
    }

    private void join() {
        send(SessionDriver.join("Ada"));
    }

    private void send(ClientFrame.Builder frame) {
        byte[] message = frame.build().toByteArray();
        session.onMessage(message, 0, message.length, 0);
    }

    private Seat seat() {
        assertThat(room.reserve(Role.PLAYER)).isTrue();
        Seat seat = room.enter(outlet, requests.get(0));
        assertThat(seat).isNotNull();
        waiting.get(0).accept(new Answer.Seated(seat));
        return seat;
    }
}

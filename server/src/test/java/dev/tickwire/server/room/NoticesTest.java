package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Notice;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.seats.Departure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who run a server tell the people in a room. */
class NoticesTest {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
    private final Guest ada = room.join("Ada");
    private final Guest eve = room.watch("Eve");

    private static List<ServerFrame> frames(Guest guest) {
        return guest.outlet().messages().stream().map(NoticesTest::parse).toList();
    }

    private static ServerFrame parse(byte[] message) {
        try {
            return ServerFrame.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Notice> heard(Guest guest) {
        return frames(guest).stream()
                .filter(ServerFrame::hasNotice)
                .map(ServerFrame::getNotice)
                .toList();
    }

    private void tell(String text, double seconds, boolean endsRoom) {
        long end = room.nowNanos() + (long) (seconds * SECOND_NANOS);
        room.room().control().tell(new dev.tickwire.server.room.Notice(text, end, endsRoom));
    }

    @Test
    void shouldTellEverybodyThereOnceAndNobodyWhoComesLater() {
        room.ticks(2);

        room.room().control().tell(dev.tickwire.server.room.Notice.of("Well played!"));
        room.ticks(2);
        Guest late = room.join("Bo");
        room.ticks(2);

        Notice said = Notice.newBuilder().setText("Well played!").build();
        assertThat(heard(ada)).containsExactly(said);
        assertThat(heard(eve)).containsExactly(said);
        assertThat(heard(late)).isEmpty();
    }

    @Test
    void shouldTellWhoComesLaterOrComesBackHowMuchTimeIsLeft() {
        room.ticks(2);
        tell("Restart", 10, false);
        room.tick();
        assertThat(heard(ada))
                .containsExactly(Notice.newBuilder()
                        .setText("Restart")
                        .setEndsInMillis(10_000)
                        .build());

        room.pass(4 * SECOND_NANOS);
        ada.seat().depart(Departure.LOST);
        Guest back = room.resume(ada);
        Guest late = room.join("Bo");
        room.tick();

        for (Guest guest : List.of(back, late)) {
            ServerFrame first = frames(guest).get(0);
            assertThat(first.hasWelcome()).as("the welcome comes first").isTrue();
            assertThat(heard(guest)).hasSize(1);
            assertThat(heard(guest).get(0).getEndsInMillis()).isEqualTo(5_950);
        }
    }

    @Test
    void shouldEndTheRoomWhenItsTimeHasComeWithWhatWasSaid() {
        room.ticks(2);
        tell("Back in an hour", 0.1, true);
        room.ticks(2);
        assertThat(ada.outlet().reason()).isNull();

        assertThat(room.tick()).isFalse();

        assertThat(ada.outlet().reason()).isEqualTo(DisconnectReason.ROOM_CLOSED);
        assertThat(ada.outlet().sentence()).isEqualTo("Back in an hour");
        assertThat(eve.outlet().reason()).isEqualTo(DisconnectReason.ROOM_CLOSED);
    }

    @Test
    void shouldKeepTheEarliestEndWhateverIsSaidLater() {
        room.ticks(2);
        tell("soon", 1, true);
        tell("later", 60, true);
        room.room().control().tell(dev.tickwire.server.room.Notice.of("hello"));
        room.tick();
        assertThat(heard(ada)).hasSize(3);

        room.pass(SECOND_NANOS);
        assertThat(room.tick()).isFalse();
        assertThat(ada.outlet().sentence()).isEqualTo("soon");
    }

    @Test
    void shouldEndAtItsOwnTimeThoughTheServerEndsEarlierOrLater() {
        room.ticks(2);
        tell("the room ends", 2, true);
        tell("the server ends", 1, false);
        room.tick();
        room.pass(SECOND_NANOS);
        room.tick();
        assertThat(ada.outlet().reason()).as("the server has not ended").isNull();

        room.pass(SECOND_NANOS);
        assertThat(room.tick()).isFalse();
        assertThat(ada.outlet().sentence()).isEqualTo("the room ends");
    }

    @Test
    void shouldCutALongSentenceAsACloseFrameDemands() {
        room.ticks(2);
        tell("x".repeat(200), 0, true);

        assertThat(room.tick()).isFalse();

        assertThat(heard(ada)).as("it is read in full before").hasSize(1);
        assertThat(ada.outlet().sentence()).endsWith("x…").hasSize(121);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", " trimmed ", "two\nlines", "\u202Eback", "\u0000"})
    void shouldRefuseWhatPeopleCannotRead(String text) {
        assertThat(dev.tickwire.server.room.Notice.isSayable(text)).isFalse();
        assertThat(dev.tickwire.server.room.Notice.isSayable("x".repeat(201))).isFalse();
        assertThat(dev.tickwire.server.room.Notice.isSayable("x".repeat(200))).isTrue();
    }
}

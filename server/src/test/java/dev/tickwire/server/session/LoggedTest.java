package dev.tickwire.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.session.SessionDriver.Client;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says of players at INFO: who comes and goes, and nothing that is theirs. */
class LoggedTest {
    private static final String NAME = "NAME-9d1c";
    private static final String TICKET = "TICKET-7a8b";
    private static final String PASSWORD = "PASSWORD-11fe";
    private static final String CHAT = "CHAT-5c2d";
    private static final String ADDRESS = "203.0.113.77";

    private final LogLines log = new LogLines("dev.tickwire");
    private final SessionDriver server = new SessionDriver(new RoomTypes()
            .name("cove")
            .spectatorLimit(1)
            .resumeGraceMillis(200)
            .emptyRoomTimeoutMillis(0)
            .build());

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldSayWhoComesAndGoesAndWhy() {
        Client ada = joined(Join.newBuilder().setName(NAME));
        Client bo = joined(Join.newBuilder().setName("Bo"));
        Client eye = joined(Join.newBuilder().setName("Eye").setSpectate(true));
        String room = server.roomId(0);

        ada.send(ClientFrame.newBuilder().setLeave(true));
        eye.send(ClientFrame.newBuilder().setJoin(Join.newBuilder().setProtocolVersion(1)));
        bo.session.onClosed(Departure.LOST);
        server.ticks(10);
        server.rooms.checkTime();

        assertThat(log.take())
                .containsExactly(
                        "INFO room " + room + " of type cove is open",
                        "INFO player 0 joins room " + room,
                        "INFO player 1 joins room " + room,
                        "INFO a spectator joins room " + room,
                        "INFO player 0 leaves room " + room + ": LEFT",
                        "INFO a spectator leaves room " + room + ": ALREADY_JOINED",
                        "INFO player 1 is away from room " + room + ", and its seat is kept: LOST",
                        "INFO player 1 leaves room " + room + ": SEAT_EXPIRED",
                        "INFO room " + room + " has ended: ROOM_CLOSED");
    }

    @Test
    void shouldSayNothingOfWhatIsTheirs() {
        Client ada = joined(Join.newBuilder().setName(NAME).setTicket(TICKET).setPassword(PASSWORD));
        ada.send(SessionDriver.input(4, 12_345_678, 1));
        ada.send(ClientFrame.newBuilder().setChat(CHAT).setReport(CHAT));
        ada.send(ClientFrame.newBuilder().setAckTick(1));
        server.ticks(3);
        joined(Join.newBuilder().setName("\u0007").setTicket(TICKET));
        joined(Join.newBuilder().setName(NAME).setRoomType("nothing").setPassword(PASSWORD));
        joined(Join.newBuilder().setName(NAME).setCode("SECRETCD").setPassword(PASSWORD));
        ada.session.onText();
        server.ticks(10);

        List<String> lines = new ArrayList<>(log.takeWithStacks());
        assertThat(lines).as("it is on").isNotEmpty();
        for (String line : lines) {
            assertThat(line).doesNotContain(NAME, TICKET, PASSWORD, CHAT, ADDRESS, "203.0.113", "12345678", "SECRETCD");
        }
    }

    private Client joined(Join.Builder join) {
        Client client = server.connect(ADDRESS);
        client.send(SessionDriver.join(join));
        server.tick();
        return client;
    }
}

package dev.tickwire.server.session;

import static dev.tickwire.server.fixture.TestAddresses.CHATS;
import static dev.tickwire.server.fixture.TestAddresses.CREATES;
import static dev.tickwire.server.fixture.TestAddresses.JOINS;
import static dev.tickwire.server.fixture.TestAddresses.KEPT_SEATS;
import static dev.tickwire.server.session.SessionDriver.MOST_KEPT;
import static dev.tickwire.server.session.SessionDriver.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.session.SessionDriver.Client;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients from one network address can take. */
class AddressCostsTest {
    private static final int ROOMS = 50;
    private static final String STRANGER = "192.0.2.1";
    private static final String OTHER = "192.0.2.2";

    private final SessionDriver server = new SessionDriver(
            ROOMS,
            new RoomTypes()
                    .playerLimit(8)
                    .resumeGraceMillis(10_000)
                    .emptyRoomTimeoutMillis(10_000)
                    .chat(10, 64)
                    .build());

    @Test
    void shouldRefuseJoinsBeyondTheLimitAndLetOthersJoin() {
        for (int i = 0; i < JOINS; i++) {
            assertThat(joined(STRANGER).outlet.reason()).isNull();
        }
        assertThat(joined(STRANGER).outlet.reason()).isEqualTo(DisconnectReason.TOO_MANY_JOINS);
        assertThat(joined(OTHER).outlet.reason()).isNull();
        server.pass(60_000 / JOINS);
        assertThat(joined(STRANGER).outlet.reason()).isNull();
    }

    @Test
    void shouldRefuseRoomsBeyondTheLimitAndLetTheirPlayersJoinOthers() {
        for (int i = 0; i < CREATES; i++) {
            assertThat(created(STRANGER).outlet.reason()).isNull();
        }
        assertThat(created(STRANGER).outlet.reason()).isEqualTo(DisconnectReason.TOO_MANY_ROOMS);
        assertThat(server.rooms.list()).hasSize(CREATES);
        assertThat(server.count(Counter.ROOMS_REFUSED)).isEqualTo(1);
        assertThat(joined(STRANGER).outlet.reason()).isNull();
        assertThat(created(OTHER).outlet.reason()).isNull();
    }

    @Test
    void shouldKeepAFewSeatsForOneAddressTheNewestOnes() {
        List<Client> cut = new ArrayList<>();
        for (int i = 0; i < KEPT_SEATS + 2; i++) {
            cut.add(joined(STRANGER));
        }
        Client friend = joined(OTHER);
        for (Client client : cut) {
            client.session.onClosed(Departure.LOST);
            server.tick();
        }
        server.tick();

        assertThat(server.rooms.list().get(0).seatCount()).isEqualTo(KEPT_SEATS + 1);
        assertThat(server.count(Counter.SEATS_MADE_WAY)).isEqualTo(2);
        assertThat(friend.outlet.reason()).isNull();
        assertThat(back(cut.get(1), OTHER).outlet.reason()).isEqualTo(DisconnectReason.SEAT_EXPIRED);
        assertThat(back(cut.get(2), OTHER).outlet.reason()).isNull();
        assertThat(server.rooms.list().get(0).seatCount()).isEqualTo(KEPT_SEATS + 1);
    }

    @Test
    void shouldKeepAFewSeatsInAll() {
        List<Client> cut = new ArrayList<>();
        for (int i = 0; i < MOST_KEPT + 2; i++) {
            cut.add(joined("198.51.100." + i));
        }
        for (Client client : cut) {
            client.session.onClosed(Departure.LOST);
            server.tick();
        }
        server.tick();

        assertThat(server.rooms.list().get(0).seatCount()).isEqualTo(MOST_KEPT);
        assertThat(server.count(Counter.SEATS_MADE_WAY)).isEqualTo(2);
    }

    @Test
    void shouldCountNoSeatsThatAreNotKeptAnyMore() {
        for (int round = 0; round < 3; round++) {
            Client resumed = joined("127.0.0.1");
            Client expired = joined("127.0.0.1");
            Client inClosedRoom = created("127.0.0.1");
            for (Client client : List.of(resumed, expired, inClosedRoom)) {
                client.session.onClosed(Departure.LOST);
            }
            server.tick();
            back(resumed, "127.0.0.1").send(ClientFrame.newBuilder().setLeave(true));
            server.rooms.list().forEach(room -> room.close(DisconnectReason.ROOM_CLOSED));
            server.tick();
            Client late = joined("127.0.0.1");
            late.session.onClosed(Departure.LOST);
            server.ticks(2);
            server.pass(11_000);
            server.ticks(2);
        }

        assertThat(server.count(Counter.SEATS_KEPT)).isEqualTo(12);
        assertThat(server.count(Counter.SEATS_MADE_WAY)).isZero();
    }

    @Test
    void shouldPassOnFewChatsOfManyPlayersAtOneAddress() {
        List<Client> crowd = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            crowd.add(joined(STRANGER));
        }
        Client friend = joined(OTHER);
        for (Client client : crowd) {
            for (int i = 0; i < 10; i++) {
                client.send(ClientFrame.newBuilder().setChat("spam"));
            }
        }
        server.tick();
        friend.send(ClientFrame.newBuilder().setChat("hello"));
        server.tick();

        assertThat(server.count(Counter.CHATS_SAID)).isEqualTo(CHATS + 1);
        assertThat(server.count(Counter.CHATS_TOO_MANY)).isEqualTo(4 * 10 - CHATS);
    }

    @Test
    void shouldBanWhoFloodsAgainAndAgain() {
        for (int i = 0; i < 100 && server.count(Counter.ADDRESSES_BANNED) == 0; i++) {
            Client client = server.connect(STRANGER);
            for (int ping = 0; ping < 100; ping++) {
                client.send(ClientFrame.newBuilder().setPing(ping));
            }
            assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.TOO_MANY_MESSAGES);
        }
        assertThat(server.count(Counter.ADDRESSES_BANNED)).isEqualTo(1);
        assertThat(server.connect(STRANGER).outlet.address().isBanned(server.nowNanos))
                .isTrue();
    }

    private Client joined(String address) {
        return send(address, Join.newBuilder());
    }

    private Client created(String address) {
        return send(address, Join.newBuilder().setCreate(true));
    }

    private Client back(Client before, String address) {
        return send(
                address,
                Join.newBuilder().setResumeToken(before.watch().welcome().getResumeToken()));
    }

    private Client send(String address, Join.Builder join) {
        Client client = server.connect(address);
        client.send(join(join.setName("Eve")));
        server.tick();
        return client;
    }
}

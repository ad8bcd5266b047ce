package dev.tickwire.server.session;

import static dev.tickwire.server.session.SessionDriver.input;
import static dev.tickwire.server.session.SessionDriver.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.session.SessionDriver.Client;
import org.junit.jupiter.api.Test;

/** Who watches, from which room, and what it may do. */
class SpectatorSessionTest {
    private final RoomType regatta =
            new RoomTypes().playerLimit(2).spectatorLimit(1).build();
    private final RoomType secret =
            new RoomTypes().name("secret").spectatorLimit(0).build();
    private final SessionDriver server = new SessionDriver(regatta, secret);

    @Test
    void shouldShowTheRoomWhereMostPlay() {
        Client ada = server.joined("Ada");
        server.connect().send(join(Join.newBuilder().setCreate(true)));
        server.connect().send(join(Join.newBuilder().setRoom(server.roomId(1))));
        server.tick();

        Client first = watch(Join.newBuilder());
        Client second = watch(Join.newBuilder());

        assertThat(first.watch().welcome().getRoom()).isEqualTo(server.roomId(1));
        assertThat(first.watch().boatCount()).isEqualTo(2);
        assertThat(second.watch().welcome().getRoom()).as("the other is full").isEqualTo(server.roomId(0));
        assertThat(ada.watch().boatCount()).isEqualTo(1);
    }

    @Test
    void shouldOpenARoomThatPlayersThenComeInto() {
        Client early = watch(Join.newBuilder());
        assertThat(early.watch().boatCount()).isZero();

        server.joined("Ada");
        early.send(ClientFrame.newBuilder().setAckTick(1));
        server.tick();

        assertThat(early.watch().boatCount()).isEqualTo(1);
        assertThat(server.rooms.list()).hasSize(1);
    }

    @Test
    void shouldWatchARoomThatIsFullOfPlayers() {
        server.joined("Ada");
        server.joined("Bo");

        Client watcher = watch(Join.newBuilder().setRoom(server.roomId(0)));

        assertThat(watcher.watch().boatCount()).isEqualTo(2);
        assertThat(watcher.watch().welcome().hasPlayer()).isFalse();
    }

    @Test
    void shouldSayThatThereIsNoPlace() {
        server.joined("Ada");
        watch(Join.newBuilder().setRoom(server.roomId(0)));

        Client more = watch(Join.newBuilder().setRoom(server.roomId(0)));

        assertThat(more.outlet.reason()).isEqualTo(DisconnectReason.ROOM_FULL);
    }

    @Test
    void shouldSayThatThereIsNoPlaceWhereNobodyMayWatch() {
        Client nosy = watch(Join.newBuilder().setRoomType("secret"));

        assertThat(nosy.outlet.reason()).isEqualTo(DisconnectReason.ROOM_FULL);
        assertThat(server.rooms.list()).as("no room is opened in vain").isEmpty();
    }

    @Test
    void shouldEndSpectatorsWhoSendInputs() {
        Client ada = server.joined("Ada");
        Client mallory = watch(Join.newBuilder());

        mallory.send(input(3, 7, 0));
        server.tick();

        assertThat(mallory.outlet.reason()).isEqualTo(DisconnectReason.INVALID_INPUT);
        assertThat(ada.outlet.reason()).isNull();
        assertThat(ada.watch().boat(0, "stroke")).isZero();
        assertThat(server.rooms.list().get(0).places().count(Role.SPECTATOR)).isZero();
    }

    @Test
    void shouldLetSpectatorsAckAndResyncAndLeave() {
        Client watcher = watch(Join.newBuilder());
        watcher.send(ClientFrame.newBuilder().setAckTick(1).setResync(true).setPing(3));
        server.tick();
        assertThat(watcher.watch().baselinesAgo()).containsExactly(0, 0);
        assertThat(watcher.watch().pongs()).containsExactly(3);

        watcher.send(ClientFrame.newBuilder().setLeave(true));
        server.tick();

        assertThat(watcher.outlet.reason()).isEqualTo(DisconnectReason.LEFT);
        assertThat(server.rooms.list().get(0).places().count(Role.SPECTATOR)).isZero();
    }

    @Test
    void shouldRefuseSpectatorsWithAnotherSchema() {
        Client old = watch(Join.newBuilder().setSchemaHash(regatta.schemaHash() + 1));

        assertThat(old.outlet.reason()).isEqualTo(DisconnectReason.SCHEMA_MISMATCH);
    }

    private Client watch(Join.Builder join) {
        Client client = server.connect();
        client.send(join(join.setSpectate(true).setName("Wim")));
        server.tick();
        return client;
    }
}

package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.DirectoryDriver.Caller;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.roomtype.RoomType;
import org.junit.jupiter.api.Test;

/** A server is ready exactly while somebody who asks for any room would come in. */
class PlacesLeftTest {
    private static final String FULL =
            "The server is full: no room has a place, and there are as many rooms as there may be.";

    @Test
    void shouldBeReadyBeforeThereIsAnyRoom() {
        assertThat(new DirectoryDriver(1, type("duel", 2)).rooms.obstacles()).isEmpty();
    }

    @Test
    void shouldNotBeReadyWhileAllPlacesOfAllRoomsThatThereMayBeAreTaken() {
        DirectoryDriver server = new DirectoryDriver(2, type("duel", 2));
        created(server);
        Caller second = created(server);
        assertThat(server.rooms.obstacles()).as("each has a place").isEmpty();
        joined(server);
        assertThat(server.rooms.obstacles()).as("one has a place").isEmpty();
        joined(server);

        assertThat(server.rooms.obstacles()).containsExactly(FULL);
        server.join("duel").assertRefused(DisconnectReason.SERVER_FULL);

        second.seat().leave();
        server.tick();
        assertThat(server.rooms.obstacles()).isEmpty();
        joined(server);
    }

    @Test
    void shouldBeReadyWhereAnEmptyRoomCanMakeWay() {
        DirectoryDriver server = new DirectoryDriver(1, type("duel", 1), type("solo", 1));
        Caller caller = created(server);
        assertThat(server.rooms.obstacles()).containsExactly(FULL);
        server.tick();
        caller.seat().leave();
        server.tick();

        assertThat(server.rooms.obstacles()).isEmpty();
        Caller other = server.join("solo");
        server.work();
        assertThat(other.seat()).isNotNull();
    }

    @Test
    void shouldNotCountPlacesOfLockedRooms() {
        DirectoryDriver server = new DirectoryDriver(1, type("duel", 2));
        created(server);
        server.rooms.list().get(0).places().setLocked(true);

        assertThat(server.rooms.obstacles()).containsExactly(FULL);
    }

    @Test
    void shouldNotBeReadyOnceItLetsNobodyIn() {
        DirectoryDriver server = new DirectoryDriver(1, type("duel", 2));

        server.rooms.close();

        assertThat(server.rooms.obstacles()).containsExactly("The server is starting or stopping.");
    }

    private static Caller created(DirectoryDriver server) {
        Caller caller = server.create("duel");
        server.work();
        assertThat(caller.seat()).isNotNull();
        server.tick();
        return caller;
    }

    private static void joined(DirectoryDriver server) {
        assertThat(server.join("duel").seat()).isNotNull();
        server.tick();
    }

    private static RoomType type(String name, int players) {
        return new RoomTypes()
                .name(name)
                .playerLimit(players)
                .emptyRoomTimeoutMillis(100_000)
                .build();
    }
}

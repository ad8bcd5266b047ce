package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.DirectoryDriver.Caller;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Scripted;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import org.junit.jupiter.api.Test;

/** Rooms that nobody is in: they make way before anybody is refused. */
class EmptyRoomsTest {
    @Test
    void shouldLetOthersInAfterAThousandRoomsThatWereCreatedAndLeft() {
        DirectoryDriver server = new DirectoryDriver(60, type("whiteboard", 30), type("arena", 30));
        for (int i = 0; i < 1000; i++) {
            leave(server, created(server, "whiteboard"));
        }
        assertThat(server.rooms.list()).hasSize(30);
        assertThat(server.count(Counter.EMPTY_ROOMS_CLOSED)).isEqualTo(970);

        for (int i = 0; i < 30; i++) {
            created(server, "arena");
        }

        assertThat(server.rooms.list()).hasSize(60);
        assertThat(server.count(Counter.ROOMS_REFUSED)).isZero();
    }

    @Test
    void shouldCloseTheRoomThatHasBeenEmptyForTheLongestTime() {
        DirectoryDriver server = new DirectoryDriver(3, type("a", 10));
        Caller first = created(server, "a");
        Caller second = created(server, "a");
        Caller third = created(server, "a");
        leave(server, second);
        leave(server, third);
        leave(server, first);

        Caller fourth = created(server, "a");
        assertThat(server.rooms.list())
                .extracting(Room::id)
                .containsExactly(first.roomId(), third.roomId(), fourth.roomId());
        Caller fifth = created(server, "a");
        assertThat(server.rooms.list())
                .extracting(Room::id)
                .containsExactly(first.roomId(), fourth.roomId(), fifth.roomId());
    }

    @Test
    void shouldKeepARoomThatSomebodyIsAboutToEnter() {
        DirectoryDriver server = new DirectoryDriver(2, type("a", 10));
        Caller left = created(server, "a");
        leave(server, left);
        Caller entering = created(server, "a");
        assertThat(server.rooms.list().get(1).emptySinceNanos())
                .as("its loop has not run it yet")
                .isEqualTo(Long.MAX_VALUE);

        Caller next = created(server, "a");

        assertThat(server.rooms.list()).extracting(Room::id).containsExactly(entering.roomId(), next.roomId());
        server.create("a").assertRefused(DisconnectReason.SERVER_FULL);
    }

    @Test
    void shouldRefuseARoomWhereSomebodyIsInEach() {
        DirectoryDriver server = new DirectoryDriver(2, type("a", 10), type("b", 1));
        created(server, "b");
        server.create("b").assertRefused(DisconnectReason.SERVER_FULL);
        created(server, "a");
        server.create("a").assertRefused(DisconnectReason.SERVER_FULL);

        assertThat(server.count(Counter.ROOMS_REFUSED)).isEqualTo(2);
        assertThat(server.count(Counter.EMPTY_ROOMS_CLOSED)).isZero();
        assertThat(server.rooms.list()).hasSize(2);
    }

    @Test
    void shouldCountRoomsThatAreBeingOpenedAgainstTheLimits() {
        DirectoryDriver server = new DirectoryDriver(3, type("a", 2), type("b", 10));
        server.create("a");
        server.create("a");
        server.create("a").assertRefused(DisconnectReason.SERVER_FULL);
        server.create("b");
        server.create("b").assertRefused(DisconnectReason.SERVER_FULL);

        server.work();

        assertThat(server.rooms.list()).hasSize(3);
    }

    @Test
    void shouldCloseARoomAtOnceThatNobodyCameInto() {
        DirectoryDriver server = new DirectoryDriver(3, type("a", 10));
        created(server, "a").seat().leave();

        server.tick();

        assertThat(server.rooms.list()).isEmpty();
    }

    @Test
    void shouldEndARoomThatMadeWayAndLetNobodyIn() {
        DirectoryDriver server = new DirectoryDriver(1, type("a", 10));
        Caller first = created(server, "a");
        leave(server, first);
        Room old = server.rooms.list().get(0);

        created(server, "a");

        server.ask(new RoomDirectory.Wanted.ById(first.roomId())).assertRefused(DisconnectReason.UNKNOWN_ROOM);
        assertThat(old.tick(0, 0, 0)).as("goes on").isFalse();
    }

    private static Caller created(DirectoryDriver server, String type) {
        Caller caller = server.create(type);
        server.work();
        assertThat(caller.seat()).isNotNull();
        return caller;
    }

    private static void leave(DirectoryDriver server, Caller caller) {
        server.tick();
        caller.seat().leave();
        server.tick();
    }

    private static RoomType type(String name, int roomLimit) {
        return new RoomTypes()
                .name(name)
                .roomLimit(roomLimit)
                .emptyRoomTimeoutMillis(3_600_000)
                .historySnapshots(2)
                .build(Scripted::new);
    }
}

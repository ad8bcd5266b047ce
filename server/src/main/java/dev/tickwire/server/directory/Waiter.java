package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for places in a room, and is answered once. */
sealed interface Waiter permits Newcomer, Party {
    Role role();

    /** How many it wants; all in one room. */
    int places();

    /** The same of somebody for whom the room is opened. */
    Waiter asCreator();

    /** Null: nothing keeps it out of rooms of a type. */
    Found.@Nullable Refused obstacle(RoomType type);

    /** Takes the right to open a room; false: it has none left now. */
    boolean takeCreate();

    /** Takes its places; false: there are not so many. */
    boolean reserve(Room room);

    /** Its places are taken: makes of them what it wants. */
    void enter(Room room, UserSeats users);

    void refuse(DisconnectReason reason, String sentence);

    default void refuse(DisconnectReason reason) {
        refuse(reason, reason.sentence());
    }
}

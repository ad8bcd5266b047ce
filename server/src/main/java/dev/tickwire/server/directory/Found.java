package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.room.Room;

/** What was found for somebody under the lock of {@link LocalRooms}. */
sealed interface Found {
    /** A place is promised, or a seat is there to come back into. */
    record Promised(Room room) implements Found {}

    /** It waits for a room that is being opened. */
    record Waits() implements Found {}

    /** It waits for this room, which is to be opened. */
    record Opens(Opening opening) implements Found {}

    /** There is no place. */
    record Refused(DisconnectReason reason, String sentence) implements Found {
        Refused(DisconnectReason reason) {
            this(reason, reason.sentence());
        }
    }
}

package dev.tickwire.server.directory;

import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.roomtype.RoomType;

/** Gives each new room its journal. Any thread may ask. */
@FunctionalInterface
public interface Journals {
    /** Rooms have none. */
    Journals NONE = (listing, type) -> JournalSink.NONE;

    /** That of a room which is about to be opened. */
    JournalSink of(Listing listing, RoomType type);
}

package dev.tickwire.server.directory;

import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.store.RoomStore;

/** Gives each new room its journal, and knows the rooms that are kept. Any thread may ask. */
public interface Journals {
    /** Rooms have none, and none is kept. */
    Journals NONE = new Journals() {
        private final KeptRooms nothing = new KeptRooms(RoomStore.NONE, new Counters());

        @Override
        public JournalSink of(Listing listing, RoomType type) {
            return JournalSink.NONE;
        }

        @Override
        public KeptRooms kept() {
            return nothing;
        }
    };

    /** That of a room which is about to be opened. */
    JournalSink of(Listing listing, RoomType type);

    /** The rooms that are kept. */
    KeptRooms kept();
}

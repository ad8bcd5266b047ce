package dev.tickwire.server.store;

import dev.tickwire.proto.wire.RecordingHead;
import java.io.IOException;

/** What is kept of rooms. One thread writes; any may read and delete. */
public interface RoomStore {
    /** Keeps nothing. */
    RoomStore NONE = new RoomStore() {
        @Override
        public Stock all() {
            return Stock.EMPTY;
        }

        @Override
        public byte[] read(String room) throws IOException {
            throw new IOException("no room is kept");
        }

        @Override
        public KeptRoom begin(RecordingHead head) {
            throw new IllegalStateException("no room is kept");
        }

        @Override
        public boolean delete(String room) {
            return false;
        }
    };

    /** The rooms that are kept. */
    Stock all() throws IOException;

    /** What is kept of a room, as a file of a recording. */
    byte[] read(String room) throws IOException;

    /** Begins to keep a room; what was kept of it before goes when there is enough to bring it back. */
    KeptRoom begin(RecordingHead head);

    /** Forgets a room; false: it is not kept. */
    boolean delete(String room) throws IOException;
}

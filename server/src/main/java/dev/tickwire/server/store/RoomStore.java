package dev.tickwire.server.store;

import dev.tickwire.proto.wire.RecordingHead;
import java.io.IOException;
import java.util.Map;

/** What is kept of rooms. One thread writes; any may read and delete. */
public interface RoomStore {
    /** Keeps nothing. */
    RoomStore NONE = new RoomStore() {
        @Override
        public Map<String, RecordingHead> all() {
            return Map.of();
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
        public void delete(String room) {
            // There is none.
        }
    };

    /** What each room is that is kept, by its id. */
    Map<String, RecordingHead> all() throws IOException;

    /** What is kept of a room, as a file of a recording. */
    byte[] read(String room) throws IOException;

    /** Begins to keep a room; what was kept of it before goes when there is enough to bring it back. */
    KeptRoom begin(RecordingHead head);

    /** Forgets a room; does nothing where it is not kept. */
    void delete(String room) throws IOException;
}

package dev.tickwire.server.broadcast;

import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.server.seats.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * Frames that are not handed to their sockets yet, one after the other, and for whom they are. Belongs to the room's
 * loop.
 */
final class FrameBatch {
    private static final int MOST_WAITING = 1024;
    private static final int FIRST_BYTES = 16 * 1024;
    /** A batch is full with this many bytes: a room full of keyframes would need a large buffer for ever. */
    private static final int MOST_BYTES = 256 * 1024;

    private final ByteWriter bytes = new ByteWriter(FIRST_BYTES);
    private final @Nullable Outlet[] outlets;
    private final int[] ends;
    private int count;

    /** For a room with that many places. */
    FrameBatch(int places) {
        int most = Math.min(places, MOST_WAITING);
        outlets = new @Nullable Outlet[most];
        ends = new int[most];
    }

    /** The frames, to which the next one is appended before {@link #add}. */
    ByteWriter bytes() {
        return bytes;
    }

    /** What was appended since the last frame is a frame for this outlet. */
    void add(Outlet outlet) {
        outlets[count] = outlet;
        ends[count++] = bytes.length();
    }

    /** Whether it is to be sent before anything else is added. */
    boolean isFull() {
        return count == ends.length || bytes.length() >= MOST_BYTES;
    }

    /** Hands all frames over, and is empty. */
    void send() {
        int start = 0;
        for (int i = 0; i < count; i++) {
            Outlet outlet = outlets[i];
            if (outlet != null) {
                outlet.send(bytes.bytes(), start, ends[i] - start);
            }
            outlets[i] = null;
            start = ends[i];
        }
        bytes.clear();
        count = 0;
    }
}

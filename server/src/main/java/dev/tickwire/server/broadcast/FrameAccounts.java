package dev.tickwire.server.broadcast;

import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.server.metrics.BytesWatch;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what the bits of a room's frames are for, while somebody watches; costs nothing else. Belongs to the room's
 * loop.
 */
final class FrameAccounts {
    /** So that those who watch never cost more than a little. */
    static final int MOST_WATCHES = 8;

    private final ByteWriter frames;
    private final CounterBatch counters;
    private final List<BytesWatch> watches = new ArrayList<>(MOST_WATCHES);
    /** Of the frame that is written; null: nobody watches. */
    private @Nullable ByteAccount frame;
    /** Up to where it is said what the bytes are for. */
    private int marked;

    FrameAccounts(ByteWriter frames, CounterBatch counters) {
        this.frames = frames;
        this.counters = counters;
    }

    /** Somebody watches from the next snapshot on, unless as many do already as may. */
    void add(BytesWatch watch) {
        watches.removeIf(BytesWatch::isClosed);
        if (watches.size() == MOST_WATCHES) {
            counters.increment(Counter.BYTE_WATCHES_REFUSED);
            watch.close();
        } else {
            watches.add(watch);
        }
    }

    /** Starts with the next snapshot; the account of its frames, null: nobody watches. */
    @Nullable
    ByteAccount begin() {
        for (int i = watches.size() - 1; i >= 0; i--) {
            if (watches.get(i).isClosed()) {
                watches.remove(i);
            }
        }
        if (watches.isEmpty()) {
            frame = null;
        } else if (frame == null) {
            frame = new ByteAccount(watches.get(0).layout());
        }
        return frame;
    }

    /** A frame begins. */
    void beginFrame() {
        if (frame != null) {
            frame.clear();
            marked = frames.length();
        }
    }

    /** All bytes of the frame since the last mark are for this row. */
    void mark(int row) {
        if (frame != null) {
            frame.add(row, (long) Byte.SIZE * (frames.length() - marked));
            marked = frames.length();
        }
    }

    /** Whoever wrote the bytes of the frame since the last mark has said what they are for. */
    void pass() {
        marked = frames.length();
    }

    /** The frame goes to a recipient. */
    void sent(Recipient to) {
        if (frame != null) {
            for (int i = 0; i < watches.size(); i++) {
                watches.get(i).sent(to.number(), frame);
            }
        }
    }

    /** Nobody watches any longer. */
    void close() {
        watches.forEach(BytesWatch::close);
        watches.clear();
    }

    /** All frames of the snapshot are made. */
    void end() {
        for (int i = 0; i < watches.size(); i++) {
            watches.get(i).publish();
        }
    }
}

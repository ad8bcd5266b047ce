package dev.tickwire.server.recording;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.store.KeptRoom;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one room so that it can come back. Belongs to the thread that records. What the disk does not take is counted
 * and said; the room goes on, and is kept again from its next checkpoint on.
 */
public final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final String room;
    private RecordingHead head;
    private final KeptRoom kept;
    private final What what;
    private final Counters counters;
    private final Ended ended;
    private boolean isBroken;
    private boolean hasSaid;
    /** Where only how it is at the end is kept. */
    private @Nullable Chunk last;

    /** What is kept of a room. */
    public enum What {
        /** How it was when the server stopped. */
        END,
        /** How it was at its checkpoints. */
        CHECKPOINTS,
        /** All that changes it. */
        JOURNAL
    }

    /** Told that nothing more comes of a room. */
    public interface Ended {
        void ended(boolean isKept);
    }

    /** Of a room of which nothing has come yet. */
    public Keeper(RecordingHead head, KeptRoom kept, What what, Counters counters, Ended ended) {
        this.head = head;
        room = head.getRoom();
        this.kept = kept;
        this.what = what;
        this.counters = counters;
        this.ended = ended;
    }

    void add(Chunk chunk, boolean isAside) {
        if (!chunk.isStart() && (isBroken || what != What.JOURNAL)) {
            return;
        }
        if (what == What.END) {
            last = chunk;
            return;
        }
        try {
            if (isAside || isBroken) {
                isBroken = false;
                kept.restart(head.toBuilder().setIsAside(isAside).build(), chunk);
            } else {
                kept.append(chunk);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /** What comes from the next start on is of a room that is described so. */
    void goBy(RecordingHead described) {
        head = described;
        isBroken = true;
    }

    void sync() {
        try {
            kept.sync();
        } catch (IOException e) {
            failed(e);
        }
    }

    void end(boolean isKept) {
        try {
            if (isKept && last != null) {
                kept.restart(head, last);
            }
            kept.close(isKept);
        } catch (IOException e) {
            failed(e);
        }
        ended.ended(isKept);
    }

    private void failed(IOException e) {
        isBroken = true;
        counters.increment(Counter.ROOMS_NOT_KEPT);
        if (!hasSaid) {
            hasSaid = true;
            LOG.error("room {} cannot be kept: it goes on, and what comes now is lost if the server stops", room, e);
        }
    }
}

package dev.tickwire.server.recording;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.store.KeptRoom;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one room so that it can come back. Belongs to the thread that records. What the disk does not take is counted
 * and said; the room goes on, and is kept again from its next checkpoint on.
 */
public final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final String room;
    private final KeptRoom kept;
    private final boolean hasJournal;
    private final Counters counters;
    private final Ended ended;
    private boolean isBroken;
    private boolean hasSaid;

    /** Told that nothing more comes of a room. */
    public interface Ended {
        void ended(boolean isKept);
    }

    /**
     * Of a room of which nothing has come yet.
     *
     * @param hasJournal whether all is kept, and not its checkpoints only
     */
    public Keeper(String room, KeptRoom kept, boolean hasJournal, Counters counters, Ended ended) {
        this.room = room;
        this.kept = kept;
        this.hasJournal = hasJournal;
        this.counters = counters;
        this.ended = ended;
    }

    void add(Chunk chunk, boolean isAside) {
        if (!chunk.isStart() && (isBroken || !hasJournal)) {
            return;
        }
        try {
            if (isAside || isBroken) {
                isBroken = false;
                kept.restart(chunk, isAside);
            } else {
                kept.append(chunk);
            }
        } catch (IOException e) {
            failed(e);
        }
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

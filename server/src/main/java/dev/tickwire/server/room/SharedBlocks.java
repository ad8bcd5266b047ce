package dev.tickwire.server.room;

import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.SnapshotHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of one snapshot, each encoded once for all players who were last sent the same. Belongs to the room's loop. */
final class SharedBlocks {
    private static final int BLOCK_BYTES = 2048;

    private final SnapshotHistory history;
    private final BlockEncoder encoder;
    private final Counters counters;
    private final List<Entry> entries = new ArrayList<>();
    private int used;
    private @Nullable Snapshot now;

    /** A block, and what it is a delta against. */
    static final class Entry {
        private final ByteWriter bytes = new ByteWriter(BLOCK_BYTES);
        private int baselineTick;
        private int previousTick;
        private boolean keyframe;

        ByteWriter bytes() {
            return bytes;
        }

        /** Whether it is against nothing, because there was no baseline or it is forgotten. */
        boolean isKeyframe() {
            return keyframe;
        }
    }

    SharedBlocks(SnapshotHistory history, BlockEncoder encoder, Counters counters) {
        this.history = history;
        this.encoder = encoder;
        this.counters = counters;
    }

    /** Forgets all blocks, and starts with the next snapshot. */
    void begin(Snapshot snapshot) {
        now = snapshot;
        used = 0;
    }

    /** The block for a player who was last sent {@code baselineTick}, and {@code previousTick} before. */
    Entry find(int baselineTick, int previousTick) {
        for (int i = 0; i < used; i++) {
            Entry entry = entries.get(i);
            if (entry.baselineTick == baselineTick && entry.previousTick == previousTick) {
                return entry;
            }
        }
        return encode(baselineTick, previousTick);
    }

    private Entry encode(int baselineTick, int previousTick) {
        if (used == entries.size()) {
            entries.add(new Entry());
        }
        Entry entry = entries.get(used++);
        entry.baselineTick = baselineTick;
        entry.previousTick = previousTick;
        entry.bytes.clear();
        Snapshot baseline = baselineTick == Player.NO_TICK ? null : history.find(baselineTick);
        Snapshot previous = previousTick == Player.NO_TICK ? null : history.find(previousTick);
        entry.keyframe = baseline == null;
        if (now == null) {
            throw new IllegalStateException("no snapshot has begun");
        }
        encoder.encode(previous, baseline, now, entry.bytes);
        counters.increment(Counter.BLOCKS_ENCODED);
        return entry;
    }
}

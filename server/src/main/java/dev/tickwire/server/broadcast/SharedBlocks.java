package dev.tickwire.server.broadcast;

import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.SnapshotHistory;
import dev.tickwire.simulation.state.StateHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For rooms in which all see everything: the blocks of one snapshot, each encoded once for all players that read the
 * same codec and have the same baseline.
 */
final class SharedBlocks implements Blocks {
    private static final int BLOCK_BYTES = 2048;

    private final SnapshotHistory history;
    private final Encoders encoders;
    private final StateHash hash;
    private final CounterBatch counters;
    private final List<Entry> entries = new ArrayList<>();
    private int used;
    private final Sight[] everything = {Sight.ofEverything()};
    private Snapshot now;
    private @Nullable ByteAccount account;
    private boolean hashKnown;
    private int stateHash;

    /** A block, its codec, and what it is a delta against. */
    private static final class Entry {
        final ByteWriter bytes = new ByteWriter(BLOCK_BYTES);
        Codec codec = Codec.PLAIN;
        int baselineTick;
        int previousTick;
        Content content = Content.NOTHING;
        /** What its bits are for; null: nobody watches. */
        @Nullable
        ByteAccount account;
    }

    SharedBlocks(Schema schema, SnapshotHistory history, CounterBatch counters) {
        this.history = history;
        this.counters = counters;
        encoders = new Encoders(schema);
        hash = new StateHash(schema);
        now = new Snapshot(schema);
    }

    @Override
    public void adapt(RoomType to) {
        // Everybody sees everything, as often as everything else.
    }

    @Override
    public void begin(Snapshot filled, @Nullable ByteAccount into) {
        now = filled;
        account = into;
        everything[0].look(filled);
        used = 0;
        hashKnown = false;
    }

    @Override
    public Content append(Recipient to, ByteWriter frame) {
        Entry entry = find(to.seat().codec(), to.sentTick(), to.sentBeforeTick());
        frame.append(entry.bytes);
        if (account != null && entry.account != null) {
            account.add(entry.account);
        }
        return entry.content;
    }

    @Override
    public int oldestTick(Recipient to) {
        return to.sentTick();
    }

    @Override
    public boolean sharesHashes() {
        return true;
    }

    @Override
    public int stateHash(Recipient to) {
        if (!hashKnown) {
            stateHash = hash.ofPublic(now);
            hashKnown = true;
        }
        return stateHash;
    }

    @Override
    public Sight[] shown(Recipient to) {
        return everything;
    }

    private Entry find(Codec codec, int baselineTick, int previousTick) {
        for (int i = 0; i < used; i++) {
            Entry entry = entries.get(i);
            if (entry.codec == codec && entry.baselineTick == baselineTick && entry.previousTick == previousTick) {
                return entry;
            }
        }
        return encode(codec, baselineTick, previousTick);
    }

    private Entry encode(Codec codec, int baselineTick, int previousTick) {
        if (used == entries.size()) {
            entries.add(new Entry());
        }
        Entry entry = entries.get(used++);
        entry.codec = codec;
        entry.baselineTick = baselineTick;
        entry.previousTick = previousTick;
        entry.bytes.clear();
        entry.account = ByteAccount.partOf(account, entry.account);
        Snapshot baseline = baselineTick == Recipient.NO_TICK ? null : history.find(baselineTick);
        Snapshot previous = previousTick == Recipient.NO_TICK ? null : history.find(previousTick);
        boolean hasChanges = encoders.of(codec, entry.account).encode(previous, baseline, now, entry.bytes);
        entry.content = baseline == null ? Content.KEYFRAME : hasChanges ? Content.CHANGES : Content.NOTHING;
        counters.increment(Counter.BLOCKS_ENCODED);
        return entry;
    }
}

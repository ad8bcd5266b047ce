package dev.tickwire.proto.codec;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Writes the difference of two snapshots as the {@code blocks} field of a server frame, for all players who were last
 * sent the same two.
 *
 * <p>Allocates nothing once its buffers have grown, but for texts. One thread at a time.
 */
public final class BlockEncoder {
    private final TableEncoder[] tables;
    private final Sight everythingPrevious = Sight.ofEverything();
    private final Sight everythingBefore = Sight.ofEverything();
    private final Sight everythingNow = Sight.ofEverything();
    private final ByteWriter table = new ByteWriter(1024);
    private final ByteWriter block = new ByteWriter(2048);
    private final BlockTexts texts = new BlockTexts();
    private @Nullable ByteAccount account;
    /** Of the block: what is tables or texts. */
    private int contentBytes;

    /**
     * Writes the columns for everybody, of snapshots with all columns of this schema, for clients that read this codec.
     */
    public BlockEncoder(Schema schema, Codec codec) {
        this(schema, Audience.EVERYBODY, codec);
    }

    /** Writes the columns for one audience. */
    public BlockEncoder(Schema schema, Audience audience, Codec codec) {
        tables = schema.partsFor(audience).stream()
                .map(part -> new TableEncoder(part, codec, texts))
                .toArray(TableEncoder[]::new);
    }

    /** What the bits of blocks are for is added to this account from now on; null: to none. */
    public void keepAccount(@Nullable ByteAccount into) {
        account = into;
    }

    /**
     * Appends the block that leads from {@code baseline} to {@code now}, for players who see everything.
     *
     * @param previous what was sent before the baseline; null: nothing, or it is no longer known
     * @param baseline what was sent last; null: nothing, so this is a keyframe
     * @return whether anything is different
     */
    public boolean encode(@Nullable Snapshot previous, @Nullable Snapshot baseline, Snapshot now, ByteWriter out) {
        everythingNow.look(now);
        look(everythingBefore, baseline);
        look(everythingPrevious, previous);
        return encode(0, everythingPrevious, everythingBefore, everythingNow, out);
    }

    /**
     * Appends the block that leads one layer from {@code baseline} to {@code now}.
     *
     * @param layer 0 to {@link Replica#LAYERS} − 1
     * @param previous what was sent before the baseline; not known: no prediction
     * @param baseline what was sent last; not known: this is a keyframe
     * @return whether anything is different
     */
    public boolean encode(int layer, Sight previous, Sight baseline, Sight now, ByteWriter out) {
        boolean hasChanges = write(layer, previous, baseline, now);
        append(out);
        return hasChanges;
    }

    /**
     * As {@link #encode(int, Sight, Sight, Sight, ByteWriter)}, but a delta that says nothing is not appended.
     *
     * @return whether there is a block
     */
    public boolean encodeChanges(int layer, Sight previous, Sight baseline, Sight now, ByteWriter out) {
        boolean hasChanges = write(layer, previous, baseline, now);
        if (hasChanges || !baseline.isKnown()) {
            append(out);
            return true;
        }
        return false;
    }

    private void append(ByteWriter out) {
        int start = out.length();
        out.bytesField(Fields.SERVER_BLOCKS, block);
        if (account != null) {
            account.add(AccountLayout.BLOCKS, 8L * (out.length() - start - contentBytes));
        }
    }

    /** Fills the block; whether anything is different. */
    private boolean write(int layer, Sight previous, Sight baseline, Sight now) {
        block.clear();
        Sight from = baseline.isKnown() ? baseline : null;
        Sight before = from != null && previous.isKnown() ? previous : null;
        if (from != null) {
            block.uint32Field(Fields.BLOCK_BASELINE_AGO, now.tick() - from.tick());
            if (before != null) {
                block.uint32Field(Fields.BLOCK_PREVIOUS_AGO, from.tick() - before.tick());
            }
        }
        texts.begin();
        contentBytes = 0;
        boolean hasChanges = false;
        for (TableEncoder encoder : tables) {
            table.clear();
            encoder.encode(before, from, now, table, account);
            if (table.length() > 0) {
                int start = block.length();
                block.bytesField(Fields.BLOCK_TABLES, table);
                encoder.appended(block.length() - start);
                contentBytes += block.length() - start;
                hasChanges = true;
            }
        }
        int start = block.length();
        texts.write(now.snapshot(), block);
        if (account != null) {
            account.add(AccountLayout.TEXTS, 8L * (block.length() - start));
        }
        contentBytes += block.length() - start;
        if (layer != 0) {
            block.uint32Field(Fields.BLOCK_LAYER, layer);
        }
        return hasChanges;
    }

    private static void look(Sight sight, @Nullable Snapshot snapshot) {
        if (snapshot == null) {
            sight.forget();
        } else {
            sight.look(snapshot);
        }
    }
}

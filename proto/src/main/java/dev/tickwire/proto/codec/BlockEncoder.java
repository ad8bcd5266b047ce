package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the difference of two snapshots as the {@code blocks} field of a server frame, for all players who were last sent the same two.
 *
 * <p>Allocates nothing once its buffers have grown, but for texts. One thread at a time.
 */
public final class BlockEncoder {
    private final TableEncoder[] tables;
    private final ByteWriter table = new ByteWriter(1024);
    private final ByteWriter block = new ByteWriter(2048);
    private final ByteWriter text = new ByteWriter(64);

    /** For snapshots with all columns of this schema. */
    public BlockEncoder(Schema schema) {
        tables = new TableEncoder[schema.tables().size()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new TableEncoder(i, schema.tables().get(i));
        }
    }

    /**
     * Appends the block that leads from {@code baseline} to {@code now}.
     *
     * @param previous what was sent before the baseline; null: nothing, or it is no longer known
     * @param baseline what was sent last; null: nothing, so this is a keyframe
     */
    public void encode(@Nullable Snapshot previous, @Nullable Snapshot baseline, Snapshot now, ByteWriter out) {
        block.clear();
        int baselineAgo = 0;
        int previousAgo = 0;
        if (baseline != null) {
            baselineAgo = now.tick() - baseline.tick();
            block.uint32Field(Fields.BLOCK_BASELINE_AGO, baselineAgo);
            if (previous != null) {
                previousAgo = baseline.tick() - previous.tick();
                block.uint32Field(Fields.BLOCK_PREVIOUS_AGO, previousAgo);
            }
        }
        for (int i = 0; i < tables.length; i++) {
            table.clear();
            tables[i].encode(
                    baseline == null || previous == null ? null : previous.table(i),
                    baseline == null ? null : baseline.table(i),
                    now.table(i),
                    baselineAgo,
                    previousAgo,
                    table);
            if (table.length() > 0) {
                block.bytesField(Fields.BLOCK_TABLES, table);
            }
        }
        writeTexts(baseline, now);
        out.bytesField(Fields.SERVER_BLOCKS, block);
    }

    private void writeTexts(@Nullable Snapshot baseline, Snapshot now) {
        for (int key = 1; key < now.textLimit(); key++) {
            String before = baseline == null ? null : baseline.text(key);
            String after = now.text(key);
            if (!Objects.equals(before, after)) {
                text.clear();
                text.uint32Field(Fields.TEXT_KEY, key);
                if (after != null) {
                    byte[] utf8 = after.getBytes(StandardCharsets.UTF_8);
                    text.bytesField(Fields.TEXT_VALUE, utf8, utf8.length);
                }
                block.bytesField(Fields.BLOCK_TEXTS, text);
            }
        }
    }
}

package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Applies a block of a server frame to a snapshot of visible columns. One thread at a time. */
final class BlockDecoder {
    private final TableDecoder[] tables;
    private final boolean[] seen;
    private final ByteReader content = new ByteReader();
    private int layer;
    private int baselineAgo;
    private int previousAgo;

    BlockDecoder(Schema visible) {
        tables = new TableDecoder[visible.tables().size()];
        seen = new boolean[tables.length];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new TableDecoder(visible.tables().get(i));
        }
    }

    /** Reads which layer the block is for, and what it is a delta against. */
    void readBaseline(byte[] bytes, int offset, int end) throws MalformedFrameException {
        ByteReader block = new ByteReader();
        block.reset(bytes, offset, end);
        layer = 0;
        baselineAgo = 0;
        previousAgo = 0;
        while (block.hasMore()) {
            int tag = block.tag();
            switch (tag) {
                case Fields.BLOCK_BASELINE_AGO -> baselineAgo = block.count();
                case Fields.BLOCK_PREVIOUS_AGO -> previousAgo = block.count();
                case Fields.BLOCK_LAYER -> layer = block.count();
                default -> block.skip(tag);
            }
        }
    }

    /** Which layer the block changes. */
    int layer() {
        return layer;
    }

    int baselineAgo() {
        return baselineAgo;
    }

    int previousAgo() {
        return previousAgo;
    }

    /**
     * Applies the block that {@link #readBaseline} has seen to {@code into}, which holds the baseline, or nothing for a
     * keyframe.
     */
    void apply(byte[] bytes, int offset, int end, @Nullable Snapshot previous, Snapshot into)
            throws MalformedFrameException {
        Arrays.fill(seen, false);
        ByteReader block = new ByteReader();
        block.reset(bytes, offset, end);
        while (block.hasMore()) {
            int tag = block.tag();
            switch (tag) {
                case Fields.BLOCK_TABLES -> {
                    block.delimited(content);
                    applyTable(previous, into);
                }
                case Fields.BLOCK_TEXTS -> {
                    block.delimited(content);
                    applyText(into);
                }
                default -> block.skip(tag);
            }
        }
    }

    private void applyTable(@Nullable Snapshot previous, Snapshot into) throws MalformedFrameException {
        byte[] source = content.source();
        int offset = content.position();
        int end = content.end();
        int index = TableDecoder.readIndex(content);
        if (index >= tables.length) {
            throw new MalformedFrameException("there is no table " + index);
        }
        if (seen[index]) {
            throw new MalformedFrameException("a block has table " + index + " twice");
        }
        seen[index] = true;
        content.reset(source, offset, end);
        tables[index].apply(
                content, previous == null ? null : previous.table(index), into.table(index), baselineAgo, previousAgo);
    }

    private void applyText(Snapshot into) throws MalformedFrameException {
        int key = 0;
        String value = "";
        while (content.hasMore()) {
            int tag = content.tag();
            switch (tag) {
                case Fields.TEXT_KEY -> key = content.count();
                case Fields.TEXT_VALUE -> value = content.text();
                default -> content.skip(tag);
            }
        }
        if (key < 1 || key > Snapshot.MOST_TEXTS) {
            throw new MalformedFrameException("there is no text " + key);
        }
        into.setText(key, value.isEmpty() ? null : value);
    }
}

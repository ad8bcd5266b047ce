package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Applies a block of a server frame to a snapshot of visible columns. One thread at a time. */
final class BlockDecoder {
    private final TableDecoder[] tables;
    private final HeldTexts texts;
    private final boolean[] seen;
    private final ByteReader content = new ByteReader();
    private int layer;
    private int baselineAgo;
    private int previousAgo;

    /** For snapshots of these columns, whose texts are put with those that are held. */
    BlockDecoder(Schema visible, HeldTexts texts) {
        this.texts = texts;
        tables = new TableDecoder[visible.tables().size()];
        seen = new boolean[tables.length];
        DecoderSpace space = new DecoderSpace(visible);
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new TableDecoder(visible.tables().get(i), texts, space);
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
        readTexts(bytes, offset, end);
        Arrays.fill(seen, false);
        ByteReader block = new ByteReader();
        block.reset(bytes, offset, end);
        while (block.hasMore()) {
            int tag = block.tag();
            if (tag == Fields.BLOCK_TABLES) {
                block.delimited(content);
                applyTable(previous, into);
            } else {
                block.skip(tag);
            }
        }
        into.setTexts(texts.byKey());
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

    /** First of all: tables may come before the texts that they refer to. */
    private void readTexts(byte[] bytes, int offset, int end) throws MalformedFrameException {
        ByteReader block = new ByteReader();
        block.reset(bytes, offset, end);
        texts.begin();
        while (block.hasMore()) {
            int tag = block.tag();
            if (tag == Fields.BLOCK_TEXTS) {
                texts.add(block.text());
            } else {
                block.skip(tag);
            }
        }
    }
}

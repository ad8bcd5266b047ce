package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.TableType;
import org.jspecify.annotations.Nullable;

/** Writes the changes of one table as a {@code TableDelta}. Keeps scratch space; one thread at a time. */
final class TableEncoder {
    private final int index;
    private final int[] columns;
    private final int[] wrapMasks;

    private final int[] survivors;
    private final boolean[] hasPrevious;
    private final int[] entered;
    private int survivorCount;
    private int enteredCount;

    private final ByteWriter left = new ByteWriter(64);
    private final ByteWriter enteredGaps = new ByteWriter(64);
    private final ByteWriter generations = new ByteWriter(64);
    private final ByteWriter initial = new ByteWriter(256);
    private final ByteWriter bitmaps = new ByteWriter(64);
    private final ByteWriter gaps = new ByteWriter(64);
    private final ByteWriter residualBytes = new ByteWriter(256);

    private ColumnResiduals plain;
    private ColumnResiduals linear;
    private ColumnResiduals lastPartial;
    private boolean hasPartial;
    private int predictedMask;
    private int changedMask;
    private int partialMask;
    private int sameMask;
    private int sparseMask;

    TableEncoder(int index, TableType type) {
        this.index = index;
        columns = type.visibleColumns();
        wrapMasks = new int[columns.length];
        for (int c = 0; c < columns.length; c++) {
            ColumnType column = type.columns().get(columns[c]);
            wrapMasks[c] = column.wrapMask();
        }
        survivors = new int[type.capacity()];
        hasPrevious = new boolean[type.capacity()];
        entered = new int[type.capacity()];
        plain = new ColumnResiduals(type.capacity());
        linear = new ColumnResiduals(type.capacity());
        lastPartial = new ColumnResiduals(type.capacity());
    }

    /**
     * Writes the changes into an empty writer; nothing at all where there are none.
     *
     * @param previous null: no prediction
     * @param baseline null: nothing was seen
     */
    void encode(@Nullable Sight previous, @Nullable Sight baseline, Sight now, ByteWriter out) {
        clear();
        compareRows(baseline, now);
        writeInitialValues(now.snapshot().table(index));
        if (baseline != null && survivorCount > 0) {
            findPrevious(previous, now);
            for (int c = 0; c < columns.length; c++) {
                encodeColumn(c, previous, baseline, now);
            }
        }
        if (left.length() + enteredCount + (changedMask | predictedMask) != 0) {
            write(out);
        }
    }

    private void clear() {
        left.clear();
        enteredGaps.clear();
        generations.clear();
        initial.clear();
        bitmaps.clear();
        gaps.clear();
        residualBytes.clear();
        survivorCount = 0;
        enteredCount = 0;
        hasPartial = false;
        predictedMask = 0;
        changedMask = 0;
        partialMask = 0;
        sameMask = 0;
        sparseMask = 0;
    }

    /** One pass over the slots of both: who stayed, who left, who came. */
    private void compareRows(@Nullable Sight baseline, Sight now) {
        Rows is = now.snapshot().table(index);
        int rank = -1;
        int lastLeft = -1;
        int limit = baseline == null
                ? is.limit()
                : Math.max(is.limit(), baseline.snapshot().table(index).limit());
        for (int slot = 0; slot < limit; slot++) {
            boolean was = baseline != null && baseline.has(index, slot);
            boolean stays = now.has(index, slot);
            if (was) {
                rank++;
            }
            if (was && !stays) {
                left.varint(rank - lastLeft - 1);
                lastLeft = rank;
            } else if (stays && baseline != null && baseline.has(index, slot, is.generation(slot))) {
                survivors[survivorCount++] = slot;
            } else if (stays) {
                int lastEntered = enteredCount == 0 ? -1 : entered[enteredCount - 1];
                enteredGaps.varint(slot - lastEntered - 1);
                generations.varint(is.generation(slot));
                entered[enteredCount++] = slot;
            }
        }
    }

    private void writeInitialValues(Rows now) {
        for (int c = 0; enteredCount > 0 && c < columns.length; c++) {
            int[] values = now.column(columns[c]);
            for (int i = 0; i < enteredCount; i++) {
                initial.zigzag(values[entered[i]]);
            }
        }
    }

    private void findPrevious(@Nullable Sight previous, Sight now) {
        Rows is = now.snapshot().table(index);
        for (int rank = 0; previous != null && rank < survivorCount; rank++) {
            int slot = survivors[rank];
            hasPrevious[rank] = previous.has(index, slot, is.generation(slot));
        }
    }

    private void encodeColumn(int c, @Nullable Sight previous, Sight baseline, Sight now) {
        int[] was = baseline.snapshot().table(index).column(columns[c]);
        int[] is = now.snapshot().table(index).column(columns[c]);
        plain.begin();
        for (int rank = 0; rank < survivorCount; rank++) {
            int slot = survivors[rank];
            plain.add(LinearPrediction.difference(is[slot], was[slot], wrapMasks[c]));
        }
        ColumnResiduals before = hasPartial ? lastPartial : null;
        plain.chooseRowList(before == null ? plain : before);
        if (plain.isUnchanged()) {
            return;
        }
        boolean predict = false;
        if (previous != null) {
            int[] wasBefore = previous.snapshot().table(index).column(columns[c]);
            fillLinear(c, wasBefore, was, is, now.tick() - baseline.tick(), baseline.tick() - previous.tick());
            linear.chooseRowList(before == null ? linear : before);
            predict = linear.cost() < plain.cost();
        }
        if (predict) {
            predictedMask |= 1 << c;
        }
        writeResiduals(c, predict ? linear : plain);
    }

    private void fillLinear(int c, int[] wasBefore, int[] was, int[] is, int baselineAgo, int previousAgo) {
        linear.begin();
        for (int rank = 0; rank < survivorCount; rank++) {
            int slot = survivors[rank];
            int expected = hasPrevious[rank]
                    ? LinearPrediction.expect(wasBefore[slot], was[slot], baselineAgo, previousAgo, wrapMasks[c])
                    : was[slot];
            linear.add(LinearPrediction.difference(is[slot], expected, wrapMasks[c]));
        }
    }

    private void writeResiduals(int c, ColumnResiduals column) {
        if (column.isUnchanged()) {
            return;
        }
        int bit = 1 << c;
        changedMask |= bit;
        boolean all = column.rowList() == ColumnResiduals.RowList.ALL;
        for (int rank = 0; rank < column.count(); rank++) {
            if (all || column.get(rank) != 0) {
                residualBytes.zigzag(column.get(rank));
            }
        }
        if (all) {
            return;
        }
        partialMask |= bit;
        switch (column.rowList()) {
            case SAME -> sameMask |= bit;
            case SPARSE -> {
                sparseMask |= bit;
                writeGaps(column);
            }
            default -> writeBitmap(column);
        }
        rememberPartial(column);
    }

    private void writeBitmap(ColumnResiduals column) {
        for (int from = 0; from < column.count(); from += 8) {
            int bits = 0;
            for (int rank = from; rank < Math.min(from + 8, column.count()); rank++) {
                if (column.get(rank) != 0) {
                    bits |= 1 << (rank - from);
                }
            }
            bitmaps.rawByte(bits);
        }
    }

    private void writeGaps(ColumnResiduals column) {
        gaps.varint(column.changedCount());
        int last = -1;
        for (int rank = 0; rank < column.count(); rank++) {
            if (column.get(rank) != 0) {
                gaps.varint(rank - last - 1);
                last = rank;
            }
        }
    }

    /** Keeps the column's residuals by swapping the scratch space it is in with the one that is kept now. */
    private void rememberPartial(ColumnResiduals column) {
        ColumnResiduals free = lastPartial;
        lastPartial = column;
        hasPartial = true;
        if (column == plain) {
            plain = free;
        } else {
            linear = free;
        }
    }

    private void write(ByteWriter out) {
        if (index != 0) {
            out.uint32Field(Fields.TABLE_INDEX, index);
        }
        writeIfAny(out, Fields.TABLE_LEFT, left);
        writeIfAny(out, Fields.TABLE_ENTERED, enteredGaps);
        writeIfAny(out, Fields.TABLE_GENERATIONS, generations);
        writeIfAny(out, Fields.TABLE_INITIAL, initial);
        writeIfAny(out, Fields.TABLE_PREDICTED, predictedMask);
        writeIfAny(out, Fields.TABLE_CHANGED, changedMask);
        writeIfAny(out, Fields.TABLE_PARTIAL, partialMask);
        writeIfAny(out, Fields.TABLE_SAME_ROWS, sameMask);
        writeIfAny(out, Fields.TABLE_SPARSE, sparseMask);
        writeIfAny(out, Fields.TABLE_ROW_BITMAPS, bitmaps);
        writeIfAny(out, Fields.TABLE_ROW_GAPS, gaps);
        writeIfAny(out, Fields.TABLE_RESIDUALS, residualBytes);
    }

    private static void writeIfAny(ByteWriter out, int tag, ByteWriter content) {
        if (content.length() > 0) {
            out.bytesField(tag, content);
        }
    }

    private static void writeIfAny(ByteWriter out, int tag, int mask) {
        if (mask != 0) {
            out.uint32Field(tag, mask);
        }
    }
}

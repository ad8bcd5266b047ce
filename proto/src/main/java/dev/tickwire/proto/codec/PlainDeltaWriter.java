package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import org.jspecify.annotations.Nullable;

/** Writes a table's changes as protobuf fields. */
final class PlainDeltaWriter implements DeltaWriter {
    private final ByteWriter left = new ByteWriter(64);
    private final ByteWriter entered = new ByteWriter(64);
    private final ByteWriter generations = new ByteWriter(64);
    private final ByteWriter initial = new ByteWriter(256);
    private final ByteWriter bitmaps = new ByteWriter(64);
    private final ByteWriter gaps = new ByteWriter(64);
    private final ByteWriter residuals = new ByteWriter(256);
    private long predictedMask;
    private long changedMask;
    private long partialMask;
    private long sameMask;
    private long sparseMask;

    @Override
    public void begin() {
        left.clear();
        entered.clear();
        generations.clear();
        initial.clear();
        bitmaps.clear();
        gaps.clear();
        residuals.clear();
        predictedMask = 0;
        changedMask = 0;
        partialMask = 0;
        sameMask = 0;
        sparseMask = 0;
    }

    @Override
    public void left(int[] ranks, int count) {
        writeGaps(left, ranks, count);
    }

    @Override
    public void entered(int[] slots, int count, Rows rows) {
        writeGaps(entered, slots, count);
        for (int i = 0; i < count; i++) {
            generations.varint(rows.generation(slots[i]));
        }
    }

    @Override
    public void initial(int[] values, int width, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            for (int cell = 0; cell < width; cell++) {
                initial.zigzag(values[slots[i] * width + cell]);
            }
        }
    }

    @Override
    public void plan(ColumnResiduals column, @Nullable ColumnResiduals partial) {
        int residualBytes = 0;
        Series series = column.residuals();
        int gapBytes = ByteWriter.varintSize(series.otherCount());
        for (int i = 0; i < series.otherCount(); i++) {
            residualBytes += ByteWriter.varintSize(series.numbers().get(i));
            gapBytes += ByteWriter.varintSize(series.gap(i));
        }
        column.consider(RowList.ALL, residualBytes + series.zeroCount());
        if (column.changesTheRowsOf(partial)) {
            column.consider(RowList.SAME, residualBytes);
        }
        column.consider(RowList.BITMAP, residualBytes + ((series.count() + 7) >> 3));
        column.consider(RowList.SPARSE, residualBytes + gapBytes);
    }

    @Override
    public void column(int index, boolean predicted, ColumnResiduals column) {
        long bit = 1L << index;
        if (predicted) {
            predictedMask |= bit;
        }
        RowList rowList = column.rowList();
        if (rowList == RowList.NONE) {
            return;
        }
        Series series = column.residuals();
        changedMask |= bit;
        if (rowList.isPartial()) {
            partialMask |= bit;
        }
        switch (rowList) {
            case SAME -> sameMask |= bit;
            case BITMAP -> writeBitmap(series);
            case SPARSE -> {
                sparseMask |= bit;
                writeRanks(series);
            }
            case NONE, ALL -> {}
        }
        boolean hasZeros = rowList == RowList.ALL;
        for (int i = 0; i < series.otherCount(); i++) {
            writeZeros(hasZeros ? series.gap(i) : 0);
            residuals.varint(series.numbers().get(i));
        }
        writeZeros(hasZeros ? series.lastGap() : 0);
    }

    private void writeZeros(int count) {
        for (int i = 0; i < count; i++) {
            residuals.varint(0);
        }
    }

    @Override
    public long bits() {
        int bytes = left.length() + entered.length() + generations.length() + initial.length();
        return 8L * (bytes + bitmaps.length() + gaps.length() + residuals.length());
    }

    @Override
    public void write(ByteWriter out) {
        writeIfAny(out, Fields.TABLE_LEFT, left);
        writeIfAny(out, Fields.TABLE_ENTERED, entered);
        writeIfAny(out, Fields.TABLE_GENERATIONS, generations);
        writeIfAny(out, Fields.TABLE_INITIAL, initial);
        writeIfAny(out, Fields.TABLE_PREDICTED, predictedMask);
        writeIfAny(out, Fields.TABLE_CHANGED, changedMask);
        writeIfAny(out, Fields.TABLE_PARTIAL, partialMask);
        writeIfAny(out, Fields.TABLE_SAME_ROWS, sameMask);
        writeIfAny(out, Fields.TABLE_SPARSE, sparseMask);
        writeIfAny(out, Fields.TABLE_ROW_BITMAPS, bitmaps);
        writeIfAny(out, Fields.TABLE_ROW_GAPS, gaps);
        writeIfAny(out, Fields.TABLE_RESIDUALS, residuals);
    }

    private void writeBitmap(Series series) {
        int next = 0;
        for (int from = 0; from < series.count(); from += 8) {
            int bits = 0;
            for (; next < series.otherCount() && series.rank(next) < from + 8; next++) {
                bits |= 1 << (series.rank(next) - from);
            }
            bitmaps.rawByte(bits);
        }
    }

    private void writeRanks(Series series) {
        gaps.varint(series.otherCount());
        for (int i = 0; i < series.otherCount(); i++) {
            gaps.varint(series.gap(i));
        }
    }

    private static void writeGaps(ByteWriter out, int[] ascending, int count) {
        int last = -1;
        for (int i = 0; i < count; i++) {
            out.varint(ascending[i] - last - 1);
            last = ascending[i];
        }
    }

    private static void writeIfAny(ByteWriter out, int tag, ByteWriter content) {
        if (content.length() > 0) {
            out.bytesField(tag, content);
        }
    }

    private static void writeIfAny(ByteWriter out, int tag, long mask) {
        if (mask != 0) {
            out.uint64Field(tag, mask);
        }
    }
}

package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import org.jspecify.annotations.Nullable;

/** Writes a table's changes as one stream of bits. */
final class PackedDeltaWriter implements DeltaWriter {
    private final BitWriter bits = new BitWriter();
    private final RiceNumbers numbers;
    private final RiceNumbers gaps;

    PackedDeltaWriter(int capacity) {
        numbers = new RiceNumbers(capacity);
        gaps = new RiceNumbers(capacity);
    }

    @Override
    public void begin() {
        bits.clear();
    }

    @Override
    public void left(int[] ranks, int count) {
        writeList(ranks, count);
    }

    @Override
    public void entered(int[] slots, int count, Rows rows) {
        writeList(slots, count);
        numbers.begin();
        for (int i = 0; i < count; i++) {
            numbers.add(rows.generation(slots[i]));
        }
        numbers.write(bits);
    }

    @Override
    public void initial(int[] values, int[] slots, int count) {
        numbers.begin();
        int last = 0;
        for (int i = 0; i < count; i++) {
            int value = values[slots[i]];
            numbers.add(ByteWriter.zigzagged(value - last));
            last = value;
        }
        numbers.write(bits);
    }

    @Override
    public void plan(ColumnResiduals column, @Nullable ColumnResiduals partial) {
        collect(column, false);
        int residualBits = numbers.bitsWithZeros(0);
        column.consider(RowList.ALL, numbers.bitsWithZeros(column.count() - column.changedCount()));
        if (column.changedCount() == column.count()) {
            return;
        }
        if (column.changesTheRowsOf(partial)) {
            column.consider(RowList.SAME, residualBits);
        }
        int rankBits = Rice.bits(gaps.count(), 0) + gaps.bitsWithZeros(0);
        column.consider(RowList.SPARSE, residualBits + rankBits);
    }

    @Override
    public void column(int index, boolean predicted, ColumnResiduals column) {
        RowList rowList = column.rowList();
        if (!predicted && rowList == RowList.NONE) {
            bits.bits(0, 1);
            return;
        }
        bits.bits(1, 1);
        bits.bits(predicted ? 1 : 0, 1);
        bits.bits(PackedDeltaReader.codeOf(rowList), 2);
        collect(column, rowList == RowList.ALL);
        if (rowList == RowList.SPARSE) {
            bits.number(gaps.count(), 0);
            gaps.write(bits);
        }
        numbers.write(bits);
    }

    @Override
    public void write(ByteWriter out) {
        out.bytesField(Fields.TABLE_PACKED, bits.finish());
    }

    /** Leaves the residuals in {@link #numbers}, all or those that are not 0, and the gaps of these in {@link #gaps}. */
    private void collect(ColumnResiduals column, boolean withZeros) {
        numbers.begin();
        gaps.begin();
        int last = -1;
        for (int rank = 0; rank < column.count(); rank++) {
            int residual = column.get(rank);
            if (residual != 0) {
                gaps.add(rank - last - 1);
                last = rank;
            }
            if (residual != 0 || withZeros) {
                numbers.add(ByteWriter.zigzagged(residual));
            }
        }
    }

    private void writeList(int[] ascending, int count) {
        gaps.begin();
        int last = -1;
        for (int i = 0; i < count; i++) {
            gaps.add(ascending[i] - last - 1);
            last = ascending[i];
        }
        bits.number(count, 0);
        gaps.write(bits);
    }
}

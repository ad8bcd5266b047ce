package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import org.jspecify.annotations.Nullable;

/** Writes a table's changes as one stream of bits. */
final class PackedDeltaWriter implements DeltaWriter {
    private final BitWriter bits = new BitWriter();
    private final RiceNumbers numbers = new RiceNumbers();
    private final RiceNumbers gaps = new RiceNumbers();

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
        numbers.begin(count);
        for (int i = 0; i < count; i++) {
            numbers.add(rows.generation(slots[i]));
        }
        numbers.write(bits);
    }

    @Override
    public void initial(int[] values, int[] slots, int count) {
        numbers.begin(count);
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
        column.consider(RowList.ALL, column.zigzagged().bits());
        if (column.changedCount() == column.count()) {
            return;
        }
        collectChanged(column);
        int residualBits = numbers.bits();
        if (column.changesTheRowsOf(partial)) {
            column.consider(RowList.SAME, residualBits);
        }
        int rankBits = Rice.bits(gaps.count(), 0) + gaps.bits();
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
        if (rowList == RowList.ALL) {
            column.zigzagged().write(bits);
        } else if (rowList.isPartial()) {
            collectChanged(column);
            if (rowList == RowList.SPARSE) {
                bits.number(gaps.count(), 0);
                gaps.write(bits);
            }
            numbers.write(bits);
        }
    }

    @Override
    public void write(ByteWriter out) {
        out.bytesField(Fields.TABLE_PACKED, bits.finish());
    }

    /** Leaves the residuals that are not 0 in {@link #numbers}, and the gaps of their ranks in {@link #gaps}. */
    private void collectChanged(ColumnResiduals column) {
        numbers.begin(column.changedCount());
        gaps.begin(column.changedCount());
        int last = -1;
        for (int rank = 0; rank < column.count(); rank++) {
            int residual = column.get(rank);
            if (residual != 0) {
                numbers.add(residual);
                gaps.add(rank - last - 1);
                last = rank;
            }
        }
    }

    private void writeList(int[] ascending, int count) {
        gaps.begin(count);
        int last = -1;
        for (int i = 0; i < count; i++) {
            gaps.add(ascending[i] - last - 1);
            last = ascending[i];
        }
        bits.number(count, 0);
        gaps.write(bits);
    }
}

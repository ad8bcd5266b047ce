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
        int zeros = column.zeroCount();
        column.consider(RowList.ALL, column.residuals().bits(zeros));
        if (zeros == 0) {
            return;
        }
        int residualBits = column.residuals().bits(0);
        if (column.changesTheRowsOf(partial)) {
            column.consider(RowList.SAME, residualBits);
        }
        collectGaps(column);
        column.consider(RowList.SPARSE, residualBits + Rice.bits(gaps.count(), 0) + gaps.bits(0));
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
            writeAll(column);
        } else if (rowList.isPartial()) {
            if (rowList == RowList.SPARSE) {
                collectGaps(column);
                bits.number(gaps.count(), 0);
                gaps.write(bits);
            }
            column.residuals().write(bits);
        }
    }

    @Override
    public void write(ByteWriter out) {
        out.bytesField(Fields.TABLE_PACKED, bits.finish());
    }

    /** Leaves the gaps of the ranks of which the residuals are not 0 in {@link #gaps}. */
    private void collectGaps(ColumnResiduals column) {
        gaps.begin(column.changedCount());
        for (int i = 0; i < column.changedCount(); i++) {
            gaps.add(column.gap(i));
        }
    }

    private void writeAll(ColumnResiduals column) {
        RiceNumbers residuals = column.residuals();
        int parameter = residuals.parameter(column.zeroCount());
        bits.bits(parameter, Rice.PARAMETER_BITS);
        for (int i = 0; i < residuals.count(); i++) {
            writeZeros(column.gap(i), parameter);
            bits.number(residuals.get(i), parameter);
        }
        writeZeros(column.lastGap(), parameter);
    }

    private void writeZeros(int count, int parameter) {
        for (int i = 0; i < count; i++) {
            bits.number(0, parameter);
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

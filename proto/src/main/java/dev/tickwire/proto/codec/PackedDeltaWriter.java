package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import org.jspecify.annotations.Nullable;

/** Writes a table's changes as one stream of bits. */
final class PackedDeltaWriter implements DeltaWriter {
    /** A series of fewer numbers is always written one after the other. */
    static final int SHORT_SERIES = 16;

    private final BitWriter bits = new BitWriter();
    private final RiceNumbers gaps = new RiceNumbers();
    private Series differences = new Series();
    private Series steps = new Series();

    @Override
    public void begin() {
        bits.clear();
    }

    @Override
    public void left(int[] ranks, int count) {
        gaps.begin(count);
        for (int i = 0; i < count; i++) {
            gaps.add(gap(ranks, i));
        }
        writeGaps();
    }

    @Override
    public void entered(int[] slots, int count, Rows rows) {
        bits.number(count, 0);
        differences.begin(count, count);
        for (int i = 0; i < count; i++) {
            differences.add(i, gap(slots, i));
        }
        writeSeries(differences);
        begin(count);
        for (int i = 0, last = 0, step = 0; i < count; i++) {
            int value = rows.generation(slots[i]);
            add(i, value - last, step);
            step = value - last;
            last = value;
        }
        writeValues(count);
    }

    @Override
    public void initial(int[] values, int width, int[] slots, int count) {
        begin(count * width);
        int last = 0;
        int step = 0;
        for (int i = 0; i < count; i++) {
            for (int cell = 0; cell < width; cell++) {
                int value = values[slots[i] * width + cell];
                add(i * width + cell, value - last, step);
                step = value - last;
                last = value;
            }
        }
        writeValues(count * width);
    }

    private static int gap(int[] ascending, int index) {
        return ascending[index] - (index == 0 ? 0 : ascending[index - 1] + 1);
    }

    private void begin(int count) {
        differences.begin(count, count);
        steps.begin(count, count);
    }

    private void add(int rank, int difference, int before) {
        differences.add(rank, ByteWriter.zigzagged(difference));
        steps.add(rank, ByteWriter.zigzagged(difference - before));
    }

    /** Writes the values of which the differences are known, in the shorter of two ways. */
    private void writeValues(int count) {
        if (count < SHORT_SERIES) {
            writeSeries(differences);
            return;
        }
        boolean isSteady = seriesBits(steps) < seriesBits(differences);
        bits.bits(isSteady ? 1 : 0, 1);
        writeSeries(isSteady ? steps : differences);
    }

    @Override
    public void plan(ColumnResiduals column, @Nullable ColumnResiduals partial) {
        Series series = column.residuals();
        column.consider(RowList.ALL, allBits(series));
        if (series.zeroCount() == 0) {
            return;
        }
        int residualBits = series.numbers().bits(0);
        if (column.changesTheRowsOf(partial)) {
            column.consider(RowList.SAME, residualBits);
        }
        column.consider(RowList.SPARSE, listedBits(series));
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
        switch (rowList) {
            case ALL -> writeAll(column.residuals());
            case SAME -> column.residuals().numbers().write(bits);
            case SPARSE -> writeListed(column.residuals());
            case NONE, BITMAP -> {}
        }
    }

    @Override
    public long bits() {
        return bits.length();
    }

    @Override
    public void write(ByteWriter out) {
        out.bytesField(Fields.TABLE_PACKED, bits.finish());
    }

    private int seriesBits(Series series) {
        return Math.min(allBits(series), listedBits(series));
    }

    private void writeSeries(Series series) {
        if (series.count() < SHORT_SERIES) {
            writeAll(series);
            return;
        }
        boolean isListed = listedBits(series) < allBits(series);
        bits.bits(isListed ? 1 : 0, 1);
        if (isListed) {
            writeListed(series);
        } else {
            writeAll(series);
        }
    }

    private static int allBits(Series series) {
        return series.numbers().bits(series.zeroCount());
    }

    private int listedBits(Series series) {
        collectGaps(series);
        return Rice.bits(gaps.count(), 0) + gaps.bits(0) + series.numbers().bits(0);
    }

    private void writeAll(Series series) {
        if (series.count() == 0) {
            return;
        }
        RiceNumbers numbers = series.numbers();
        int parameter = numbers.parameter(series.zeroCount());
        bits.bits(parameter, Rice.PARAMETER_BITS);
        for (int i = 0; i < numbers.count(); i++) {
            writeZeros(series.gap(i), parameter);
            bits.number(numbers.get(i), parameter);
        }
        writeZeros(series.lastGap(), parameter);
    }

    private void writeZeros(int count, int parameter) {
        for (int i = 0; i < count; i++) {
            bits.number(0, parameter);
        }
    }

    /** Writes the ranks of the numbers that are not 0, and these. */
    private void writeListed(Series series) {
        collectGaps(series);
        writeGaps();
        series.numbers().write(bits);
    }

    private void collectGaps(Series series) {
        gaps.begin(series.otherCount());
        for (int i = 0; i < series.otherCount(); i++) {
            gaps.add(series.gap(i));
        }
    }

    private void writeGaps() {
        bits.number(gaps.count(), 0);
        gaps.write(bits);
    }
}

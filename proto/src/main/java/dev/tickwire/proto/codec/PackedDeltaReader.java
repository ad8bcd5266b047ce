package dev.tickwire.proto.codec;

import java.util.Arrays;

/** Reads a table's changes from one stream of bits. */
final class PackedDeltaReader implements DeltaReader {
    private static final RowList[] ROW_LISTS = {RowList.NONE, RowList.ALL, RowList.SAME, RowList.SPARSE};

    private final ByteReader packed;
    private final BitReader bits = new BitReader();
    private int[] listed = {};
    private int[] others = {};
    private boolean predicted;
    private RowList rowList = RowList.NONE;

    PackedDeltaReader(ByteReader packed) {
        this.packed = packed;
    }

    /** The two bits that stand for a row list. */
    static int codeOf(RowList rowList) {
        return switch (rowList) {
            case NONE -> 0;
            case ALL -> 1;
            case SAME -> 2;
            case SPARSE -> 3;
            case BITMAP -> throw new IllegalArgumentException("there are no bitmaps in this codec");
        };
    }

    @Override
    public void begin(int columnCount) {
        bits.reset(packed);
    }

    @Override
    public int left(int[] ranks, int limit) throws MalformedFrameException {
        return readList(ranks, limit, Gaps.NOBODY_LEFT);
    }

    @Override
    public int entered(int[] slots, int limit) throws MalformedFrameException {
        int count = readLength(limit, Gaps.NO_SLOT);
        readSeries(slots, count);
        sumGaps(slots, count, limit, Gaps.NO_SLOT);
        return count;
    }

    @Override
    public void generations(int[] into, int count) throws MalformedFrameException {
        readValues(into, count);
    }

    @Override
    public void initial(int[] into, int count) throws MalformedFrameException {
        readValues(into, count);
    }

    private void readValues(int[] into, int count) throws MalformedFrameException {
        boolean isSteady = count >= PackedDeltaWriter.SHORT_SERIES && bits.bits(1) == 1;
        readSeries(into, count);
        for (int i = 0, last = 0, step = 0; i < count; i++) {
            int difference = ByteReader.unzigzagged(into[i]);
            step = isSteady ? step + difference : difference;
            last += step;
            into[i] = last;
        }
    }

    private void readSeries(int[] into, int count) throws MalformedFrameException {
        if (count < PackedDeltaWriter.SHORT_SERIES || bits.bits(1) == 0) {
            readNumbers(into, count);
            return;
        }
        listed = Series.reserve(listed, count);
        others = Series.reserve(others, count);
        int length = readList(listed, count, Gaps.NO_ROW);
        readNumbers(others, length);
        Arrays.fill(into, 0, count, 0);
        for (int i = 0; i < length; i++) {
            into[listed[i]] = others[i];
        }
    }

    @Override
    public void column(int index) throws MalformedFrameException {
        boolean changes = bits.bits(1) == 1;
        predicted = changes && bits.bits(1) == 1;
        rowList = changes ? ROW_LISTS[bits.bits(2)] : RowList.NONE;
        if (changes && !predicted && rowList == RowList.NONE) {
            throw new MalformedFrameException("a column changes, and nothing in it does");
        }
    }

    @Override
    public boolean isPredicted() {
        return predicted;
    }

    @Override
    public RowList rowList() {
        return rowList;
    }

    @Override
    public int ranks(int[] into, int limit) throws MalformedFrameException {
        return readList(into, limit, Gaps.NO_ROW);
    }

    @Override
    public void residuals(int[] into, int count) throws MalformedFrameException {
        readNumbers(into, count);
        for (int i = 0; i < count; i++) {
            into[i] = ByteReader.unzigzagged(into[i]);
        }
    }

    @Override
    public void end() throws MalformedFrameException {
        bits.end();
    }

    private int readList(int[] into, int limit, String sentence) throws MalformedFrameException {
        int count = readLength(limit, sentence);
        readNumbers(into, count);
        sumGaps(into, count, limit, sentence);
        return count;
    }

    private int readLength(int limit, String sentence) throws MalformedFrameException {
        int count = bits.number(0);
        if (count < 0 || count > limit) {
            throw new MalformedFrameException(sentence);
        }
        return count;
    }

    private static void sumGaps(int[] gaps, int count, int limit, String sentence) throws MalformedFrameException {
        int last = -1;
        for (int i = 0; i < count; i++) {
            last = Gaps.next(last, gaps[i], limit, sentence);
            gaps[i] = last;
        }
    }

    private void readNumbers(int[] into, int count) throws MalformedFrameException {
        int parameter = count == 0 ? 0 : bits.bits(Rice.PARAMETER_BITS);
        for (int i = 0; i < count; i++) {
            into[i] = bits.number(parameter);
        }
    }
}

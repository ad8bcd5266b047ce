package dev.tickwire.proto.codec;

/** Reads a table's changes from one stream of bits. */
final class PackedDeltaReader implements DeltaReader {
    private static final RowList[] ROW_LISTS = {RowList.NONE, RowList.ALL, RowList.SAME, RowList.SPARSE};

    private final ByteReader packed;
    private final BitReader bits = new BitReader();
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
        return readList(slots, limit, Gaps.NO_SLOT);
    }

    @Override
    public void generations(int[] into, int count) throws MalformedFrameException {
        readNumbers(into, count);
    }

    @Override
    public void initial(int[] into, int count) throws MalformedFrameException {
        readNumbers(into, count);
        int last = 0;
        for (int i = 0; i < count; i++) {
            last += ByteReader.unzigzagged(into[i]);
            into[i] = last;
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
        int count = bits.number(0);
        if (count < 0 || count > limit) {
            throw new MalformedFrameException(sentence);
        }
        readNumbers(into, count);
        int last = -1;
        for (int i = 0; i < count; i++) {
            last = Gaps.next(last, into[i], limit, sentence);
            into[i] = last;
        }
        return count;
    }

    private void readNumbers(int[] into, int count) throws MalformedFrameException {
        int parameter = count == 0 ? 0 : bits.bits(Rice.PARAMETER_BITS);
        for (int i = 0; i < count; i++) {
            into[i] = bits.number(parameter);
        }
    }
}

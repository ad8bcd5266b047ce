package dev.tickwire.proto.codec;

/** Reads a table's changes from protobuf fields. */
final class PlainDeltaReader implements DeltaReader {
    private final DeltaFields fields;
    private long columnBit;

    PlainDeltaReader(DeltaFields fields) {
        this.fields = fields;
    }

    @Override
    public void begin(int columnCount) throws MalformedFrameException {
        long known = (1L << columnCount) - 1;
        if (((fields.predictedMask | fields.changedMask) & ~known) != 0
                || (fields.partialMask & ~fields.changedMask) != 0
                || ((fields.sameMask | fields.sparseMask) & ~fields.partialMask) != 0
                || (fields.sameMask & fields.sparseMask) != 0) {
            throw new MalformedFrameException("a column mask makes no sense");
        }
    }

    @Override
    public int left(int[] ranks, int limit) throws MalformedFrameException {
        return readAll(fields.left, ranks, limit, Gaps.NOBODY_LEFT);
    }

    @Override
    public int entered(int[] slots, int limit) throws MalformedFrameException {
        return readAll(fields.entered, slots, limit, Gaps.NO_SLOT);
    }

    @Override
    public void generations(int[] into, int count) throws MalformedFrameException {
        for (int i = 0; i < count; i++) {
            into[i] = fields.generations.count();
        }
    }

    @Override
    public void initial(int[] into, int count) throws MalformedFrameException {
        for (int i = 0; i < count; i++) {
            into[i] = fields.initial.zigzag();
        }
    }

    @Override
    public void column(int index) {
        columnBit = 1L << index;
    }

    @Override
    public boolean isPredicted() {
        return (fields.predictedMask & columnBit) != 0;
    }

    @Override
    public RowList rowList() {
        if ((fields.changedMask & columnBit) == 0) {
            return RowList.NONE;
        }
        if ((fields.partialMask & columnBit) == 0) {
            return RowList.ALL;
        }
        if ((fields.sameMask & columnBit) != 0) {
            return RowList.SAME;
        }
        return (fields.sparseMask & columnBit) != 0 ? RowList.SPARSE : RowList.BITMAP;
    }

    @Override
    public int ranks(int[] into, int limit) throws MalformedFrameException {
        return (fields.sparseMask & columnBit) != 0 ? readSparse(into, limit) : readBitmap(into, limit);
    }

    @Override
    public void residuals(int[] into, int count) throws MalformedFrameException {
        for (int i = 0; i < count; i++) {
            into[i] = fields.residuals.zigzag();
        }
    }

    @Override
    public void end() throws MalformedFrameException {
        if (fields.initial.hasMore()
                || fields.generations.hasMore()
                || fields.bitmaps.hasMore()
                || fields.gaps.hasMore()
                || fields.residuals.hasMore()) {
            throw new MalformedFrameException("a table has more numbers than its rows need");
        }
    }

    private int readSparse(int[] into, int limit) throws MalformedFrameException {
        int count = fields.gaps.count();
        if (count > limit) {
            throw new MalformedFrameException("more rows change than there are");
        }
        int last = -1;
        for (int i = 0; i < count; i++) {
            last = Gaps.next(last, fields.gaps.count(), limit, Gaps.NO_ROW);
            into[i] = last;
        }
        return count;
    }

    private int readBitmap(int[] into, int limit) throws MalformedFrameException {
        int count = 0;
        for (int from = 0; from < limit; from += 8) {
            int bits = fields.bitmaps.rawByte() & 0xFF;
            if (from + 8 > limit && bits >>> (limit - from) != 0) {
                throw new MalformedFrameException(Gaps.NO_ROW);
            }
            while (bits != 0) {
                into[count++] = from + Integer.numberOfTrailingZeros(bits);
                bits &= bits - 1;
            }
        }
        return count;
    }

    private static int readAll(ByteReader gaps, int[] into, int limit, String sentence) throws MalformedFrameException {
        int count = 0;
        int last = -1;
        while (gaps.hasMore()) {
            last = Gaps.next(last, gaps.count(), limit, sentence);
            into[count++] = last;
        }
        return count;
    }
}

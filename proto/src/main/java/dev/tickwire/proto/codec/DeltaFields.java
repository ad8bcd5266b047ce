package dev.tickwire.proto.codec;

/** The fields of a {@code TableDelta}, where they were read from. */
final class DeltaFields {
    final ByteReader left = new ByteReader();
    final ByteReader entered = new ByteReader();
    final ByteReader generations = new ByteReader();
    final ByteReader initial = new ByteReader();
    final ByteReader bitmaps = new ByteReader();
    final ByteReader gaps = new ByteReader();
    final ByteReader residuals = new ByteReader();
    final ByteReader packed = new ByteReader();
    long predictedMask;
    long changedMask;
    long partialMask;
    long sameMask;
    long sparseMask;
    private boolean isPacked;
    private boolean isPlain;

    /** Whether the changes are in {@link #packed}, and the other fields are empty. */
    boolean isPacked() {
        return isPacked;
    }

    void read(ByteReader delta) throws MalformedFrameException {
        clear();
        while (delta.hasMore()) {
            int tag = delta.tag();
            switch (tag) {
                case Fields.TABLE_INDEX -> delta.skip(tag);
                case Fields.TABLE_PACKED -> {
                    delta.delimited(packed);
                    isPacked = true;
                }
                default -> readPlain(tag, delta);
            }
        }
        if (isPacked && isPlain) {
            throw new MalformedFrameException("a packed table has numbers outside of the bit stream");
        }
    }

    private void readPlain(int tag, ByteReader delta) throws MalformedFrameException {
        boolean known = true;
        switch (tag) {
            case Fields.TABLE_LEFT -> delta.delimited(left);
            case Fields.TABLE_ENTERED -> delta.delimited(entered);
            case Fields.TABLE_GENERATIONS -> delta.delimited(generations);
            case Fields.TABLE_INITIAL -> delta.delimited(initial);
            case Fields.TABLE_PREDICTED -> predictedMask = delta.varint64();
            case Fields.TABLE_CHANGED -> changedMask = delta.varint64();
            case Fields.TABLE_PARTIAL -> partialMask = delta.varint64();
            case Fields.TABLE_SAME_ROWS -> sameMask = delta.varint64();
            case Fields.TABLE_SPARSE -> sparseMask = delta.varint64();
            case Fields.TABLE_ROW_BITMAPS -> delta.delimited(bitmaps);
            case Fields.TABLE_ROW_GAPS -> delta.delimited(gaps);
            case Fields.TABLE_RESIDUALS -> delta.delimited(residuals);
            default -> {
                delta.skip(tag);
                known = false;
            }
        }
        isPlain |= known;
    }

    private void clear() {
        left.resetToNothing();
        entered.resetToNothing();
        generations.resetToNothing();
        initial.resetToNothing();
        bitmaps.resetToNothing();
        gaps.resetToNothing();
        residuals.resetToNothing();
        packed.resetToNothing();
        predictedMask = 0;
        changedMask = 0;
        partialMask = 0;
        sameMask = 0;
        sparseMask = 0;
        isPacked = false;
        isPlain = false;
    }
}

package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import org.jspecify.annotations.Nullable;

/**
 * Applies a {@code TableDelta} to rows that start as a copy of the baseline's. Trusts nothing that it reads. Keeps scratch space; one
 * thread at a time.
 */
final class TableDecoder {
    private final int[] wrapMasks;
    private final int columnMask;
    private final int[] survivors;
    private final int[] entered;
    private final int[] partialRanks;
    private int survivorCount;
    private int enteredCount;
    private int partialCount;
    private boolean hasPartial;

    private final ByteReader left = new ByteReader();
    private final ByteReader enteredGaps = new ByteReader();
    private final ByteReader generations = new ByteReader();
    private final ByteReader initial = new ByteReader();
    private final ByteReader bitmaps = new ByteReader();
    private final ByteReader gaps = new ByteReader();
    private final ByteReader residuals = new ByteReader();
    private int predictedMask;
    private int changedMask;
    private int partialMask;
    private int sameMask;
    private int sparseMask;

    TableDecoder(TableType type) {
        wrapMasks = new int[type.columns().size()];
        for (int c = 0; c < wrapMasks.length; c++) {
            wrapMasks[c] = type.columns().get(c).wrapMask();
        }
        columnMask = (1 << wrapMasks.length) - 1;
        survivors = new int[type.capacity()];
        entered = new int[type.capacity()];
        partialRanks = new int[type.capacity()];
    }

    /** Index of the table that the delta is for. */
    static int readIndex(ByteReader delta) throws MalformedFrameException {
        ByteReader skipped = new ByteReader();
        int index = 0;
        while (delta.hasMore()) {
            int tag = delta.varint();
            if (tag == Fields.TABLE_INDEX) {
                index = delta.count();
            } else if ((tag & 7) == ByteWriter.LENGTH_DELIMITED) {
                delta.delimited(skipped);
            } else {
                delta.skip(tag);
            }
        }
        return index;
    }

    /**
     * Applies a delta.
     *
     * @param previous null: no prediction
     * @param rows hold the baseline, and the new state afterwards
     */
    void apply(ByteReader delta, @Nullable Rows previous, Rows rows, int baselineAgo, int previousAgo)
            throws MalformedFrameException {
        readFields(delta);
        if (((predictedMask | changedMask) & ~columnMask) != 0
                || (partialMask & ~changedMask) != 0
                || ((sameMask | sparseMask) & ~partialMask) != 0
                || (sameMask & sparseMask) != 0
                || (predictedMask != 0 && previous == null)) {
            throw new MalformedFrameException("a column mask makes no sense");
        }
        removeLeft(rows);
        readEntered();
        listSurvivors(rows);
        for (int c = 0; c < wrapMasks.length; c++) {
            int bit = 1 << c;
            if ((predictedMask & bit) != 0 && previous != null) {
                predict(c, previous, rows, baselineAgo, previousAgo);
            }
            if ((changedMask & bit) != 0) {
                addResiduals(c, rows);
            }
            if (((predictedMask | changedMask) & bit) != 0) {
                wrap(c, rows);
            }
        }
        addEntered(rows);
        if (initial.hasMore() || generations.hasMore() || bitmaps.hasMore() || gaps.hasMore() || residuals.hasMore()) {
            throw new MalformedFrameException("a table has more numbers than its rows need");
        }
    }

    private void readFields(ByteReader delta) throws MalformedFrameException {
        left.resetToNothing();
        enteredGaps.resetToNothing();
        generations.resetToNothing();
        initial.resetToNothing();
        bitmaps.resetToNothing();
        gaps.resetToNothing();
        residuals.resetToNothing();
        predictedMask = 0;
        changedMask = 0;
        partialMask = 0;
        sameMask = 0;
        sparseMask = 0;
        while (delta.hasMore()) {
            int tag = delta.varint();
            switch (tag) {
                case Fields.TABLE_LEFT -> delta.delimited(left);
                case Fields.TABLE_ENTERED -> delta.delimited(enteredGaps);
                case Fields.TABLE_GENERATIONS -> delta.delimited(generations);
                case Fields.TABLE_INITIAL -> delta.delimited(initial);
                case Fields.TABLE_PREDICTED -> predictedMask = delta.varint();
                case Fields.TABLE_CHANGED -> changedMask = delta.varint();
                case Fields.TABLE_PARTIAL -> partialMask = delta.varint();
                case Fields.TABLE_SAME_ROWS -> sameMask = delta.varint();
                case Fields.TABLE_SPARSE -> sparseMask = delta.varint();
                case Fields.TABLE_ROW_BITMAPS -> delta.delimited(bitmaps);
                case Fields.TABLE_ROW_GAPS -> delta.delimited(gaps);
                case Fields.TABLE_RESIDUALS -> delta.delimited(residuals);
                default -> delta.skip(tag);
            }
        }
    }

    private void removeLeft(Rows rows) throws MalformedFrameException {
        int row = rows.next(0);
        while (left.hasMore()) {
            int gap = left.count();
            while (gap-- > 0 && row >= 0) {
                row = rows.next(row + 1);
            }
            if (row < 0) {
                throw new MalformedFrameException("an entity left that was not there");
            }
            rows.remove(row);
            row = rows.next(row + 1);
        }
    }

    private void readEntered() throws MalformedFrameException {
        enteredCount = 0;
        int slot = -1;
        while (enteredGaps.hasMore()) {
            int gap = enteredGaps.count();
            if (gap >= entered.length - slot - 1) {
                throw new MalformedFrameException("a slot is beyond the table's capacity");
            }
            slot += gap + 1;
            entered[enteredCount++] = slot;
        }
    }

    private void listSurvivors(Rows rows) {
        for (int i = 0; i < enteredCount; i++) {
            if (rows.isPresent(entered[i])) {
                rows.remove(entered[i]);
            }
        }
        survivorCount = 0;
        hasPartial = false;
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            survivors[survivorCount++] = row;
        }
    }

    private void predict(int c, Rows previous, Rows rows, int baselineAgo, int previousAgo) {
        int[] values = rows.column(c);
        int[] before = previous.column(c);
        for (int rank = 0; rank < survivorCount; rank++) {
            int row = survivors[rank];
            if (previous.isPresent(row) && previous.generation(row) == rows.generation(row)) {
                values[row] = LinearPrediction.expect(before[row], values[row], baselineAgo, previousAgo, wrapMasks[c]);
            }
        }
    }

    private void addResiduals(int c, Rows rows) throws MalformedFrameException {
        int[] values = rows.column(c);
        int bit = 1 << c;
        if ((partialMask & bit) == 0) {
            for (int rank = 0; rank < survivorCount; rank++) {
                values[survivors[rank]] += residuals.zigzag();
            }
            return;
        }
        if ((sameMask & bit) != 0) {
            if (!hasPartial) {
                throw new MalformedFrameException("a column refers to the rows of one before it, and there is none");
            }
        } else if ((sparseMask & bit) != 0) {
            readGaps();
        } else {
            readBitmap();
        }
        hasPartial = true;
        for (int i = 0; i < partialCount; i++) {
            values[survivors[partialRanks[i]]] += residuals.zigzag();
        }
    }

    private void readGaps() throws MalformedFrameException {
        int wanted = gaps.count();
        if (wanted > survivorCount) {
            throw new MalformedFrameException("more rows change than there are");
        }
        int rank = -1;
        for (partialCount = 0; partialCount < wanted; partialCount++) {
            int gap = gaps.count();
            if (gap >= survivorCount - rank - 1) {
                throw new MalformedFrameException("a row changes that is not there");
            }
            rank += gap + 1;
            partialRanks[partialCount] = rank;
        }
    }

    private void readBitmap() throws MalformedFrameException {
        partialCount = 0;
        for (int from = 0; from < survivorCount; from += 8) {
            int bits = bitmaps.rawByte() & 0xFF;
            if (from + 8 > survivorCount && bits >>> (survivorCount - from) != 0) {
                throw new MalformedFrameException("a row changes that is not there");
            }
            while (bits != 0) {
                partialRanks[partialCount++] = from + Integer.numberOfTrailingZeros(bits);
                bits &= bits - 1;
            }
        }
    }

    private void wrap(int c, Rows rows) {
        int mask = wrapMasks[c];
        int[] values = rows.column(c);
        for (int rank = 0; mask != -1 && rank < survivorCount; rank++) {
            values[survivors[rank]] &= mask;
        }
    }

    private void addEntered(Rows rows) throws MalformedFrameException {
        for (int i = 0; i < enteredCount; i++) {
            int generation = generations.count();
            if (generation < 1 || generation > EntityId.LAST_GENERATION) {
                throw new MalformedFrameException("a generation is out of range");
            }
            rows.put(entered[i], generation);
        }
        for (int c = 0; enteredCount > 0 && c < wrapMasks.length; c++) {
            int[] values = rows.column(c);
            for (int i = 0; i < enteredCount; i++) {
                values[entered[i]] = initial.zigzag() & wrapMasks[c];
            }
        }
    }
}

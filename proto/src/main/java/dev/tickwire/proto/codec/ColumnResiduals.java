package dev.tickwire.proto.codec;

/** One column's residuals for the survivors of a table, and the cheapest way to write which of them are not 0. */
final class ColumnResiduals {
    /** How the rows with residuals are written, the simplest first: of two that cost the same, the first is taken. */
    enum RowList {
        ALL,
        SAME,
        BITMAP,
        SPARSE
    }

    private final int[] residuals;
    private int count;
    private int changedCount;
    private int cost;
    private RowList rowList = RowList.ALL;

    ColumnResiduals(int capacity) {
        residuals = new int[capacity];
    }

    void begin() {
        count = 0;
        changedCount = 0;
    }

    void add(int residual) {
        residuals[count++] = residual;
        if (residual != 0) {
            changedCount++;
        }
    }

    boolean isUnchanged() {
        return changedCount == 0;
    }

    int get(int rank) {
        return residuals[rank];
    }

    int count() {
        return count;
    }

    int changedCount() {
        return changedCount;
    }

    /** Bytes that residuals and row list take; valid after {@link #chooseRowList}. */
    int cost() {
        return cost;
    }

    RowList rowList() {
        return rowList;
    }

    /** Decides how to write the rows. {@code before} is the column whose rows {@link RowList#SAME} would refer to, or this if there is none. */
    void chooseRowList(ColumnResiduals before) {
        if (changedCount == 0) {
            cost = 0;
            return;
        }
        int zeros = count - changedCount;
        int residualBytes = 0;
        int gapBytes = ByteWriter.varintSize(changedCount);
        boolean same = before != this && before.changedCount == changedCount;
        int last = -1;
        for (int rank = 0; rank < count; rank++) {
            int residual = residuals[rank];
            if (residual != 0) {
                residualBytes += ByteWriter.zigzagSize(residual);
                gapBytes += ByteWriter.varintSize(rank - last - 1);
                last = rank;
                same = same && before.residuals[rank] != 0;
            }
        }
        rowList = RowList.ALL;
        int rowBytes = zeros;
        if (same && rowBytes > 0) {
            rowList = RowList.SAME;
            rowBytes = 0;
        }
        int bitmapBytes = (count + 7) >> 3;
        if (bitmapBytes < rowBytes) {
            rowList = RowList.BITMAP;
            rowBytes = bitmapBytes;
        }
        if (gapBytes < rowBytes) {
            rowList = RowList.SPARSE;
            rowBytes = gapBytes;
        }
        cost = residualBytes + rowBytes;
    }
}

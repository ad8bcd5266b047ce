package dev.tickwire.proto.codec;

import org.jspecify.annotations.Nullable;

/** One column's residuals for the survivors of a table, and how they are to be written. */
final class ColumnResiduals {
    private final int[] residuals;
    private int count;
    private int changedCount;
    private int cost;
    private RowList rowList = RowList.NONE;

    ColumnResiduals(int capacity) {
        residuals = new int[capacity];
    }

    void begin() {
        count = 0;
        changedCount = 0;
        rowList = RowList.NONE;
        cost = 0;
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

    /** Whether there is another, and the same survivors changed in it. */
    boolean changesTheRowsOf(@Nullable ColumnResiduals other) {
        if (other == null || other.changedCount != changedCount) {
            return false;
        }
        for (int rank = 0; rank < count; rank++) {
            if (residuals[rank] != 0 && other.residuals[rank] == 0) {
                return false;
            }
        }
        return true;
    }

    /** Takes a way to write the rows, if it costs less than that taken before, or is the first. */
    void consider(RowList way, int itsCost) {
        if (rowList == RowList.NONE || itsCost < cost) {
            rowList = way;
            cost = itsCost;
        }
    }

    /** What residuals and row list take, in the unit of the codec that decided; 0 if nothing changed. */
    int cost() {
        return cost;
    }

    RowList rowList() {
        return rowList;
    }
}

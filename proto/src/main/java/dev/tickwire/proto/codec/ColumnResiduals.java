package dev.tickwire.proto.codec;

import org.jspecify.annotations.Nullable;

/** One column's residuals for the survivors of a table, zigzag-coded, and how they are to be written. */
final class ColumnResiduals {
    private static final int FEW = 8;

    private final RiceNumbers zigzagged = new RiceNumbers();
    private int changedCount;
    private int cost;
    private RowList rowList = RowList.NONE;

    /** Starts anew, with room for {@code survivors} survivors. */
    void begin(int survivors) {
        zigzagged.begin(survivors);
        changedCount = 0;
        rowList = RowList.NONE;
        cost = 0;
    }

    void add(int residual) {
        zigzagged.add(ByteWriter.zigzagged(residual));
        if (residual != 0) {
            changedCount++;
        }
    }

    boolean isUnchanged() {
        return changedCount == 0;
    }

    /** The residual of a survivor, zigzag-coded. */
    int get(int rank) {
        return zigzagged.get(rank);
    }

    /** All residuals, zigzag-coded. */
    RiceNumbers zigzagged() {
        return zigzagged;
    }

    int count() {
        return zigzagged.count();
    }

    int changedCount() {
        return changedCount;
    }

    /**
     * Whether no fewer survivors changed than in another, by no less in all: then it cannot be written shorter, or
     * hardly.
     */
    boolean isNoBetterThan(ColumnResiduals other) {
        return changedCount >= other.changedCount && zigzagged.sum() >= other.zigzagged.sum();
    }

    /** Whether no more survivors changed than in another, by less than half in all: then it can be written shorter. */
    boolean isFarBetterThan(ColumnResiduals other) {
        return count() > FEW && changedCount <= other.changedCount && 2 * zigzagged.sum() < other.zigzagged.sum();
    }

    /** Whether there is another, and the same survivors changed in it. */
    boolean changesTheRowsOf(@Nullable ColumnResiduals other) {
        if (other == null || other.changedCount != changedCount) {
            return false;
        }
        for (int rank = 0; rank < count(); rank++) {
            if (get(rank) != 0 && other.get(rank) == 0) {
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

    /** The size of residuals and row list, in the unit of the codec that decided; 0 if nothing changed. */
    int cost() {
        return cost;
    }

    RowList rowList() {
        return rowList;
    }
}

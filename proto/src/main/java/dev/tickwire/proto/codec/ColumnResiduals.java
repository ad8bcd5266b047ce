package dev.tickwire.proto.codec;

import org.jspecify.annotations.Nullable;

/** One column's residuals for the survivors of a table, zigzag-coded, and how they are to be written. */
final class ColumnResiduals {
    private static final int FEW = 8;

    private final Series residuals = new Series();
    private int cost;
    private RowList rowList = RowList.NONE;

    /** Starts anew, for some survivors, of which at most so many have changed. */
    void begin(int survivors, int most) {
        residuals.begin(survivors, most);
        rowList = RowList.NONE;
        cost = 0;
    }

    /** Adds the residual of a survivor, zigzag-coded; in the order of the ranks, but those not added are 0. */
    void add(int rank, int residual) {
        residuals.add(rank, residual);
    }

    boolean isUnchanged() {
        return residuals.otherCount() == 0;
    }

    /** The residuals by rank, zigzag-coded. */
    Series residuals() {
        return residuals;
    }

    /**
     * Whether no fewer survivors changed than in another, by no less in all: then it cannot be written shorter, or
     * hardly.
     */
    boolean isNoBetterThan(ColumnResiduals other) {
        return residuals.otherCount() >= other.residuals.otherCount() && sum() >= other.sum();
    }

    /** Whether no more survivors changed than in another, by less than half in all: then it can be written shorter. */
    boolean isFarBetterThan(ColumnResiduals other) {
        return residuals.count() > FEW
                && residuals.otherCount() <= other.residuals.otherCount()
                && 2 * sum() < other.sum();
    }

    private long sum() {
        return residuals.numbers().sum();
    }

    /** Whether there is another, and the same survivors changed in it. */
    boolean changesTheRowsOf(@Nullable ColumnResiduals other) {
        return other != null && residuals.hasZerosOf(other.residuals);
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

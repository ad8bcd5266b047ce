package dev.tickwire.proto.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One column's residuals for the survivors of a table, zigzag-coded, and how they are to be written. Those that are 0
 * are only counted.
 */
final class ColumnResiduals {
    private static final int FEW = 8;

    private final RiceNumbers residuals = new RiceNumbers();
    private int[] ranks = {};
    private int survivors;
    private int cost;
    private RowList rowList = RowList.NONE;

    /** Starts anew, for some survivors, of which at most so many have changed. */
    void begin(int survivorCount, int most) {
        survivors = survivorCount;
        residuals.begin(most);
        ranks = reserve(ranks, most);
        rowList = RowList.NONE;
        cost = 0;
    }

    /** An array with room for some numbers, with what is in it now. */
    static int[] reserve(int[] array, int most) {
        return array.length < most ? Arrays.copyOf(array, Math.max(most, 2 * array.length)) : array;
    }

    /** Adds the residual of a survivor; in the order of the ranks, but those that are not added are 0. */
    void add(int rank, int residual) {
        if (residual != 0) {
            ranks[residuals.count()] = rank;
            residuals.add(ByteWriter.zigzagged(residual));
        }
    }

    boolean isUnchanged() {
        return residuals.count() == 0;
    }

    /** The residuals that are not 0, zigzag-coded. */
    RiceNumbers residuals() {
        return residuals;
    }

    /** The rank of a survivor of which the residual is not 0. */
    int rank(int index) {
        return ranks[index];
    }

    /** How many survivors there are before one of which the residual is not 0, since the one before it. */
    int gap(int index) {
        return ranks[index] - (index == 0 ? 0 : ranks[index - 1] + 1);
    }

    /** How many survivors there are after the last one of which the residual is not 0. */
    int lastGap() {
        return survivors - (isUnchanged() ? 0 : ranks[changedCount() - 1] + 1);
    }

    /** How many survivors there are. */
    int count() {
        return survivors;
    }

    /** How many residuals are not 0. */
    int changedCount() {
        return residuals.count();
    }

    /** How many residuals are 0. */
    int zeroCount() {
        return survivors - residuals.count();
    }

    /**
     * Whether no fewer survivors changed than in another, by no less in all: then it cannot be written shorter, or
     * hardly.
     */
    boolean isNoBetterThan(ColumnResiduals other) {
        return changedCount() >= other.changedCount() && residuals.sum() >= other.residuals.sum();
    }

    /** Whether no more survivors changed than in another, by less than half in all: then it can be written shorter. */
    boolean isFarBetterThan(ColumnResiduals other) {
        return count() > FEW && changedCount() <= other.changedCount() && 2 * residuals.sum() < other.residuals.sum();
    }

    /** Whether there is another, and the same survivors changed in it. */
    boolean changesTheRowsOf(@Nullable ColumnResiduals other) {
        int count = changedCount();
        return other != null && other.changedCount() == count && Arrays.equals(ranks, 0, count, other.ranks, 0, count);
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

package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Sight;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table in a sight differ from those in an earlier one. Keeps scratch space; one thread at a time.
 *
 * <p>Rows stand still in most games: 64 of them that all are still there, and unchanged, cost one step. How rows have
 * changed is found once for all who see the same snapshots: {@link SharedDifferences}.
 */
final class RowChanges {
    private final int table;
    private final SharedDifferences shared;
    /** Those that were asked for last; before that, of nothing. */
    private RowDifferences differences;

    private int[] left = {};
    private int[] entered = {};
    private int[] slots = {};
    private int[] ranks = {};
    /** Where the residuals of each changed row are. */
    private int[] found = {};

    private boolean[] hasPrevious = {};
    /** The columns in which any of the changed rows differs. */
    private int differing;

    private int leftCount;
    private int enteredCount;
    private int changedCount;
    private int survivorCount;
    /** How many rows the earlier sight has, up to the word that is looked at. */
    private int wasCount;

    RowChanges(int table, ColumnLayout layout) {
        this.table = table;
        shared = new SharedDifferences(table, layout);
        differences = new RowDifferences(table, layout);
    }

    /**
     * Compares.
     *
     * @param previous what was seen before the baseline; null: nothing
     * @param baseline null: nothing was seen
     */
    void find(@Nullable Sight previous, @Nullable Sight baseline, Sight now) {
        leftCount = 0;
        enteredCount = 0;
        differing = 0;
        changedCount = 0;
        survivorCount = 0;
        wasCount = 0;
        if (baseline == null) {
            for (int word = now.firstWord(table); word < now.endWord(table); word++) {
                listEntered(word, now.word(table, word));
            }
            return;
        }
        differences = shared.between(previous, baseline, now);
        int end = Math.max(baseline.endWord(table), now.endWord(table));
        for (int word = Math.min(baseline.firstWord(table), now.firstWord(table)); word < end; word++) {
            long was = baseline.word(table, word);
            long is = now.word(table, word);
            if ((was | is) == 0) {
                continue;
            }
            long stayed = was & is;
            if (stayed != 0) {
                differences.find(word, stayed);
                stayed &= ~differences.replaced(word);
                listChanged(word, stayed, previous);
            }
            if (was != stayed || is != stayed) {
                listLeft(was, was & ~is);
                listEntered(word, is & ~stayed);
            }
            wasCount += Long.bitCount(was);
            survivorCount += Long.bitCount(stayed);
        }
    }

    private void listLeft(long was, long rows) {
        if (rows != 0) {
            left = Series.reserve(left, leftCount + Long.SIZE);
            for (long rest = rows; rest != 0; rest &= rest - 1) {
                left[leftCount++] = wasCount + RowDifferences.rank(was, rest);
            }
        }
    }

    private void listEntered(int word, long rows) {
        if (rows != 0) {
            entered = Series.reserve(entered, enteredCount + Long.SIZE);
            for (long rest = rows; rest != 0; rest &= rest - 1) {
                entered[enteredCount++] = (word << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
    }

    private void listChanged(int word, long stayed, @Nullable Sight previous) {
        long changed = stayed & differences.changed(word);
        if (changed == 0) {
            return;
        }
        reserveChanged();
        long seenBefore = previous == null ? 0 : previous.word(table, word);
        for (long rest = changed; rest != 0; rest &= rest - 1) {
            int at = differences.at(word, rest);
            differing |= differences.differing(at);
            slots[changedCount] = (word << 6) + Long.numberOfTrailingZeros(rest);
            ranks[changedCount] = survivorCount + RowDifferences.rank(stayed, rest);
            found[changedCount] = at;
            hasPrevious[changedCount++] = (seenBefore & Long.lowestOneBit(rest)) != 0;
        }
    }

    private void reserveChanged() {
        int most = changedCount + Long.SIZE;
        slots = Series.reserve(slots, most);
        ranks = Series.reserve(ranks, most);
        found = Series.reserve(found, most);
        if (hasPrevious.length < slots.length) {
            hasPrevious = Arrays.copyOf(hasPrevious, slots.length);
        }
    }

    /** Whether rows have come or gone. */
    boolean isAnyOther() {
        return leftCount + enteredCount > 0;
    }

    /** Ranks of the rows that left, among those that were seen. */
    int[] left() {
        return left;
    }

    int leftCount() {
        return leftCount;
    }

    /** Slots of the rows that entered, or have another entity now. */
    int[] entered() {
        return entered;
    }

    int enteredCount() {
        return enteredCount;
    }

    /** How many rows were seen, and still are. */
    int survivorCount() {
        return survivorCount;
    }

    /** Whether any survivor differs in a column; if false, none does. */
    boolean mayDiffer(int c) {
        return (differing & RowDifferences.columnBit(c)) != 0;
    }

    /**
     * How many survivors differ from the baseline, or from what is expected of them; all others are as they were, and
     * as they are expected to be.
     */
    int changedCount() {
        return changedCount;
    }

    /** The slot of one of these. */
    int slot(int index) {
        return slots[index];
    }

    /** The rank of one of these among the survivors. */
    int rank(int index) {
        return ranks[index];
    }

    /** Whether the text of one of these is another than in the baseline. */
    boolean isOtherText(int c, int index) {
        return differences.plain(found[index], c, 0) != 0;
    }

    /** Adds a column's residuals against the baseline, which are numbers. */
    void addPlain(int c, int width, ColumnResiduals to) {
        for (int i = 0; i < changedCount; i++) {
            for (int cell = 0; cell < width; cell++) {
                to.add(ranks[i] * width + cell, differences.plain(found[i], c, cell));
            }
        }
    }

    /** Adds the residuals against what is expected of a column that is predicted. */
    void addLinear(int c, ColumnResiduals to) {
        for (int i = 0; i < changedCount; i++) {
            to.add(ranks[i], hasPrevious[i] ? differences.linear(found[i], c) : differences.plain(found[i], c, 0));
        }
    }
}

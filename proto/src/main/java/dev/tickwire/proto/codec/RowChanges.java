package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Sight;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table in a sight differ from those in an earlier one. Keeps scratch space; one thread at a time.
 *
 * <p>Rows stand still in most games: 64 of them that all are still there, and unchanged, cost one step.
 */
final class RowChanges {
    private final int table;
    private int[] left = {};
    private int[] entered = {};
    private int[] slots = {};
    private int[] ranks = {};
    private boolean[] hasPrevious = {};
    private int leftCount;
    private int enteredCount;
    private int changedCount;
    private int survivorCount;
    /** How many rows the earlier sight has, up to the word that is looked at. */
    private int wasCount;

    RowChanges(int table) {
        this.table = table;
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
        changedCount = 0;
        survivorCount = 0;
        wasCount = 0;
        if (baseline == null) {
            for (int word = now.firstWord(table); word < now.endWord(table); word++) {
                listEntered(word, now.word(table, word));
            }
            return;
        }
        Rows before = baseline.rows(table);
        Rows rows = now.rows(table);
        int since = previous == null
                ? before.serial()
                : Math.min(before.serial(), previous.rows(table).serial());
        int end = Math.max(baseline.endWord(table), now.endWord(table));
        for (int word = Math.min(baseline.firstWord(table), now.firstWord(table)); word < end; word++) {
            long was = baseline.word(table, word);
            long is = now.word(table, word);
            long stayed = was & is;
            long changed = stayed == 0 ? 0 : rows.changedAmong(stayed, word, since);
            if (changed != 0) {
                long replaced = replaced(word, changed, before, rows);
                stayed &= ~replaced;
                listChanged(word, stayed, changed & ~replaced, previous, rows);
            }
            if (was != is || was != stayed) {
                listLeft(was, was & ~is);
                listEntered(word, is & ~stayed);
            }
            wasCount += Long.bitCount(was);
            survivorCount += Long.bitCount(stayed);
        }
    }

    /** Which of some rows that both have are of other entities. */
    private static long replaced(int word, long rows, Rows before, Rows now) {
        long replaced = 0;
        for (long left = rows; left != 0; left &= left - 1) {
            int slot = (word << 6) + Long.numberOfTrailingZeros(left);
            if (before.generation(slot) != now.generation(slot)) {
                replaced |= Long.lowestOneBit(left);
            }
        }
        return replaced;
    }

    private void listLeft(long was, long rows) {
        if (rows != 0) {
            left = Series.reserve(left, leftCount + Long.SIZE);
            for (long rest = rows; rest != 0; rest &= rest - 1) {
                left[leftCount++] = wasCount + rankIn(was, rest);
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

    private void listChanged(int word, long stayed, long rows, @Nullable Sight previous, Rows now) {
        reserveChanged();
        long seenBefore = previous == null ? 0 : previous.word(table, word);
        for (long rest = rows; rest != 0; rest &= rest - 1) {
            int slot = (word << 6) + Long.numberOfTrailingZeros(rest);
            slots[changedCount] = slot;
            ranks[changedCount] = survivorCount + rankIn(stayed, rest);
            hasPrevious[changedCount++] = previous != null
                    && (seenBefore & Long.lowestOneBit(rest)) != 0
                    && previous.rows(table).generation(slot) == now.generation(slot);
        }
    }

    private void reserveChanged() {
        slots = Series.reserve(slots, changedCount + Long.SIZE);
        ranks = Series.reserve(ranks, changedCount + Long.SIZE);
        if (hasPrevious.length < slots.length) {
            hasPrevious = Arrays.copyOf(hasPrevious, slots.length);
        }
    }

    /** How many of some rows are before the first of others. */
    private static int rankIn(long rows, long others) {
        return Long.bitCount(rows & (Long.lowestOneBit(others) - 1));
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

    /**
     * How many survivors may have other values than in the baseline, or had others in the sight before that; all others
     * are as they were in both, or were not in the first.
     */
    int changedCount() {
        return changedCount;
    }

    /** The slot of each of these. */
    int[] slots() {
        return slots;
    }

    /** The rank of each of these among the survivors. */
    int[] ranks() {
        return ranks;
    }

    /** Whether the entity was seen before the baseline too. */
    boolean hasPrevious(int index) {
        return hasPrevious[index];
    }
}

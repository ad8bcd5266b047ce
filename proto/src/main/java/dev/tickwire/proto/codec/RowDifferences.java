package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Sight;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table differ between the same three snapshots, whoever sees them: found once, 64 rows at a time,
 * when somebody sees one of these. Keeps scratch space; one thread at a time.
 *
 * <p>What is found of a row lies side by side, since players see rows that are near each other in the game, and not in
 * the table.
 */
final class RowDifferences {
    private final ColumnLayout layout;
    private final SeenTable previous;
    private final SeenTable before;
    private final SeenTable now;
    private int baselineAgo;
    private int previousAgo;

    private boolean isForAll;
    /** Counts what this was about. */
    private int turn;
    /** By word: the turn in which it was found. */
    private int[] turns = {};

    /** By word: the rows of which residuals are kept. */
    private long[] listed = {};
    /** By word: those of them with a residual that is not 0. */
    private long[] changed = {};

    private long[] replaced = {};
    /** By word: how many rows were listed before. */
    private int[] firsts = {};

    private int[] residuals = {};
    /** How many rows are listed. */
    private int count;

    /** Of the columns that a layout has, of a table of this index. */
    RowDifferences(int table, ColumnLayout layout) {
        this.layout = layout;
        previous = new SeenTable(table);
        before = new SeenTable(table);
        now = new SeenTable(table);
    }

    /**
     * Whether what was found is about these sights, and what they show has not changed since.
     *
     * @param previousSight null: there is no prediction
     */
    boolean isAbout(@Nullable Sight previousSight, Sight baseline, Sight sight) {
        return now.isStill(sight)
                && before.isStill(baseline)
                && previous.isStill(previousSight)
                && baselineAgo == sight.tick() - baseline.tick()
                && previousAgo == previousAgo(previousSight, baseline);
    }

    /**
     * Starts anew: nothing is found yet.
     *
     * @param all whether all rows are found, not only those that are asked for
     */
    void begin(@Nullable Sight previousSight, Sight baseline, Sight sight, boolean all) {
        isForAll = all;
        previous.take(previousSight);
        before.take(baseline);
        now.take(sight);
        baselineAgo = sight.tick() - baseline.tick();
        previousAgo = previousAgo(previousSight, baseline);
        turn++;
        count = 0;
        reserveWords(now.rows().words());
    }

    private static int previousAgo(@Nullable Sight previousSight, Sight baseline) {
        return previousSight == null ? 0 : baseline.tick() - previousSight.tick();
    }

    private void reserveWords(int words) {
        if (turns.length < words) {
            int most = Math.max(words, 2 * turns.length);
            turns = Arrays.copyOf(turns, most);
            firsts = Arrays.copyOf(firsts, most);
            listed = Arrays.copyOf(listed, most);
            changed = Arrays.copyOf(changed, most);
            replaced = Arrays.copyOf(replaced, most);
        }
    }

    /**
     * Finds how some rows of a word differ, which are in both snapshots, unless it is found already. Comes before all
     * questions about them.
     */
    void find(int word, long some) {
        if (turns[word] != turn) {
            turns[word] = turn;
            firsts[word] = count;
            long both = isForAll ? before.rows().word(word) & now.rows().word(word) : some;
            long touched = now.rows().changedAmong(both, word, since());
            replaced[word] = replaced(word, touched);
            listed[word] = touched & ~replaced[word];
            changed[word] = listed[word] == 0 ? 0 : findColumns(word);
        }
    }

    private int since() {
        return previous.isNothing() ? before.serial() : Math.min(before.serial(), previous.serial());
    }

    /** Which of some rows are of other entities now. */
    private long replaced(int word, long rows) {
        long result = 0;
        for (long rest = rows; rest != 0; rest &= rest - 1) {
            int slot = slot(word, rest);
            if (before.rows().generation(slot) != now.rows().generation(slot)) {
                result |= Long.lowestOneBit(rest);
            }
        }
        return result;
    }

    /** Finds the residuals of the listed rows; which of them have any. */
    private long findColumns(int word) {
        int end = (count + Long.bitCount(listed[word])) * layout.rowLength;
        residuals = Series.reserve(residuals, end);
        for (int row = count * layout.rowLength; row < end; row += layout.rowLength) {
            residuals[row] = 0;
        }
        long found = 0;
        for (int c = 0; c < layout.columns.length; c++) {
            long differing = layout.isText[c] ? findTexts(c, word) : findPlain(c, word);
            noteColumn(c, word, differing);
            found |= differing;
            if (layout.isPredicted(c) && !previous.isNothing()) {
                found |= findLinear(c, word, previous.rows());
            }
        }
        count = end / layout.rowLength;
        return found;
    }

    private void noteColumn(int c, int word, long rows) {
        int bit = columnBit(c);
        for (long rest = rows; rest != 0; rest &= rest - 1) {
            residuals[at(word, rest)] |= bit;
        }
    }

    private long findPlain(int c, int word) {
        int[] was = before.rows().column(layout.columns[c]);
        int[] is = now.rows().column(layout.columns[c]);
        int width = layout.widths[c];
        int wrapMask = layout.wrapMasks[c];
        long found = 0;
        int at = firsts[word] * layout.rowLength + layout.plainAt[c];
        for (long rest = listed[word]; rest != 0; rest &= rest - 1) {
            int from = slot(word, rest) * width;
            int all = 0;
            for (int cell = 0; cell < width; cell++) {
                int difference = LinearPrediction.difference(is[from + cell], was[from + cell], wrapMask);
                residuals[at + cell] = ByteWriter.zigzagged(difference);
                all |= difference;
            }
            found |= all == 0 ? 0 : Long.lowestOneBit(rest);
            at += layout.rowLength;
        }
        return found;
    }

    /** The numbers of texts are those of a block: here it is only found where the text is another. */
    private long findTexts(int c, int word) {
        int[] was = before.rows().column(layout.columns[c]);
        int[] is = now.rows().column(layout.columns[c]);
        long found = 0;
        int at = firsts[word] * layout.rowLength + layout.plainAt[c];
        for (long rest = listed[word]; rest != 0; rest &= rest - 1) {
            int slot = slot(word, rest);
            boolean isSame = Objects.equals(before.text(was[slot]), now.text(is[slot]));
            residuals[at] = isSame ? 0 : 1;
            found |= isSame ? 0 : Long.lowestOneBit(rest);
            at += layout.rowLength;
        }
        return found;
    }

    private long findLinear(int c, int word, Rows previousRows) {
        int[] wasBefore = previousRows.column(layout.columns[c]);
        int[] was = before.rows().column(layout.columns[c]);
        int[] is = now.rows().column(layout.columns[c]);
        int wrapMask = layout.wrapMasks[c];
        long found = 0;
        int at = firsts[word] * layout.rowLength + layout.linearAt[c];
        for (long rest = listed[word]; rest != 0; rest &= rest - 1) {
            int slot = slot(word, rest);
            int expected = previousRows.generation(slot) == now.rows().generation(slot)
                    ? LinearPrediction.expect(wasBefore[slot], was[slot], baselineAgo, previousAgo, wrapMask)
                    : was[slot];
            int difference = LinearPrediction.difference(is[slot], expected, wrapMask);
            residuals[at] = ByteWriter.zigzagged(difference);
            found |= difference == 0 ? 0 : Long.lowestOneBit(rest);
            at += layout.rowLength;
        }
        return found;
    }

    private static int slot(int word, long rows) {
        return (word << 6) + Long.numberOfTrailingZeros(rows);
    }

    /** Rows of a word that are in both snapshots, but with another entity. */
    long replaced(int word) {
        return replaced[word];
    }

    /** Rows of a word with the same entity as in the baseline, of which there are residuals that are not 0. */
    long changed(int word) {
        return changed[word];
    }

    /** Where what is found of the first of some rows is, which is among the {@link #changed}. */
    int at(int word, long rows) {
        return (firsts[word] + rank(listed[word], rows)) * layout.rowLength;
    }

    /** How many of some rows are before the first of others. */
    static int rank(long rows, long others) {
        return Long.bitCount(rows & (Long.lowestOneBit(others) - 1));
    }

    /** The columns in which a row differs from the baseline, as {@link #columnBit}s. */
    int differing(int at) {
        return residuals[at];
    }

    /** Stands for a column, and for each 32nd one from it. */
    static int columnBit(int c) {
        return 1 << c;
    }

    /** A residual against the baseline, zigzag-coded; of a text: 1 if it is another. */
    int plain(int at, int c, int cell) {
        return residuals[at + layout.plainAt[c] + cell];
    }

    /**
     * The residual against the linear prediction, zigzag-coded, or against the baseline, if the entity was not there
     * before.
     */
    int linear(int at, int c) {
        return residuals[at + layout.linearAt[c]];
    }
}

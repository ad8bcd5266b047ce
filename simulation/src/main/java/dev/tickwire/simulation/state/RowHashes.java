package dev.tickwire.simulation.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of the rows of one table, some columns of it, added up. In copies of a live table, what has not changed is not
 * hashed again. Keeps scratch space; one thread at a time.
 */
final class RowHashes {
    private static final int SEED = 0x54574B31;
    private static final int MULTIPLIER = 0x9E3779B1;
    private static final int UNKNOWN = ChangeStamps.NEVER - 1;

    private final int table;
    private final int[] columns;
    /** Whether the text counts in place of its key, of each of these columns. */
    private final boolean[] isText;

    private final int seed;
    private @Nullable String[] texts = {};
    /** Of the live table whose rows have been hashed. */
    private @Nullable ChangeStamps source;
    /** The hash of each row when it had that stamp. */
    private int[] hashes = {};

    private int[] hashStamps = {};
    /** The sum for all rows of each block when it had that stamp. */
    private int[] sums = {};

    private int[] sumStamps = {};

    private RowHashes(int table, int number, int[] columns, boolean[] isText) {
        this.table = table;
        this.columns = columns;
        this.isText = isText;
        seed = start(number);
    }

    /** For all columns of a table, under a number that is in the hash of each row; keys of texts count as they are. */
    static RowHashes ofAll(int number, TableType type) {
        int[] all = new int[type.columns().size()];
        for (int c = 0; c < all.length; c++) {
            all[c] = c;
        }
        return new RowHashes(number, number, all, new boolean[all.length]);
    }

    /** For a part of a table, as clients know it, under its index: they know texts, and no keys. */
    static RowHashes of(TablePart part) {
        return new RowHashes(
                part.table(), part.index(), part.columns(), part.type().textColumns());
    }

    /** What the hashes of rows begin with, under a number. */
    static int start(int number) {
        return mix(SEED, number);
    }

    static int mix(int hash, int value) {
        int h = (hash ^ value) * MULTIPLIER;
        return h ^ h >>> 15;
    }

    /** The sum for all rows of the table. */
    int ofAll(Snapshot snapshot) {
        return ofAll(snapshot.table(table), snapshot);
    }

    int ofAll(Rows rows, Snapshot snapshot) {
        prepare(rows, snapshot);
        int sum = 0;
        for (int block = 0; block < ChangeStamps.blocksFor(rows.limit()); block++) {
            sum += ofBlock(rows, block);
        }
        return sum;
    }

    /** The sum for the rows of the table in one of several sights, without those that an earlier one of them has. */
    int ofSeen(Sight[] sights, int index) {
        Sight sight = sights[index];
        Rows rows = sight.rows(table);
        prepare(rows, sight.snapshot());
        int sum = 0;
        for (int word = sight.firstWord(table); word < sight.endWord(table); word++) {
            long seen = sight.word(table, word);
            for (int i = 0; seen != 0 && i < index; i++) {
                seen &= sights[i].isKnown() ? ~sights[i].word(table, word) : -1;
            }
            for (; seen != 0; seen &= seen - 1) {
                sum += ofRow(rows, (word << 6) + Long.numberOfTrailingZeros(seen));
            }
        }
        return sum;
    }

    private void prepare(Rows rows, Snapshot snapshot) {
        texts = snapshot.texts();
        if (source != rows.source()) {
            source = rows.source();
            Arrays.fill(hashStamps, UNKNOWN);
            Arrays.fill(sumStamps, UNKNOWN);
        }
        int known = hashes.length;
        if (source != null && known < rows.slots()) {
            int slots = rows.slots();
            hashes = Arrays.copyOf(hashes, slots);
            hashStamps = Arrays.copyOf(hashStamps, slots);
            Arrays.fill(hashStamps, known, slots, UNKNOWN);
            known = sums.length;
            sums = Arrays.copyOf(sums, ChangeStamps.blocksFor(slots));
            sumStamps = Arrays.copyOf(sumStamps, sums.length);
            Arrays.fill(sumStamps, known, sums.length, UNKNOWN);
        }
    }

    private int ofBlock(Rows rows, int block) {
        int stamp = source == null ? Integer.MAX_VALUE : source.ofBlock(block);
        if (stamp > rows.serial()) {
            return computeBlock(rows, block);
        }
        if (sumStamps[block] != stamp) {
            sums[block] = computeBlock(rows, block);
            sumStamps[block] = stamp;
        }
        return sums[block];
    }

    private int computeBlock(Rows rows, int block) {
        int end = ChangeStamps.firstRow(block + 1);
        int sum = 0;
        for (int row = rows.next(ChangeStamps.firstRow(block)); row >= 0 && row < end; row = rows.next(row + 1)) {
            sum += ofRow(rows, row);
        }
        return sum;
    }

    private int ofRow(Rows rows, int row) {
        int stamp = source == null ? Integer.MAX_VALUE : source.ofRow(row);
        if (stamp > rows.serial()) {
            return compute(rows, row);
        }
        if (hashStamps[row] != stamp) {
            hashes[row] = compute(rows, row);
            hashStamps[row] = stamp;
        }
        return hashes[row];
    }

    private int compute(Rows rows, int row) {
        int hash = mix(seed, rows.id(row));
        for (int c = 0; c < columns.length; c++) {
            int[] raws = rows.column(columns[c]);
            int width = rows.width(columns[c]);
            for (int at = row * width; at < (row + 1) * width; at++) {
                hash = mix(hash, isText[c] ? ofText(raws[at]) : raws[at]);
            }
        }
        return mix(hash, 0);
    }

    private int ofText(int key) {
        String text = key >= 0 && key < texts.length ? texts[key] : null;
        return text == null ? 0 : text.hashCode();
    }
}

package dev.tickwire.simulation.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A copy of what a client is to hold of one entity in one table, as it knows that table. */
public final class HeldRow {
    private final int id;
    private final int[] values;
    private final String[] texts;
    private final int hash;

    private HeldRow(int id, int[] values, String[] texts, int hash) {
        this.id = id;
        this.values = values;
        this.texts = texts;
        this.hash = hash;
    }

    static HeldRow of(TablePart part, Snapshot snapshot, int row) {
        Rows rows = snapshot.table(part.table());
        boolean[] isText = part.type().textColumns();
        int textCount = 0;
        int valueCount = 0;
        for (int c = 0; c < isText.length; c++) {
            textCount += isText[c] ? 1 : 0;
            valueCount += isText[c] ? 0 : rows.width(part.columns()[c]);
        }
        int[] values = new int[valueCount];
        String[] texts = new String[textCount];
        int hash = RowHashes.mix(RowHashes.start(part.index()), rows.id(row));
        int value = 0;
        int text = 0;
        for (int c = 0; c < isText.length; c++) {
            int column = part.columns()[c];
            int width = rows.width(column);
            for (int at = row * width; at < (row + 1) * width; at++) {
                int raw = rows.column(column)[at];
                if (isText[c]) {
                    texts[text] = Objects.requireNonNullElse(textOf(snapshot, raw), "");
                    hash = RowHashes.mix(hash, texts[text++].hashCode());
                } else {
                    values[value++] = raw;
                    hash = RowHashes.mix(hash, raw);
                }
            }
        }
        return new HeldRow(rows.id(row), values, texts, RowHashes.mix(hash, 0));
    }

    private static @Nullable String textOf(Snapshot snapshot, int key) {
        return key >= 0 && key < snapshot.textEnd() ? snapshot.text(key) : null;
    }

    /** The entity. */
    public int id() {
        return id;
    }

    /** Of columns that are no texts, one raw value per cell: shared, not a copy. */
    public int[] values() {
        return values;
    }

    /** Of columns that are texts, one each: shared, not a copy. */
    public String[] texts() {
        return texts;
    }

    /** As it counts in a {@link StateHash}. */
    public int hash() {
        return hash;
    }
}

package dev.tickwire.simulation.world;

import java.util.ArrayList;
import java.util.List;

/**
 * Passing tables with texts of their own. These are not among the world's, of which everybody is told: what comes from
 * one player or goes to a backend is for the rules alone, until they store it.
 */
class TextedTables<T extends Columns> extends PassingTables<T> {
    private final Texts texts = new Texts(false);

    TextedTables(List<T> kinds) {
        super(kinds);
    }

    final void attach() {
        for (T kind : kinds()) {
            kind.attach(TextTables.of(texts));
        }
    }

    @Override
    final void clear() {
        super.clear();
        texts.clear();
    }

    /** What belongs to the next step. */
    final Pending save() {
        List<String> pending = new ArrayList<>();
        for (String text : texts.share()) {
            if (text != null && isPending()) {
                pending.add(text);
            }
        }
        return new Pending(pending(), pending);
    }

    /** Copies what belongs to the next step; false: there is no room for its texts. */
    final boolean fill(Pending pending) {
        fill(pending.rows());
        return pending.texts().isEmpty() && !(isPending() && !texts.isEmpty());
    }

    final void restore(Pending pending) {
        restore(pending.rows());
        texts.clear();
        for (String text : pending.texts()) {
            texts.keyOf(text);
        }
    }

    /**
     * Fills the first {@code end} columns of a row: with the texts, and with the raws from {@code offset}, in order.
     */
    static void fill(Columns kind, int end, int row, int[] raws, int offset, String[] texts) {
        int value = offset;
        int text = 0;
        for (int i = 0; i < end; i++) {
            Column column = kind.columns().get(i);
            if (column.isText()) {
                column.set(row, texts[text++]);
            } else {
                column.setRaw(row, raws[value++]);
            }
        }
    }
}

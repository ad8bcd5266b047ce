package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a world: each has a key, which the cells of text columns hold, so that the same text is there once.
 *
 * <p>A text that no cell has is let go at the end of a step: of every {@value #SWEEP_TICKS}th, or sooner where there
 * are many. What rules see does not depend on when, and the keys are the same wherever the same steps are run.
 */
final class Texts {
    /** Key of the empty text, which is not in the table. */
    static final int EMPTY = 0;

    private static final int SWEEP_TICKS = 64;
    private static final int MANY = Snapshot.MOST_TEXTS / 4 * 3;

    private final boolean isHidden;
    private final TextIndex keys = new TextIndex();
    /** Snapshots share it: it is copied before it is changed. */
    private @Nullable String[] byKey = {};

    private boolean[] isUsed = {};
    private boolean isShared;
    private boolean isReadOnly;
    private int firstFree = EMPTY + 1;
    private long refusedCount;

    /** No texts yet; {@code isHidden}: they are those of hidden columns. */
    Texts(boolean isHidden) {
        this.isHidden = isHidden;
    }

    /** Takes no further texts: a client that predicts does not know which keys the server will give them. */
    void setReadOnly() {
        isReadOnly = true;
    }

    /** Whether there are no texts. */
    boolean isEmpty() {
        return keys.count() == 0;
    }

    /** Forgets all texts. */
    void clear() {
        if (keys.count() > 0) {
            restore(new @Nullable String[0]);
        }
    }

    /** The text with a key; empty: there is none. */
    String text(int key) {
        String text = key < byKey.length ? byKey[key] : null;
        return text == null ? "" : text;
    }

    /**
     * Whether a cell may hold a key: one that has no text now could come to have one later, and the cell would change
     * without anybody's noticing. A prediction cannot know.
     */
    boolean mayHold(int key) {
        return isReadOnly || key == EMPTY || (key < byKey.length && byKey[key] != null);
    }

    /** The key of a text, which is put into the table; {@link #EMPTY}: the table is full, which is counted. */
    int keyOf(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        int known = keys.find(text, byKey);
        if (known != EMPTY) {
            return known;
        }
        while (firstFree < byKey.length && byKey[firstFree] != null) {
            firstFree++;
        }
        if (isReadOnly || firstFree > Snapshot.MOST_TEXTS) {
            refusedCount++;
            return EMPTY;
        }
        put(firstFree, text);
        return firstFree;
    }

    private void put(int key, String text) {
        if (isShared || key >= byKey.length) {
            byKey = Arrays.copyOf(byKey, Math.max(byKey.length, key + 1));
            isShared = false;
        }
        byKey[key] = text;
        keys.add(key, byKey);
    }

    /** How many times a text found the table full. */
    long refusedCount() {
        return refusedCount;
    }

    /** The texts by key: not to be changed nor kept. */
    @Nullable
    String[] byKey() {
        return byKey;
    }

    /** The texts by key: not to be changed, and this does not change them any more. */
    @Nullable
    String[] share() {
        isShared = true;
        return byKey;
    }

    /** Takes the texts of a snapshot in place of all. */
    void restore(@Nullable String[] texts) {
        byKey = texts;
        isShared = true;
        index();
    }

    /**
     * A step is done: lets go of texts that no cell of these has, if it is time. Allocates only where there are such.
     */
    void endStep(int tick, List<? extends Columns> tables, Columns inputs, List<? extends Columns> events) {
        if (keys.count() > 0 && (tick % SWEEP_TICKS == 0 || keys.count() >= MANY)) {
            if (isUsed.length < byKey.length) {
                isUsed = new boolean[byKey.length];
            }
            Arrays.fill(isUsed, false);
            markAll(tables);
            markAll(events);
            mark(inputs);
            sweep();
        }
    }

    private void markAll(List<? extends Columns> all) {
        for (int i = 0; i < all.size(); i++) {
            mark(all.get(i));
        }
    }

    private void mark(Columns columns) {
        for (int c = 0; c < columns.columns().size(); c++) {
            Column column = columns.columns().get(c);
            if (column.isText() && column.type().hidden() == isHidden) {
                Rows rows = columns.rows();
                for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                    int key = column.raw(row);
                    if (key < isUsed.length) {
                        isUsed[key] = true;
                    }
                }
            }
        }
    }

    private void sweep() {
        int end = 0;
        boolean hasUnused = false;
        for (int key = 1; key < byKey.length; key++) {
            if (isUsed[key] && byKey[key] != null) {
                end = key + 1;
            }
            hasUnused |= !isUsed[key] && byKey[key] != null;
        }
        if (hasUnused) {
            byKey = Arrays.copyOf(byKey, end);
            isShared = false;
            for (int key = 1; key < end; key++) {
                byKey[key] = isUsed[key] ? byKey[key] : null;
            }
            index();
        }
    }

    private void index() {
        keys.fill(byKey);
        firstFree = EMPTY + 1;
    }
}

package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a world: those of columns that clients may see, and those of hidden columns, which no client is sent.
 */
final class TextTables {
    private final Texts seen;
    private final Texts hidden;

    TextTables() {
        this(new Texts(false), new Texts(true));
    }

    private TextTables(Texts seen, Texts hidden) {
        this.seen = seen;
        this.hidden = hidden;
    }

    /** One table for all columns. */
    static TextTables of(Texts all) {
        return new TextTables(all, all);
    }

    /** The texts of a column's cells. */
    Texts of(ColumnType column) {
        return column.hidden() ? hidden : seen;
    }

    /** Takes no further texts: see {@link Texts#setReadOnly}. */
    void setReadOnly() {
        seen.setReadOnly();
        hidden.setReadOnly();
    }

    /** How many times a text found its table full. */
    long refusedCount() {
        return seen.refusedCount() + hidden.refusedCount();
    }

    /** A step is done: see {@link Texts#endStep}. */
    void endStep(int tick, List<? extends Columns> tables, Columns inputs, List<? extends Columns> events) {
        seen.endStep(tick, tables, inputs, events);
        hidden.endStep(tick, tables, inputs, events);
    }

    /** The texts of columns that clients may see, by key: not to be changed nor kept. */
    @Nullable
    String[] seen() {
        return seen.byKey();
    }

    /** Whether they are what they were when a snapshot was taken, to the same arrays. */
    boolean areAsIn(Snapshot copy) {
        return seen.byKey() == copy.texts() && hidden.byKey() == copy.hiddenTexts();
    }

    void capture(Snapshot into) {
        into.setTexts(seen.share());
        into.setHiddenTexts(hidden.share());
    }

    void restore(Snapshot from) {
        seen.restore(from.texts());
        hidden.restore(from.hiddenTexts());
    }
}

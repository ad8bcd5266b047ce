package dev.tickwire.simulation.state;

import dev.tickwire.simulation.math.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a world knew at the end of one tick.
 *
 * <p>Made once and filled again and again; whoever fills it owns it. A server's has all columns and the generator's state, so a world can
 * go on from it; a client's has the visible columns only.
 */
public final class Snapshot {
    private final Schema schema;
    private final List<Rows> tables;
    private final Rows inputs;
    private final int[] random = new int[Rng.STATE_INTS];
    private final @Nullable String[] texts;
    private int tick;

    public Snapshot(Schema schema) {
        this.schema = schema;
        List<Rows> rows = new ArrayList<>();
        for (TableType type : schema.tables()) {
            rows.add(new Rows(type));
        }
        tables = List.copyOf(rows);
        inputs = new Rows(schema.inputs());
        texts = new @Nullable String[schema.inputs().capacity() + 1];
    }

    public Schema schema() {
        return schema;
    }

    public int tick() {
        return tick;
    }

    public void setTick(int tick) {
        this.tick = tick;
    }

    public int tableCount() {
        return tables.size();
    }

    public Rows table(int index) {
        return tables.get(index);
    }

    /** The inputs that held at the tick: a row per player. */
    public Rows inputs() {
        return inputs;
    }

    /** State of the generator, as {@link Rng#save} writes it. */
    public int[] random() {
        return random;
    }

    /** Keys of the string table are 1 to this number, excluded. */
    public int textLimit() {
        return texts.length;
    }

    /** Entry of the string table; null: there is none. */
    public @Nullable String text(int key) {
        return texts[key];
    }

    /** Sets an entry; null or empty takes it away, as on the wire. */
    public void setText(int key, @Nullable String value) {
        texts[key] = value == null || value.isEmpty() ? null : value;
    }

    /** Sets all entries of the string table, from one of the same size that has null for those that are not there, and none that is empty. */
    public void setTexts(@Nullable String[] entries) {
        System.arraycopy(entries, 0, texts, 0, texts.length);
    }

    /** Forgets all rows and texts. */
    public void clear() {
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).clear();
        }
        inputs.clear();
        Arrays.fill(texts, null);
    }

    /**
     * Becomes what several sights show together: of a slot that more than one of them has, what the first of these has. Texts are those of the first
     * sight; sights that are not known show nothing.
     */
    public void merge(Sight[] sights) {
        clear();
        for (Sight sight : sights) {
            if (sight.isKnown()) {
                for (int i = 0; i < tables.size(); i++) {
                    addRows(i, sight);
                }
            }
        }
        if (sights[0].isKnown()) {
            System.arraycopy(sights[0].snapshot().texts, 0, texts, 0, texts.length);
        }
    }

    private void addRows(int table, Sight sight) {
        Rows to = tables.get(table);
        Rows from = sight.snapshot().tables.get(table);
        for (int row = from.next(0); row >= 0; row = from.next(row + 1)) {
            if (sight.has(table, row) && !to.isPresent(row)) {
                to.putCopy(from, row);
            }
        }
    }

    /** Becomes a copy of a snapshot of the same schema. */
    public void copyFrom(Snapshot other) {
        tick = other.tick;
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).copyFrom(other.tables.get(i));
        }
        inputs.copyFrom(other.inputs);
        System.arraycopy(other.random, 0, random, 0, random.length);
        System.arraycopy(other.texts, 0, texts, 0, texts.length);
    }
}

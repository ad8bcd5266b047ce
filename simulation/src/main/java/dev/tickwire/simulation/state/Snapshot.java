package dev.tickwire.simulation.state;

import dev.tickwire.simulation.math.Rng;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that a world knew at the end of one tick.
 *
 * <p>Made once and filled again and again; whoever fills it owns it. A server's has all columns and the generator's
 * state, so a world can go on from it; a client's has the visible columns only.
 */
public final class Snapshot {
    /** Most entries of the string table; keys are 1 to this number. */
    public static final int MOST_TEXTS = 1 << 14;

    private static final @Nullable String[] NO_TEXTS = {};

    private final Schema schema;
    private final Rows[] tables;
    private final Rows inputs;
    private final int[] random = new int[Rng.STATE_INTS];
    /** By key; not changed once it is here, since snapshots share it. */
    private @Nullable String[] texts = NO_TEXTS;

    private @Nullable String[] hiddenTexts = NO_TEXTS;

    private RoomState room = RoomState.NONE;
    private int tick;

    public Snapshot(Schema schema) {
        this.schema = schema;
        tables = new Rows[schema.tables().size()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = Rows.growing(schema.tables().get(i));
        }
        inputs = Rows.growing(schema.inputs());
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
        return tables.length;
    }

    public Rows table(int index) {
        return tables[index];
    }

    /** The inputs that held at the tick: a row per player. */
    public Rows inputs() {
        return inputs;
    }

    /** What the rules knew of their room. */
    public RoomState room() {
        return room;
    }

    public void setRoom(RoomState room) {
        this.room = room;
    }

    /** State of the generator, as {@link Rng#save} writes it. */
    public int[] random() {
        return random;
    }

    /** No entry of the string table has this key or a higher one. */
    public int textEnd() {
        return texts.length;
    }

    /** Entry of the string table; null: there is none. */
    public @Nullable String text(int key) {
        return key < texts.length ? texts[key] : null;
    }

    /**
     * Sets an entry; null or empty takes it away, as on the wire. Copies the table, which other snapshots may share.
     */
    public void setText(int key, @Nullable String value) {
        texts = Arrays.copyOf(texts, Math.max(texts.length, key + 1));
        texts[key] = value == null || value.isEmpty() ? null : value;
    }

    /**
     * Takes a whole string table over, by key, with null for entries that are not there, and none that is empty; it
     * must not be changed afterwards.
     */
    public void setTexts(@Nullable String[] entries) {
        texts = entries;
    }

    /**
     * The whole string table, by key: not a copy, and not to be changed. The same array as another snapshot's means
     * that nothing in it differs.
     */
    public @Nullable String[] texts() {
        return texts;
    }

    /** Takes the texts of hidden columns over, as {@link #setTexts} does those of others. */
    public void setHiddenTexts(@Nullable String[] entries) {
        hiddenTexts = entries;
    }

    /** The texts of hidden columns, by key, which no client is sent: not a copy, and not to be changed. */
    public @Nullable String[] hiddenTexts() {
        return hiddenTexts;
    }

    /** Forgets all rows and texts. */
    public void clear() {
        for (int i = 0; i < tables.length; i++) {
            tables[i].clear();
        }
        inputs.clear();
        texts = NO_TEXTS;
        hiddenTexts = NO_TEXTS;
    }

    /**
     * Becomes what several sights show together: of a slot that more than one of them has, what the first of these has.
     * Texts are those of the first sight; sights that are not known show nothing.
     */
    public void merge(Sight[] sights) {
        clear();
        for (Sight sight : sights) {
            if (sight.isKnown()) {
                for (int i = 0; i < tables.length; i++) {
                    addRows(i, sight);
                }
            }
        }
        if (sights[0].isKnown()) {
            texts = sights[0].snapshot().texts;
        }
    }

    private void addRows(int table, Sight sight) {
        Rows to = tables[table];
        Rows from = sight.snapshot().tables[table];
        for (int row = sight.next(table, 0); row >= 0; row = sight.next(table, row + 1)) {
            if (!to.isPresent(row)) {
                to.putCopy(from, row);
            }
        }
    }

    /** Becomes a copy of a snapshot of the same schema. */
    public void copyFrom(Snapshot other) {
        tick = other.tick;
        for (int i = 0; i < tables.length; i++) {
            tables[i].copyFrom(other.tables[i]);
        }
        inputs.copyFrom(other.inputs);
        System.arraycopy(other.random, 0, random, 0, random.length);
        texts = other.texts;
        hiddenTexts = other.hiddenTexts;
        room = other.room;
    }
}

package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * One column of a live table: it takes and gives values, always on the grid that goes over the wire.
 *
 * <p>Rows are what {@link Table#add} gave. A value beyond the column's range becomes its nearest end; one that is not a
 * number is an exception. Only the thread that steps the world may use it.
 */
public final class Column {
    private static final int[] NO_ROWS = {};

    private final Columns columns;
    private final int index;
    private final @Nullable Table target;
    private final double origin;
    private final double unit;
    private final int rawMin;
    private final int rawMax;
    private final int wrapMask;
    private ColumnType type;
    int initialRaw;
    String initialText = "";
    boolean isLabel;
    private @Nullable String earlierName;
    private @Nullable Texts texts;
    private int[] raws = NO_ROWS;
    private @Nullable Rows rows;
    private Guard guard = Guard.LAX;
    /** Rows below this are looked at before they are used: those that cannot be; in a strict simulation all. */
    private int guardedBelow;

    Column(Columns columns, int index, ColumnType type, @Nullable Table target) {
        this.columns = columns;
        this.index = index;
        this.type = type;
        this.target = target;
        origin = type.origin();
        unit = type.unit();
        rawMin = type.rawMin();
        rawMax = type.rawMax();
        wrapMask = type.wrapMask();
        initialRaw = type.restingRaw();
    }

    /** Never sends this column to a client; call it where the column is declared. */
    public Column hidden() {
        return limitTo(Audience.NOBODY, "hidden()");
    }

    /**
     * Sends this column only to the player to whom the row belongs; call it where the column is declared. By default a
     * row belongs to the player who has its number, as in a table filled with {@link Table#addAt};
     * {@link Table#ownedBy} changes that.
     */
    public Column ownerOnly() {
        return limitTo(Audience.OWNER, "ownerOnly()");
    }

    /**
     * Sends this column only to the player to whom the row belongs, and to that player's {@linkplain Game#team team};
     * call it where the column is declared.
     */
    public Column teamOnly() {
        return limitTo(Audience.TEAM, "teamOnly()");
    }

    private Column limitTo(Audience audience, String call) {
        if (raws != NO_ROWS) {
            throw new IllegalStateException(
                    "column " + type.name() + " is in use: say " + call + " where it is declared");
        }
        if (type.audience() != Audience.EVERYBODY && type.audience() != audience) {
            throw new IllegalStateException(
                    "column " + type.name() + " can be one of hidden(), ownerOnly() and teamOnly()");
        }
        type = type.forAudience(audience);
        return this;
    }

    /**
     * Gives an option the value that it has where nobody chooses; call it where the option is declared. Otherwise that
     * is 0, or the nearest legal value.
     */
    public Column initially(double value) {
        Options.require(this, raws != NO_ROWS, "initially(...)");
        initialRaw = rawOf(value);
        return this;
    }

    /** Gives an option that is a flag the value that it has where nobody chooses. */
    public Column initially(boolean flag) {
        return initially(flag ? 1 : 0);
    }

    /** Gives an option that is a text the one that it has where nobody chooses; otherwise that is the empty text. */
    public Column initially(String text) {
        Options.require(this, raws != NO_ROWS, "initially(...)");
        if (!isText()) {
            throw new IllegalStateException("column " + type.name() + " holds no texts");
        }
        initialText = text;
        return this;
    }

    /** Shows an option, or what a table for one row holds, in lists of rooms; call it where it is declared. */
    public Column label() {
        Labels.requireOneRow(columns, type.name());
        isLabel = true;
        return this;
    }

    /** Goes on, in a room that changes to these rules, with the column of an earlier name, if there is none of this. */
    public Column was(String earlier) {
        earlierName = earlier;
        return this;
    }

    /** As {@link #was} said it; empty: it did not. */
    String earlierName() {
        return earlierName == null ? "" : earlierName;
    }

    boolean isText() {
        return type.isText();
    }

    public ColumnType type() {
        return type;
    }

    /** The value; angles are in radians, from 0 (included) to a full turn (excluded). */
    public double get(int row) {
        return origin + raw(row) * unit;
    }

    /** Rounds to the column's grid, halves up, and to its range; angles go round. */
    public void set(int row, double value) {
        if (row < guardedBelow) {
            guard.onSet(this, row, value);
        }
        store(row, rawOf(value));
    }

    /** As {@link ColumnType#rawOf}, by fields of its own: steps call it. What is no number is an exception. */
    int rawOf(double value) {
        double raw = Math.floor((value - origin) / unit + 0.5);
        if (wrapMask != -1) {
            double turn = wrapMask + 1.0;
            raw -= Math.floor(raw / turn) * turn;
        }
        if (raw > rawMin) {
            return raw < rawMax ? (int) raw : rawMax;
        }
        if (raw <= rawMin) {
            return rawMin;
        }
        throw new IllegalArgumentException("column " + type.name() + " cannot hold what is not a number");
    }

    /** Adds to the value, which stops at the ends of its range. */
    public void add(int row, double difference) {
        if (row < guardedBelow) {
            guard.onAdd(this, row);
        }
        store(row, rawOf(origin + raws[row] * unit + difference));
    }

    /**
     * The raw int: of an integer the number, of an enum the label's index, of a text the key, of a reference the
     * entity's id.
     */
    public int raw(int row) {
        if (row < guardedBelow) {
            guard.onUse(this, row);
        }
        return raws[row];
    }

    /** Stores a raw int, or the nearest legal one; in a text column, the key of no text becomes 0. */
    public void setRaw(int row, int raw) {
        if (row < guardedBelow) {
            guard.onRaw(this, row, raw);
        }
        putRaw(row, raw);
    }

    /** As {@link #setRaw}, for a row that the engine knows to be there. */
    void putRaw(int row, int raw) {
        int nearest = Math.max(rawMin, Math.min(rawMax, raw));
        boolean isOfNoText = isText() && texts != null && !texts.mayHold(nearest);
        store(row, isOfNoText ? 0 : nearest);
    }

    /** Whether a flag is set. */
    public boolean is(int row) {
        return raw(row) != 0;
    }

    /** Whether a column of one of some labels has this one. */
    public boolean is(int row, String label) {
        int wanted = type.rawOf(label);
        if (wanted < 0) {
            throw new IllegalArgumentException("column " + type.name() + " has no label " + label);
        }
        return raw(row) == wanted;
    }

    public void set(int row, boolean flag) {
        if (row < guardedBelow) {
            guard.onFlag(this, row);
        }
        store(row, flag ? 1 : 0);
    }

    /** The text in a text column; empty: there is none, or it is a prediction, which knows no texts. */
    public String text(int row) {
        return texts().text(raw(row));
    }

    /**
     * Stores a label, in a column of one of some labels; or a text, in a text column. What is longer than the column
     * takes is cut; half a surrogate pair becomes U+FFFD. The text stays in the world for as long as a cell has it:
     * there are at most {@value Snapshot#MOST_TEXTS} different ones, and what comes beyond is stored as the empty text.
     * A prediction stores the empty text, too.
     */
    public void set(int row, String text) {
        if (row < guardedBelow) {
            guard.onUse(this, row);
        }
        int label = type.rawOf(text);
        store(row, label >= 0 ? label : texts().keyOf(CleanText.of(text, type.mostChars())));
    }

    private Texts texts() {
        if (texts == null || !isText()) {
            throw new IllegalStateException("column " + type.name() + " holds no texts, and has no such label");
        }
        return texts;
    }

    /** Row of the entity that a reference points to; −1: none, or it is gone. */
    public int rowOf(int row) {
        if (target == null) {
            throw new IllegalStateException("column " + type.name() + " is no reference");
        }
        return target.rowOf(raw(row));
    }

    /** Has every row looked at before it is used. */
    void guardAll(Guard newGuard) {
        guard = newGuard;
        guardedBelow = Integer.MAX_VALUE;
    }

    Guard guard() {
        return guard;
    }

    Columns columns() {
        return columns;
    }

    int index() {
        return index;
    }

    void attach(Texts newTexts) {
        texts = newTexts;
    }

    /** Its storage is there, or has become another array. */
    void attach(Rows storage) {
        rows = storage;
        raws = storage.column(index);
    }

    /** Stores a raw value; what is the same as before has not changed, and costs nobody anything. */
    private void store(int row, int raw) {
        if (raws[row] != raw) {
            raws[row] = raw;
            if (rows != null) {
                rows.touch(row);
            }
        }
    }
}

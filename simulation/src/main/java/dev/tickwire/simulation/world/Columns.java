package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The common part of {@link Table}, {@link Events}, {@link Commands}, {@link Requests} and {@link Options}: a name, a
 * capacity, and columns that a game declares before it starts.
 */
public abstract sealed class Columns permits Table, Events, Commands, Requests, Answers, Options {
    private final String what;
    private final String name;
    /** What an author knows it as. */
    final String title;

    private final int capacity;
    private final List<Column> columns = new ArrayList<>();
    private @Nullable Rows rows;
    private int slots;
    private Audience audience = Audience.EVERYBODY;
    private int ownerColumn = TableType.OWNED_BY_ROW;
    private Placement placement = Placement.NOWHERE;
    private @Nullable String earlierName;

    Columns(String what, String name, int capacity) {
        this.what = what;
        this.name = name;
        title = what + " " + name;
        this.capacity = capacity;
    }

    /** A column of numbers with fractions, from {@code min} to {@code max} on a grid of {@code step}. */
    public final Column fixed(String column, double min, double max, double step) {
        return declare(ColumnType.fixed(column, min, max, step), null);
    }

    /** A column of directions in radians, {@code 2^bits} of them in a full turn. */
    public final Column angle(String column, int bits) {
        return declare(ColumnType.angle(column, bits), null);
    }

    /** A column of whole numbers. */
    public final Column integer(String column, int min, int max) {
        return declare(ColumnType.integer(column, min, max), null);
    }

    /** A column of flags. */
    public final Column flag(String column) {
        return declare(ColumnType.flag(column), null);
    }

    /** A column of one of a few named values; raw values count from 0 in the order given. */
    public final Column oneOf(String column, String... labels) {
        return declare(ColumnType.oneOf(column, labels), null);
    }

    /**
     * A column of entities of a table, or none. After each step, tables' references to entities that are gone are
     * cleared; events keep its id, so that clients know which entity it was.
     */
    public final Column reference(String column, Table target) {
        return declare(ColumnType.reference(column, target.name()), target);
    }

    /** A column of texts of up to {@value ColumnType#USUAL_TEXT_CHARS} characters: names, titles. */
    public final Column text(String column) {
        return declare(ColumnType.text(column), null);
    }

    /**
     * A column of texts.
     *
     * @param mostChars the longest text, in characters (Unicode code points): 1 to {@value ColumnType#MOST_TEXT_CHARS}
     */
    public final Column text(String column, int mostChars) {
        return declare(ColumnType.text(column, mostChars), null);
    }

    /**
     * Says which two fixed columns hold the place of an entity or an event, so that it is not sent to players far away.
     * Everybody sees what has no place.
     */
    public final void placedAt(Column x, Column y) {
        requireEarly("placedAt()");
        placement = placement.withPlace(indexOf(x), indexOf(y), -1, 0);
    }

    /** As {@link #placedAt(Column, Column)}, for what is as large as a column says: it is seen when its edge is. */
    public final void placedAt(Column x, Column y, Column radius) {
        requireEarly("placedAt()");
        placement = placement.withPlace(indexOf(x), indexOf(y), indexOf(radius), 0);
    }

    /** As {@link #placedAt(Column, Column)}, for things that are all of one size: they are seen when their edge is. */
    public final void placedAt(Column x, Column y, double radius) {
        requireEarly("placedAt()");
        if (!(radius >= 0 && radius <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("the radius of what is in " + title + " cannot be " + radius);
        }
        placement = placement.withPlace(indexOf(x), indexOf(y), -1, radius);
    }

    /**
     * Says that these are seen from this many times as far as the room type says, by everybody: from
     * {@value Eye#LEAST_REACH} to {@value Eye#MOST_REACH}; an exception for any other number.
     */
    public final void reach(double factor) {
        requireEarly("reach()");
        if (!(factor >= Eye.LEAST_REACH && factor <= Eye.MOST_REACH)) {
            throw new IllegalArgumentException("the reach of " + title + " must be from " + Eye.LEAST_REACH + " to "
                    + Eye.MOST_REACH + ", not " + factor);
        }
        placement = placement.withReach(factor);
    }

    /** Says that everybody sees the rows whose flag in this column is set, however far away. */
    public final void relevantWhen(Column flag) {
        requireEarly("relevantWhen()");
        placement = placement.withRelevant(indexOf(flag));
    }

    /** Goes on, in a room that changes to these rules, with what was called so before. Call it where it is declared. */
    public final void was(String earlier) {
        requireEarly("was()");
        earlierName = earlier;
    }

    final String earlierName() {
        return earlierName == null ? "" : earlierName;
    }

    public final String name() {
        return name;
    }

    public final int capacity() {
        return capacity;
    }

    /** Limits all of its columns to an audience, which the author has asked for by this call. */
    final void limitTo(Audience wanted, String call) {
        requireEarly(call);
        if (audience != Audience.EVERYBODY && audience != wanted) {
            throw new IllegalStateException(title + " is for fewer already: it cannot be " + call + ", too");
        }
        audience = wanted;
    }

    final Audience audience() {
        return audience;
    }

    final void setOwner(Column player) {
        if (player.type().kind() != ColumnType.Kind.INTEGER) {
            throw new IllegalArgumentException(
                    "column " + player.type().name() + " is no integer: it cannot say who owns a row");
        }
        ownerColumn = indexOf(player);
    }

    /** Index of the column with the rows' owners, or {@link TableType#OWNED_BY_ROW}. */
    final int ownerColumn() {
        return ownerColumn;
    }

    final List<Column> columns() {
        return columns;
    }

    TableType type() {
        List<ColumnType> types = new ArrayList<>();
        for (Column column : columns) {
            types.add(column.type());
        }
        return new TableType(name, capacity, types, audience);
    }

    /** What {@link #rows} are of: also with more rows than one that declares them speaks of. */
    TableType storedType() {
        return type();
    }

    final Placement placement() {
        return placement;
    }

    /** Which of its rows clients predict. */
    Predicted predicted() {
        return Predicted.NONE;
    }

    final Rows rows() {
        return own(rows);
    }

    /** Something that it has from when it is in a world on. */
    final <T> T own(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException(title + " is in no world: give it to " + what + "(...) in the game");
        }
        return part;
    }

    /** Makes the storage; no column can be declared afterwards. */
    final void attach(TextTables texts) {
        if (rows != null) {
            throw new IllegalStateException(title + " is in a world already");
        }
        Rows storage = Rows.live(storedType());
        rows = storage;
        for (Column column : columns) {
            column.attach(texts.of(column.type()));
        }
        follow(storage);
    }

    /** Takes a free slot; the values are those of raw 0, or the nearest legal ones. */
    final void put(int row, int generation) {
        Rows storage = rows();
        storage.put(row, generation);
        follow(storage);
    }

    /** Takes a free slot for a copy of a row of a snapshot. */
    final void putCopy(Rows from, int row) {
        Rows storage = rows();
        storage.putCopy(from, row);
        follow(storage);
    }

    /** Makes storage for all rows that there can be. */
    final void reserveAll() {
        Rows storage = rows();
        storage.reserve(capacity);
        follow(storage);
    }

    /** Forgets all rows. */
    void clear() {
        rows().clear();
    }

    /** Becomes a copy of rows of a snapshot. */
    void restore(Rows from) {
        Rows storage = rows();
        storage.copyFrom(from);
        follow(storage);
    }

    /** Gives the columns their arrays, if these are others since the storage has grown. */
    private void follow(Rows storage) {
        if (storage.slots() != slots) {
            slots = storage.slots();
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).attach(storage);
            }
        }
    }

    /** Index of one of these columns; an exception for any other. */
    final int indexOf(Column column) {
        if (column.columns() != this) {
            throw new IllegalArgumentException("column " + column.type().name() + " is not in " + title);
        }
        return column.index();
    }

    /** An exception for what is said after the game has started, when it would change nothing. */
    final void requireEarly(String call) {
        if (rows != null) {
            throw new IllegalStateException(title + " is in use: say " + call + " where it is declared");
        }
    }

    /** An exception for a row that cannot be: the −1 of a table that is full, or of an entity that is gone. */
    final void requireRow(int row) {
        if (row < 0) {
            throw new IllegalArgumentException("row " + row + " of " + title + ": "
                    + "add() gives -1 when there is no room, and rowOf() when the entity is gone");
        }
    }

    final Column declare(ColumnType type, @Nullable Table target) {
        if (rows != null) {
            throw new IllegalStateException("column " + type.name() + " of " + title
                    + " is declared when the game has started: declare it as a field");
        }
        Column column = new Column(this, columns.size(), type, target);
        columns.add(column);
        return column;
    }
}

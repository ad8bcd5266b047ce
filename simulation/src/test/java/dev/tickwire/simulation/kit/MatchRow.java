package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.TableType;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * A row of a table, which gives what is there at the moment when it is asked, or an event, which stays as it was. Names
 * of columns are those that the game declares; hidden columns can be read, too.
 */
public final class MatchRow {
    private final TableType type;
    private final int row;
    private final int tick;
    private final IntUnaryOperator raws;
    private final IntFunction<String> texts;

    /**
     * @param raws gives the raw value of the column with that index; an exception with a sentence if the row is gone
     * @param texts gives the text with that key
     */
    MatchRow(TableType type, int row, int tick, IntUnaryOperator raws, IntFunction<String> texts) {
        this.type = type;
        this.row = row;
        this.tick = tick;
        this.raws = raws;
        this.texts = texts;
    }

    /** Its number in the table; of an event, its place in the tick. */
    public int row() {
        return row;
    }

    /** Of an event: the tick at which it happened. Of a row: the tick at which it was asked for. */
    public int tick() {
        return tick;
    }

    /** The value of a column of numbers, as {@code Column.get} gives it. */
    public double get(String column) {
        int index = indexOf(column);
        ColumnType of = type.columns().get(index);
        return switch (of.kind()) {
            case FIXED, ANGLE, INTEGER -> of.origin() + raws.applyAsInt(index) * of.unit();
            case FLAG -> throw other(column, "a flag: ask is");
            case ENUM -> throw other(column, "one of some labels: ask label");
            case REFERENCE -> throw other(column, "a reference: ask rowOf");
            case TEXT -> throw other(column, "a text: ask text");
        };
    }

    /** The raw int of any column. */
    public int raw(String column) {
        return raws.applyAsInt(indexOf(column));
    }

    /** Whether a flag is set. */
    public boolean is(String column) {
        return raw(column, ColumnType.Kind.FLAG) != 0;
    }

    /** The text in a text column; empty: there is none. */
    public String text(String column) {
        return texts.apply(raw(column, ColumnType.Kind.TEXT));
    }

    /** The label in a column of {@code oneOf}. */
    public String label(String column) {
        int raw = raw(column, ColumnType.Kind.ENUM);
        return type.columns().get(indexOf(column)).labels().get(raw);
    }

    /** The row of the entity that a reference points to; −1: to none. */
    public int rowOf(String column) {
        int id = raw(column, ColumnType.Kind.REFERENCE);
        return id == EntityId.NONE ? -1 : EntityId.slot(id);
    }

    private int raw(String column, ColumnType.Kind kind) {
        int index = indexOf(column);
        if (type.columns().get(index).kind() != kind) {
            throw other(column, "of another kind: " + type.columns().get(index).kind());
        }
        return raws.applyAsInt(index);
    }

    private int indexOf(String column) {
        int index = type.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException(type.name() + " has no column " + column + ", but "
                    + String.join(
                            ", ", type.columns().stream().map(ColumnType::name).toList()));
        }
        return index;
    }

    private IllegalArgumentException other(String column, String what) {
        return new IllegalArgumentException(type.name() + "." + column + " is " + what);
    }

    /** All columns, for messages of tests. */
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder(type.name() + " " + row + " {");
        for (int c = 0; c < type.columns().size(); c++) {
            ColumnType of = type.columns().get(c);
            int raw = raws.applyAsInt(c);
            all.append(c == 0 ? "" : ", ").append(of.name()).append(": ");
            all.append(
                    switch (of.kind()) {
                        case FIXED, ANGLE, INTEGER -> of.origin() + raw * of.unit();
                        case FLAG -> raw != 0;
                        case ENUM -> of.labels().get(raw);
                        case REFERENCE -> raw == EntityId.NONE ? "none" : "row " + EntityId.slot(raw);
                        case TEXT -> '"' + texts.apply(raw) + '"';
                    });
        }
        return all.append('}').toString();
    }
}

package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.TableType;
import java.util.function.IntBinaryOperator;

/**
 * A row of a table, which gives what is there at the moment when it is asked, or an event, which stays as it was. Names
 * of columns are those that the game declares; hidden columns can be read, too.
 */
public final class MatchRow {
    private final TableType type;
    private final int row;
    private final int tick;
    private final IntBinaryOperator raws;
    private final Texts texts;

    /** Texts by the column that has them: those of hidden columns are kept apart. */
    interface Texts {
        String of(ColumnType column, int key);
    }

    /**
     * @param raws gives the raw value of the column with that index, in the cell with that one; an exception with a
     *     sentence if the row is gone
     * @param texts gives the text that a column has by its raw value
     */
    MatchRow(TableType type, int row, int tick, IntBinaryOperator raws, Texts texts) {
        this.type = type;
        this.row = row;
        this.tick = tick;
        this.raws = raws;
        this.texts = texts;
    }

    /** One of the texts of a snapshot. */
    static String text(String[] texts, int key) {
        return key < texts.length && texts[key] != null ? texts[key] : "";
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
        ColumnType of = type.columns().get(indexOf(column));
        return switch (of.kind()) {
            case FIXED, ANGLE, INTEGER -> of.origin() + raw(column) * of.unit();
            case FLAG -> throw other(column, "a flag: ask is");
            case ENUM -> throw other(column, "one of some labels: ask label");
            case REFERENCE -> throw other(column, "a reference: ask rowOf");
            case TEXT -> throw other(column, "a text: ask text");
        };
    }

    /** The number in a cell of a column that has such, as {@code Cells.get} gives it. */
    public int get(String column, int cell) {
        int index = indexOf(column);
        int cells = type.columns().get(index).cells();
        if (cells == 1 || cell < 0 || cell >= cells) {
            throw other(column, cells == 1 ? "no column of cells" : "a column of cells from 0 to " + (cells - 1));
        }
        return raws.applyAsInt(index, cell);
    }

    /** The raw int of any column but one of cells. */
    public int raw(String column) {
        int index = indexOf(column);
        if (type.columns().get(index).cells() > 1) {
            throw other(column, "a column of cells: ask get(column, cell)");
        }
        return raws.applyAsInt(index, 0);
    }

    /** Whether a flag is set. */
    public boolean is(String column) {
        return raw(column, ColumnType.Kind.FLAG) != 0;
    }

    /** The text in a text column; empty: there is none. */
    public String text(String column) {
        return texts.of(type.columns().get(indexOf(column)), raw(column, ColumnType.Kind.TEXT));
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
        return raws.applyAsInt(index, 0);
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
            all.append(c == 0 ? "" : ", ").append(of.name()).append(": ");
            for (int cell = 0; cell < of.cells(); cell++) {
                all.append(cell == 0 ? "" : " ").append(value(of, raws.applyAsInt(c, cell)));
            }
        }
        return all.append('}').toString();
    }

    private Object value(ColumnType of, int raw) {
        return switch (of.kind()) {
            case FIXED, ANGLE, INTEGER -> of.origin() + raw * of.unit();
            case FLAG -> raw != 0;
            case ENUM -> of.labels().get(raw);
            case REFERENCE -> raw == EntityId.NONE ? "none" : "row " + EntityId.slot(raw);
            case TEXT -> '"' + texts.of(of, raw) + '"';
        };
    }
}

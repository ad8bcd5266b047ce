package dev.tickwire.simulation.state;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that two states of one game do not have in common, in words for the game's author.
 *
 * @param what {@code dots.x of row 3}
 * @param was the value in the one state
 * @param then the value in the other
 */
public record Difference(String what, String was, String then) {
    /** Compares all tables, then the inputs and the random generator; null: nothing differs. */
    public static @Nullable Difference first(Snapshot one, Snapshot other) {
        Schema schema = one.schema();
        for (int t = 0; t < one.tableCount(); t++) {
            Difference found = inRows(schema.tables().get(t), one, one.table(t), other, other.table(t));
            if (found != null) {
                return found;
            }
        }
        Difference found = inRows(schema.inputs(), one, one.inputs(), other, other.inputs());
        if (found != null || Arrays.equals(one.random(), other.random())) {
            return found;
        }
        return new Difference("the random generator", "at one number", "at another");
    }

    /** Compares the events of all kinds; null: nothing differs. */
    public static @Nullable Difference firstEvent(Snapshot one, List<Rows> events, Snapshot other, List<Rows> others) {
        for (int kind = 0; kind < events.size(); kind++) {
            TableType type = one.schema().events().get(kind);
            Difference found = inRows(type, one, events.get(kind), other, others.get(kind));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Difference inRows(TableType type, Snapshot one, Rows rows, Snapshot other, Rows others) {
        int end = Math.max(rows.limit(), others.limit());
        for (int row = 0; row < end; row++) {
            boolean isThere = rows.isPresent(row);
            if (isThere != others.isPresent(row)) {
                return new Difference("row " + row + " of " + type.name(), presence(isThere), presence(!isThere));
            }
            if (isThere) {
                Difference found = inRow(type, row, one, rows, other, others);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Difference inRow(
            TableType type, int row, Snapshot one, Rows rows, Snapshot other, Rows others) {
        boolean hasSameTexts = one.texts() == other.texts();
        for (int c = 0; c < rows.columnCount(); c++) {
            ColumnType column = type.columns().get(c);
            for (int cell = 0; cell < column.cells(); cell++) {
                int at = row * column.cells() + cell;
                int raw = rows.column(c)[at];
                int then = others.column(c)[at];
                boolean isOtherText =
                        !hasSameTexts && column.isText() && !Objects.equals(one.text(raw), other.text(raw));
                if (raw != then || isOtherText) {
                    String place = column.cells() == 1 ? "" : "[" + cell + "]";
                    return new Difference(
                            type.name() + "." + column.name() + place + " of row " + row,
                            value(column, raw, one),
                            value(column, then, other));
                }
            }
        }
        if (rows.id(row) != others.id(row)) {
            return new Difference("the entity in row " + row + " of " + type.name(), "one", "another");
        }
        return null;
    }

    private static String presence(boolean isThere) {
        return isThere ? "there" : "absent";
    }

    /** A raw value of a column, as an author knows it. */
    public static String value(ColumnType column, int raw, Snapshot at) {
        return switch (column.kind()) {
            case FIXED, ANGLE -> String.valueOf(column.origin() + raw * column.unit());
            case INTEGER -> String.valueOf(raw);
            case FLAG -> String.valueOf(raw != 0);
            case ENUM -> column.labels().get(raw);
            case REFERENCE -> raw == EntityId.NONE ? "none" : "the id of row " + EntityId.slot(raw);
            case TEXT -> text(at.text(raw));
        };
    }

    private static String text(@Nullable String text) {
        return '"' + (text == null ? "" : text) + '"';
    }

    @Override
    public String toString() {
        return what + " was " + was + ", then " + then;
    }
}

package dev.tickwire.server.console;

import dev.tickwire.simulation.state.ColumnType;

/** What a cell of a table or an event holds, as people read it. */
public final class CellText {
    private static final double DECIMALS = 1e4;

    private CellText() {}

    /** A text, a number, true or false, or a label. */
    public static Object of(ColumnType column, int raw, String text) {
        if (column.isText()) {
            return text;
        }
        // A column may hold anything until rules have set it for the first time.
        if (raw < column.rawMin() || raw > column.rawMax()) {
            return raw;
        }
        Object value = column.valueOf(raw);
        return value instanceof Double number ? Math.round(number * DECIMALS) / DECIMALS : value;
    }
}

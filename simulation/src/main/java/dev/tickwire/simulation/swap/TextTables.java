package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.state.ColumnType;

/**
 * Texts that columns have, those that are hidden and the others.
 *
 * @param seen of columns that clients may know
 * @param hidden of those that none does
 */
record TextTables(TextTable seen, TextTable hidden) {
    TextTable of(ColumnType column) {
        return column.hidden() ? hidden : seen;
    }
}

package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TablePart;

/** What encoding has to know of the columns of a part of a table, and where the residuals of a row stand. */
final class ColumnLayout {
    /** Index of each column among all columns of the table. */
    final int[] columns;

    final int[] wrapMasks;
    final boolean[] isText;
    /** How many ints each row has in a column. */
    final int[] widths;
    /** Where among what is found of a row the residuals of each column begin. */
    final int[] plainAt;
    /** Where among what is found of a row the residual against the linear prediction is; 0: the column has none. */
    final int[] linearAt;
    /** How many ints are found of a row: the columns that differ, and all residuals. */
    final int rowLength;

    ColumnLayout(TablePart part) {
        columns = part.columns();
        isText = part.type().textColumns();
        wrapMasks = new int[columns.length];
        widths = new int[columns.length];
        plainAt = new int[columns.length];
        linearAt = new int[columns.length];
        int length = 1;
        for (int c = 0; c < columns.length; c++) {
            ColumnType column = part.type().columns().get(c);
            wrapMasks[c] = column.wrapMask();
            widths[c] = column.cells();
            plainAt[c] = length;
            length += widths[c];
            linearAt[c] = isPredicted(c) ? length++ : 0;
        }
        rowLength = length;
    }

    /** Whether values of a column are predicted: neither texts nor cells are. */
    boolean isPredicted(int c) {
        return widths[c] == 1 && !isText[c];
    }
}

package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.state.TableType;
import java.util.List;

/** Turns inputs of clients that know an earlier version into those of a later one. Any thread; allocates nothing. */
public final class InputMapping {
    private final List<ColumnMapping> columns;
    private final int count;
    private final Tally unused = new Tally();

    InputMapping(TableMapping inputs, TableType visible) {
        columns = inputs.columns();
        count = visible.columns().size();
    }

    /** How many values an input has. */
    public int count() {
        return count;
    }

    /** Maps the values from {@code offset} on, which are legal ones of the earlier version. */
    public void map(int[] raws, int offset, int[] into) {
        for (int c = 0; c < count; c++) {
            ColumnMapping column = columns.get(c);
            into[c] = column.isNew() ? column.initial() : column.map(raws[offset + column.source()], unused);
        }
    }
}

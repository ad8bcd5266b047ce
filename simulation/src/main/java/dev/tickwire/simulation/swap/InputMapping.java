package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.state.TableType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns inputs of clients that know an earlier version into those of a later one. One thread; allocates nothing. */
public final class InputMapping {
    private final List<ColumnMapping> columns;
    private final int[] mapped;
    private final @Nullable InputMapping next;
    private final Tally unused = new Tally();

    InputMapping(TableMapping inputs, TableType visible) {
        this(inputs.columns(), visible.columns().size(), null);
    }

    private InputMapping(List<ColumnMapping> columns, int count, @Nullable InputMapping next) {
        this.columns = columns;
        this.next = next;
        mapped = new int[count];
    }

    /** Both, one after the other. */
    public InputMapping then(InputMapping later) {
        return new InputMapping(columns, mapped.length, next == null ? later : next.then(later));
    }

    /** How many values an input has. */
    public int count() {
        return next == null ? mapped.length : next.count();
    }

    /**
     * Maps the values from {@code offset} on, which are legal ones of the earlier version. Good until the next call.
     */
    public int[] map(int[] raws, int offset) {
        for (int c = 0; c < mapped.length; c++) {
            ColumnMapping column = columns.get(c);
            mapped[c] = column.isNew() ? column.initial() : column.map(raws[offset + column.source()], unused);
        }
        return next == null ? mapped : next.map(mapped, 0);
    }
}

package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** A table of a match, as it is at the moment when it is asked. Iterates over the rows that are there, by number. */
public final class MatchTable implements Iterable<MatchRow> {
    private final TableType type;
    private final int index;
    private final Supplier<Snapshot> now;

    static MatchTable of(Schema schema, String name, Supplier<Snapshot> now) {
        int index = schema.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("there is no table " + name + ", but "
                    + String.join(
                            ", ", schema.tables().stream().map(TableType::name).toList()));
        }
        return new MatchTable(schema.tables().get(index), index, now);
    }

    private MatchTable(TableType type, int index, Supplier<Snapshot> now) {
        this.type = type;
        this.index = index;
        this.now = now;
    }

    /** How many rows are there. */
    public int count() {
        return rows().count();
    }

    /** Whether there is such a row. */
    public boolean has(int row) {
        return rows().isPresent(row);
    }

    /** The row with that number; of tables with a row per player, that of the player. It must be there. */
    public MatchRow row(int row) {
        requirePresent(row);
        return new MatchRow(type, row, now.get().tick(), (column, cell) -> raw(row, column, cell), this::text);
    }

    @Override
    public Iterator<MatchRow> iterator() {
        List<MatchRow> all = new ArrayList<>();
        for (int row = rows().next(0); row >= 0; row = rows().next(row + 1)) {
            all.add(row(row));
        }
        return all.iterator();
    }

    private int raw(int row, int column, int cell) {
        requirePresent(row);
        return rows().column(column)[row * rows().width(column) + cell];
    }

    private String text(ColumnType column, int key) {
        return MatchRow.text(
                column.hidden() ? now.get().hiddenTexts() : now.get().texts(), key);
    }

    private void requirePresent(int row) {
        if (!rows().isPresent(row)) {
            throw new IllegalArgumentException("table " + type.name() + " has no row " + row + " at tick "
                    + now.get().tick() + "; it has " + rows().count() + " rows");
        }
    }

    private Rows rows() {
        return now.get().table(index);
    }
}

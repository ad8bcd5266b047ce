package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.EarlierNames;
import java.util.ArrayList;
import java.util.List;

/** How the rows of a table come to be, from those of the table before. */
final class TableMapping {
    private final List<ColumnMapping> columns = new ArrayList<>();

    /** What cannot be, each without a full stop. */
    private final List<String> obstacles = new ArrayList<>();

    /** What becomes of columns, each without a full stop. */
    private final List<String> changes = new ArrayList<>();

    /**
     * From one type to another, whatever they are called.
     *
     * @param title how an author knows it
     * @param rests whether what is new in a row is what a player does who does nothing, as in inputs
     */
    TableMapping(String title, TableType from, TableType to, EarlierNames earlier, boolean rests) {
        int[] takenBy = new int[from.columns().size()];
        for (int c = 0; c < to.columns().size(); c++) {
            ColumnType column = to.columns().get(c);
            int source = source(from, column.name(), earlier.columns().get(c));
            columns.add(mapping(title, from, source, column, rests));
            if (source >= 0 && ++takenBy[source] > 1) {
                obstacles.add(title + ": two columns would go on with what column "
                        + from.columns().get(source).name() + " was, " + column.name() + " is one of them");
            }
        }
        for (int c = 0; c < takenBy.length; c++) {
            if (takenBy[c] == 0) {
                changes.add(title + ": column " + from.columns().get(c).name() + " is gone");
            }
        }
    }

    /** Index of the column of that name, or of the earlier one; −1: there is none. */
    private static int source(TableType from, String name, String earlier) {
        int source = from.indexOf(name);
        return source >= 0 || earlier.isEmpty() ? source : from.indexOf(earlier);
    }

    private ColumnMapping mapping(String title, TableType from, int source, ColumnType to, boolean rests) {
        int initial = rests ? to.restingRaw() : Math.max(to.rawMin(), Math.min(to.rawMax(), 0));
        if (source < 0) {
            changes.add(title + ": column " + to.name() + " is new");
            return ColumnMapping.added(to, initial);
        }
        ColumnType before = from.columns().get(source);
        String obstacle = ColumnMapping.obstacle(before, to);
        if (!obstacle.isEmpty()) {
            obstacles.add(title + ": column " + to.name() + " " + obstacle + ": give it another name");
            return ColumnMapping.added(to, initial);
        }
        if (!before.name().equals(to.name())) {
            changes.add(title + ": column " + to.name() + " was " + before.name());
        } else if (!before.equals(to)) {
            changes.add(title + ": column " + to.name() + " is declared otherwise");
        }
        return ColumnMapping.of(source, before, to, initial);
    }

    List<String> obstacles() {
        return obstacles;
    }

    List<String> changes() {
        return changes;
    }

    List<ColumnMapping> columns() {
        return columns;
    }

    /** Fills rows with those that are mapped, at the same slots; free slots keep their generations. */
    void map(Rows from, Rows to, TextTables before, TextTables now, Tally tally) {
        for (int row = 0; row < Math.min(from.everTaken(), to.capacity()); row++) {
            if (from.isPresent(row)) {
                to.put(row, from.generation(row));
                fill(from, row, to, row, before, now, tally);
            } else {
                to.setLastGeneration(row, from.generation(row));
            }
        }
    }

    /** Fills rows with those that are mapped and wanted, one after the other, for as many as there is room. */
    void pack(Rows from, Rows to, RowLimit limit, TextTables before, TextTables now, Tally tally) {
        for (int row = from.next(0); row >= 0; row = from.next(row + 1)) {
            if (to.count() < to.capacity() && limit.takes(row)) {
                int at = to.count();
                to.put(at, EntityId.FIRST_GENERATION);
                fill(from, row, to, at, before, now, tally);
            } else {
                tally.passing++;
            }
        }
    }

    private void fill(Rows from, int row, Rows to, int at, TextTables before, TextTables now, Tally tally) {
        for (int c = 0; c < columns.size(); c++) {
            ColumnMapping column = columns.get(c);
            int[] values = to.column(c);
            int width = to.width(c);
            for (int cell = 0; cell < width; cell++) {
                values[at * width + cell] = column.initial();
            }
            if (column.isNew()) {
                continue;
            }
            int[] raws = from.column(column.source());
            int widthBefore = from.width(column.source());
            for (int cell = 0; cell < column.cells(); cell++) {
                int raw = raws[row * widthBefore + cell];
                values[at * width + cell] =
                        column.isText() ? column.text(raw, before, now, tally) : column.map(raw, tally);
            }
            tally.clamped += widthBefore - column.cells();
        }
        to.touch(at);
    }
}

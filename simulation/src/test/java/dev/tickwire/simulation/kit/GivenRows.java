package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that a player joins with, by the names of tables and columns; a name that is none is an exception. */
final class GivenRows {
    private GivenRows() {}

    static List<PlayerRow> of(Map<String, Map<String, ?>> values, Simulation simulation) {
        Map<String, Map<String, ?>> left = new TreeMap<>(values);
        List<PlayerRow> rows = new ArrayList<>();
        List<String> known = new ArrayList<>();
        List<Integer> tables = new ArrayList<>(simulation.playerTables().saved());
        tables.addAll(simulation.playerTables().claims());
        for (int table : tables) {
            TableType type = simulation.schema().tables().get(table);
            known.add(type.name());
            Map<String, ?> given = left.remove(type.name());
            if (given != null) {
                rows.add(row(table, type, given));
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("players join with no rows of " + String.join(", ", left.keySet())
                    + (known.isEmpty() ? ": the game declares no saved(...) and no claims(...)" : ", but of " + known));
        }
        return rows;
    }

    private static PlayerRow row(int table, TableType type, Map<String, ?> given) {
        Map<String, Object> single = new TreeMap<>(given);
        IntStream.Builder raws = IntStream.builder();
        Values values = new Values("the row of table " + type.name(), type.columns());
        for (ColumnType column : type.columns()) {
            if (column.cells() > 1) {
                single.remove(column.name());
            }
        }
        values.setAll(single);
        for (int c = 0; c < type.columns().size(); c++) {
            ColumnType column = type.columns().get(c);
            if (column.cells() > 1) {
                Arrays.stream(cells(column, given.get(column.name()))).forEach(raws);
            } else if (!column.isText()) {
                raws.add(values.raw(c));
            }
        }
        return new PlayerRow(table, raws.build().toArray(), values.texts());
    }

    private static int[] cells(ColumnType column, @Nullable Object value) {
        if (value == null) {
            int[] rest = new int[column.cells()];
            Arrays.fill(rest, column.restingRaw());
            return rest;
        }
        if (value instanceof int[] raws
                && raws.length == column.cells()
                && Arrays.stream(raws).allMatch(raw -> raw >= column.rawMin() && raw <= column.rawMax())) {
            return raws;
        }
        throw new IllegalArgumentException(column.name() + " takes an int[] of " + column.cells() + " numbers from "
                + column.rawMin() + " to " + column.rawMax());
    }
}

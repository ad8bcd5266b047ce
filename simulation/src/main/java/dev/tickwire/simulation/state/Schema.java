package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a game, and what its players send each tick.
 *
 * @param inputs a row per player; its capacity is the most players that the game can take
 */
public record Schema(List<TableType> tables, TableType inputs) {
    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 16777619;

    public Schema {
        tables = List.copyOf(tables);
        List<String> names = new ArrayList<>();
        for (TableType table : tables) {
            if (names.contains(table.name())) {
                throw new IllegalArgumentException("there are two tables called " + table.name());
            }
            names.add(table.name());
        }
        for (TableType table : tables) {
            requireTargets(table, names);
        }
        for (ColumnType column : inputs.columns()) {
            if (column.kind() == ColumnType.Kind.REFERENCE || column.kind() == ColumnType.Kind.TEXT) {
                throw new IllegalArgumentException("column " + column.name() + " of the inputs may not be a "
                        + (column.kind() == ColumnType.Kind.TEXT ? "text" : "reference"));
            }
        }
    }

    private static void requireTargets(TableType table, List<String> names) {
        for (ColumnType column : table.columns()) {
            if (column.kind() == ColumnType.Kind.REFERENCE && !names.contains(column.target())) {
                throw new IllegalArgumentException("column " + column.name() + " of table " + table.name()
                        + " refers to table " + column.target() + ", and there is none");
            }
        }
    }

    /** The schema that clients get. */
    public Schema visible() {
        List<TableType> seen = new ArrayList<>();
        for (TableType table : tables) {
            seen.add(table.visible());
        }
        return new Schema(seen, inputs.visible());
    }

    /** Index of the table of that name; −1: there is none. */
    public int indexOf(String table) {
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).name().equals(table)) {
                return i;
            }
        }
        return -1;
    }

    /** 32-bit FNV-1a over the lines that PROTOCOL.md describes; compare hashes of {@link #visible} schemas. */
    public int hash() {
        int hash = FNV_OFFSET;
        for (TableType table : tables) {
            hash = addTable(hash, table);
        }
        return addTable(hash, inputs);
    }

    private static int addTable(int hash, TableType table) {
        int result = addLine(hash, "table " + table.name() + " " + table.capacity());
        for (ColumnType column : table.columns()) {
            result = addLine(
                    result,
                    column.name() + " " + column.kind().name() + " " + bits(column.min()) + " " + bits(column.max())
                            + " "
                            + bits(column.step()) + " " + column.bits() + " " + String.join(",", column.labels()) + " "
                            + column.target());
        }
        return result;
    }

    private static String bits(double value) {
        String hex = Long.toHexString(Double.doubleToLongBits(value));
        return "0".repeat(16 - hex.length()) + hex;
    }

    private static int addLine(int hash, String line) {
        int result = hash;
        for (int i = 0; i < line.length(); i++) {
            result = (result ^ line.charAt(i)) * FNV_PRIME;
        }
        return (result ^ '\n') * FNV_PRIME;
    }
}

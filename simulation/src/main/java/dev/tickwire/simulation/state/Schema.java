package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a game, what its players send each tick, and what can happen in it.
 *
 * @param inputs a row per player; its capacity is the most players that the game can take
 * @param events a kind each, at most {@value #MOST_EVENT_KINDS}; its capacity is the most of them in one tick
 */
public record Schema(List<TableType> tables, TableType inputs, List<TableType> events) {
    /** Most kinds of events that a game can have. */
    public static final int MOST_EVENT_KINDS = 64;

    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 16777619;

    public Schema {
        tables = List.copyOf(tables);
        events = List.copyOf(events);
        if (events.size() > MOST_EVENT_KINDS) {
            throw new IllegalArgumentException(
                    "there are " + events.size() + " kinds of events, over " + MOST_EVENT_KINDS);
        }
        List<String> names = namesOf("tables", tables);
        namesOf("kinds of events", events);
        for (TableType table : tables) {
            requireTargets(table, names);
        }
        for (TableType kind : events) {
            requireTargets(kind, names);
        }
        for (ColumnType column : inputs.columns()) {
            if (column.kind() == ColumnType.Kind.REFERENCE || column.kind() == ColumnType.Kind.TEXT) {
                throw new IllegalArgumentException("column " + column.name() + " of the inputs may not be a "
                        + (column.kind() == ColumnType.Kind.TEXT ? "text" : "reference"));
            }
        }
    }

    /** Of a game in which nothing happens that clients are told of. */
    public Schema(List<TableType> tables, TableType inputs) {
        this(tables, inputs, List.of());
    }

    private static List<String> namesOf(String what, List<TableType> types) {
        List<String> names = new ArrayList<>();
        for (TableType type : types) {
            if (names.contains(type.name())) {
                throw new IllegalArgumentException("there are two " + what + " called " + type.name());
            }
            names.add(type.name());
        }
        return names;
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
        return new Schema(visible(tables), inputs.visible(), visible(events));
    }

    private static List<TableType> visible(List<TableType> types) {
        List<TableType> seen = new ArrayList<>();
        for (TableType type : types) {
            seen.add(type.visible());
        }
        return seen;
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
            hash = addTable(hash, "table ", table);
        }
        hash = addTable(hash, "table ", inputs);
        for (TableType kind : events) {
            hash = addTable(hash, "events ", kind);
        }
        return hash;
    }

    private static int addTable(int hash, String what, TableType table) {
        int result = addLine(hash, what + table.name() + " " + table.capacity());
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

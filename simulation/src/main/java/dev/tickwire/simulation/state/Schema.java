package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a game, what its players send, and what can happen in it.
 *
 * @param inputs a row per player; its capacity is the most players that the game can take
 * @param events a kind each, at most {@value #MOST_KINDS}; its capacity is the most of them in one tick
 * @param commands a kind each, at most {@value #MOST_KINDS}
 * @param requests a kind each, at most {@value #MOST_KINDS}; clients know nothing of them
 */
public record Schema(
        List<TableType> tables,
        TableType inputs,
        List<TableType> events,
        List<CommandType> commands,
        List<RequestType> requests) {
    /** Most kinds of events that a game can have, and of commands, and of requests. */
    public static final int MOST_KINDS = 64;

    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 16777619;

    public Schema {
        tables = List.copyOf(tables);
        events = List.copyOf(events);
        commands = List.copyOf(commands);
        requests = List.copyOf(requests);
        for (int t = 0; t < tables.size(); t++) {
            requireSingle(tables, t);
            requireTargets(tables.get(t), tables);
        }
        List<String> names = new ArrayList<>();
        for (TableType kind : events) {
            names.add(kind.name());
            requireTargets(kind, tables);
            requireWhole("event ", kind.name(), kind);
            if (kind.audience() == Audience.NOBODY) {
                throw new IllegalArgumentException("event " + kind.name() + " may not be hidden");
            }
        }
        requireKinds("kinds of events", names);
        names.clear();
        for (CommandType kind : commands) {
            names.add(kind.name());
            requireTargets(kind.values(), tables);
            requireWhole("commands ", kind.name(), kind.values());
        }
        requireKinds("kinds of commands", names);
        names.clear();
        for (RequestType kind : requests) {
            names.add(kind.name());
            requireWhole("requests ", kind.name(), kind.values());
            requireWhole("the answer to requests ", kind.name(), kind.answer());
        }
        requireKinds("kinds of requests", names);
        for (ColumnType column : inputs.columns()) {
            boolean isForCommands = column.isText() || column.kind() == ColumnType.Kind.REFERENCE;
            if (column.cells() > 1 || (!column.hidden() && isForCommands)) {
                throw new IllegalArgumentException(
                        "column " + column.name() + " of the inputs must be one number: commands can have more");
            }
        }
        if (inputs.audience() != Audience.EVERYBODY) {
            throw new IllegalArgumentException("the inputs may not be for owners or teams");
        }
        requireWhole("the inputs", "", inputs);
    }

    /** Clients may know a table in several parts, of different audiences and the same capacity. */
    private static void requireSingle(List<TableType> tables, int index) {
        TableType table = tables.get(index);
        for (int i = 0; i < index; i++) {
            TableType before = tables.get(i);
            if (before.name().equals(table.name())) {
                boolean isSame = before.audience() == table.audience() || before.audience() == Audience.NOBODY;
                if (isSame || before.capacity() != table.capacity()) {
                    throw new IllegalArgumentException(
                            "there are two tables called " + table.name() + (isSame ? "" : ", of different capacity"));
                }
            }
        }
    }

    private static void requireWhole(String what, String name, TableType type) {
        for (ColumnType column : type.columns()) {
            if (column.audience() != Audience.EVERYBODY && !column.hidden()) {
                throw new IllegalArgumentException(
                        "column " + column.name() + " of " + what + name + " may not be for owners or teams");
            }
        }
    }

    /** The schema of a game without requests. */
    public Schema(List<TableType> tables, TableType inputs, List<TableType> events, List<CommandType> commands) {
        this(tables, inputs, events, commands, List.of());
    }

    /** The schema of a game without events and commands. */
    public Schema(List<TableType> tables, TableType inputs) {
        this(tables, inputs, List.of(), List.of());
    }

    /** The schema of a game without commands. */
    public Schema(List<TableType> tables, TableType inputs, List<TableType> events) {
        this(tables, inputs, events, List.of());
    }

    private static void requireKinds(String what, List<String> names) {
        if (names.size() > MOST_KINDS) {
            throw new IllegalArgumentException("there are " + names.size() + " " + what + ", over " + MOST_KINDS);
        }
        String twice = Names.firstTwice(names);
        if (twice != null) {
            throw new IllegalArgumentException("there are two " + what + " called " + twice);
        }
    }

    private static void requireTargets(TableType table, List<TableType> tables) {
        for (ColumnType column : table.columns()) {
            if (column.kind() == ColumnType.Kind.REFERENCE) {
                int target = indexOf(column.target(), tables);
                boolean isHidden = target >= 0 && tables.get(target).audience() == Audience.NOBODY;
                if (target < 0 || (isHidden && table.audienceOf(column) != Audience.NOBODY)) {
                    throw new IllegalArgumentException("column " + column.name() + " of table " + table.name()
                            + " refers to table " + column.target()
                            + (isHidden ? ", which is hidden: hide the column, too" : ", and there is none"));
                }
            }
        }
    }

    /**
     * The schema that clients get: the columns of each table for everybody, then those for owners, then those for
     * teams. A table whose rows are not for everybody has no part for everybody; one that is hidden has none.
     */
    public Schema visible() {
        List<TableType> seen = new ArrayList<>();
        for (TablePart part : parts()) {
            seen.add(part.type());
        }
        List<TableType> kinds = new ArrayList<>();
        for (TableType kind : events) {
            kinds.add(kind.part(kind.audience()));
        }
        List<CommandType> said = new ArrayList<>();
        for (CommandType kind : commands) {
            said.add(new CommandType(kind.values().part(Audience.EVERYBODY), kind.labels()));
        }
        return new Schema(seen, inputs.part(Audience.EVERYBODY), kinds, said);
    }

    /** Whether a table has columns of cells. */
    public boolean hasCells() {
        for (TableType table : tables) {
            for (ColumnType column : table.columns()) {
                if (column.cells() > 1) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The tables as clients know them, in the order of {@link #visible}. */
    public List<TablePart> parts() {
        List<TablePart> parts = new ArrayList<>();
        for (Audience audience : List.of(Audience.EVERYBODY, Audience.OWNER, Audience.TEAM)) {
            for (int t = 0; t < tables.size(); t++) {
                TableType part = tables.get(t).part(audience);
                boolean isWhole = tables.get(t).audience() == audience;
                if (isWhole || !part.columns().isEmpty()) {
                    parts.add(new TablePart(parts.size(), t, part, tables.get(t).columnsFor(audience)));
                }
            }
        }
        return parts;
    }

    /** The {@link #parts} that have exactly this audience. */
    public List<TablePart> partsFor(Audience audience) {
        List<TablePart> parts = parts();
        parts.removeIf(part -> part.audience() != audience);
        return parts;
    }

    /**
     * Index of the table of that name, of several that for the most players, which has all its rows; −1: there is none.
     */
    public int indexOf(String table) {
        return indexOf(table, tables);
    }

    private static int indexOf(String table, List<TableType> tables) {
        int found = -1;
        for (int i = 0; i < tables.size(); i++) {
            boolean isFirst = found < 0 || tables.get(found).audience() == Audience.OWNER;
            if (isFirst && tables.get(i).name().equals(table)) {
                found = i;
            }
        }
        return found;
    }

    /** How many values the rows of all tables have where these are full. */
    public long cellCount() {
        long count = 0;
        for (TableType table : tables) {
            for (ColumnType column : table.columns()) {
                count += (long) table.capacity() * column.cells();
            }
        }
        return count;
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
        for (CommandType kind : commands) {
            hash = addTable(hash, "commands ", kind.values());
            hash = addLine(hash, "answers " + String.join(",", kind.labels()));
        }
        for (RequestType kind : requests) {
            hash = addTable(hash, "requests ", kind.values());
            hash = addTable(hash, "answer ", kind.answer());
        }
        return hash;
    }

    private static int addTable(int hash, String what, TableType table) {
        String audience = table.audience() == Audience.EVERYBODY
                ? ""
                : " " + table.audience().name();
        int result = addLine(hash, what + table.name() + " " + table.capacity() + audience);
        for (ColumnType column : table.columns()) {
            result = addLine(
                    result,
                    column.name() + " " + (column.cells() == 1 ? column.kind().name() : "CELLS " + column.cells()) + " "
                            + bits(column.min()) + " " + bits(column.max())
                            + " "
                            + bits(column.step()) + " " + column.bits() + " " + String.join(",", column.labels()) + " "
                            + column.target());
        }
        return result;
    }

    private static String bits(double value) {
        long raw = Double.doubleToLongBits(value);
        StringBuilder hex = new StringBuilder();
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            hex.append("0123456789abcdef".charAt((int) (raw >>> shift) & 15));
        }
        return hex.toString();
    }

    private static int addLine(int hash, String line) {
        int result = hash;
        for (int i = 0; i < line.length(); i++) {
            result = (result ^ line.charAt(i)) * FNV_PRIME;
        }
        return (result ^ '\n') * FNV_PRIME;
    }
}

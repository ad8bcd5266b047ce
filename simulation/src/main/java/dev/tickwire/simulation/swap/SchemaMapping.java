package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.state.ColumnType.Kind;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Declared;
import dev.tickwire.simulation.world.EarlierNames;
import java.util.ArrayList;
import java.util.List;

/** What of one schema goes on with what of the schema before. */
final class SchemaMapping {
    private final Schema from;
    private final Schema to;
    private final Declared declared;
    /** By table: index of the table before; −1: it is new. */
    private final int[] sources;

    private final List<TableMapping> tables = new ArrayList<>();
    private final TableMapping inputs;
    private final KindsMapping events;
    private final KindsMapping commands;
    private final KindsMapping requests;
    private final KindsMapping answers;

    private final List<String> obstacles = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();

    SchemaMapping(Schema from, Schema to, Declared declared) throws UnmappableException {
        this.from = from;
        this.to = to;
        this.declared = declared;
        sources = new int[to.tables().size()];
        mapTables();
        inputs = new TableMapping("the inputs", from.inputs(), to.inputs(), declared.inputs(), true);
        // What does not go on rests: players press keys all the time.
        changes.addAll(inputs.changes());
        changes.addAll(inputs.obstacles());
        events = new KindsMapping("events ", from.events(), to.events(), declared.events(), null);
        commands = new KindsMapping(
                "commands ",
                from.commands().stream()
                        .map(kind -> kind.rows(from.inputs().capacity()))
                        .toList(),
                to.commands().stream()
                        .map(kind -> kind.rows(to.inputs().capacity()))
                        .toList(),
                declared.commands(),
                to.commands().stream()
                        .map(CommandType::values)
                        .mapToInt(TableType::capacity)
                        .toArray());
        requests = new KindsMapping(
                "requests ",
                from.requests().stream().map(RequestType::values).toList(),
                to.requests().stream().map(RequestType::values).toList(),
                declared.requests(),
                null);
        answers = new KindsMapping(
                "answers to requests ",
                from.requests().stream().map(RequestType::answer).toList(),
                to.requests().stream().map(RequestType::answer).toList(),
                answerNames(declared),
                null);
        for (KindsMapping kinds : List.of(events, commands, requests)) {
            changes.addAll(kinds.changes());
        }
        if (!obstacles.isEmpty()) {
            throw new UnmappableException(obstacles);
        }
    }

    /** Answers are of the kinds of their requests. */
    private static List<EarlierNames> answerNames(Declared declared) {
        List<EarlierNames> names = new ArrayList<>();
        for (int kind = 0; kind < declared.answers().size(); kind++) {
            names.add(new EarlierNames(
                    declared.requests().get(kind).own(),
                    declared.answers().get(kind).columns()));
        }
        return names;
    }

    private void mapTables() {
        int[] takenBy = new int[from.tables().size()];
        for (int table = 0; table < sources.length; table++) {
            TableType type = to.tables().get(table);
            EarlierNames earlier = declared.tables().get(table);
            int source = from.indexOf(type.name());
            source = source >= 0 || earlier.own().isEmpty() ? source : from.indexOf(earlier.own());
            sources[table] = source;
            // A new one goes on with what the new version starts it with.
            TableType before = source < 0 ? type : from.tables().get(source);
            TableMapping mapping = new TableMapping("table " + type.name(), before, type, earlier, false);
            tables.add(mapping);
            obstacles.addAll(mapping.obstacles());
            changes.addAll(mapping.changes());
            if (source < 0) {
                changes.add("table " + type.name() + " is new");
            } else if (++takenBy[source] > 1) {
                obstacles.add("two tables would go on with what table " + before.name() + " was, " + type.name()
                        + " is one of them");
            } else if (!before.name().equals(type.name())) {
                changes.add("table " + type.name() + " was " + before.name());
            }
        }
        for (int table = 0; table < takenBy.length; table++) {
            if (takenBy[table] == 0) {
                changes.add("table " + from.tables().get(table).name() + " is gone");
            }
        }
        for (int table = 0; table < sources.length; table++) {
            requireSameTargets(table);
        }
    }

    /** References go on pointing to what they pointed to, which may be called otherwise. */
    private void requireSameTargets(int table) {
        if (sources[table] < 0) {
            return;
        }
        for (ColumnMapping column : tables.get(table).columns()) {
            if (column.to().kind() != Kind.REFERENCE || column.isNew()) {
                continue;
            }
            String target = from.tables()
                    .get(sources[table])
                    .columns()
                    .get(column.source())
                    .target();
            int now = sources[to.indexOf(column.to().target())];
            if (now < 0 || now != from.indexOf(target)) {
                obstacles.add("table " + to.tables().get(table).name() + ": column "
                        + column.to().name() + " referred to table " + target + " and refers to table "
                        + column.to().target() + ": give it another name");
            }
        }
    }

    /** Indexes of the columns of a new table that refer to tables which are not new: they can mean nothing. */
    List<Integer> strayReferences(int table) {
        List<Integer> stray = new ArrayList<>();
        List<ColumnMapping> columns = tables.get(table).columns();
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).to().kind() == Kind.REFERENCE
                    && sources[to.indexOf(columns.get(c).to().target())] >= 0) {
                stray.add(c);
            }
        }
        return stray;
    }

    /** Index of the table before; −1: the table is new. */
    int source(int table) {
        return sources[table];
    }

    /** How a table is mapped: one that is new, from what it is at the start. */
    TableMapping table(int table) {
        return tables.get(table);
    }

    TableMapping inputs() {
        return inputs;
    }

    KindsMapping events() {
        return events;
    }

    KindsMapping commands() {
        return commands;
    }

    KindsMapping requests() {
        return requests;
    }

    KindsMapping answers() {
        return answers;
    }

    List<String> changes() {
        return changes;
    }
}

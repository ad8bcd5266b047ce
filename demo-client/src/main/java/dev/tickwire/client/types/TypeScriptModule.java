package dev.tickwire.client.types;

import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Labels;
import dev.tickwire.simulation.world.Option;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Tunable;
import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;

/** What a game's tables, events, inputs, commands and tunables are in TypeScript. */
final class TypeScriptModule {
    /** As the formatter of this repository's pages has it. */
    private static final int LONGEST_LINE = 120;

    private final StringBuilder text = new StringBuilder();

    private TypeScriptModule() {}

    /**
     * The module for a game: an interface for {@code join<…>}, and the kinds of all columns, for {@code join} to
     * compare with the server's.
     *
     * @param name of the game, or of its class
     * @param simulation of the game; columns that are kept from clients are left out
     */
    static String of(String name, Game game, Simulation simulation) {
        TypeScriptModule module = new TypeScriptModule();
        module.write(name, simulation, new Labels(game).types());
        return module.text.toString();
    }

    private void write(String game, Simulation simulation, List<ColumnType> labels) {
        Schema schema = simulation.schema();
        String name = typeName(game);
        line("// Made by `./tickwire types --game " + game
                + "` from the game's Java class: change that, and make it anew.");
        line("");
        line("/** The tables, events, inputs, commands and tunables of the game, for `join<" + name + ">({ … })`. */");
        line("export interface " + name + " {");
        writeTypes("tables", schema.tables());
        if (!schema.events().isEmpty()) {
            writeTypes("events", schema.events());
        }
        writeColumns("  ", "inputs", schema.inputs());
        if (!schema.commands().isEmpty()) {
            writeCommands(schema.commands());
        }
        if (!simulation.tunables().isEmpty()) {
            writeTunables(simulation.tunables());
        }
        if (!simulation.options().isEmpty()) {
            writeOptions(simulation.options());
        }
        if (!labels.isEmpty()) {
            writeLabels(labels);
        }
        line("}");
        line("");
        line("/** Give it to `join` as `schema`: a server whose game lacks any of it is not for this page. */");
        line("export const " + Character.toLowerCase(name.charAt(0)) + name.substring(1) + "Schema = {");
        writeKinds("tables", schema.tables());
        if (!schema.events().isEmpty()) {
            writeKinds("events", schema.events());
        }
        writeKinds("  ", "inputs", schema.inputs());
        if (!schema.commands().isEmpty()) {
            writeKinds(
                    "commands",
                    schema.commands().stream().map(CommandType::values).toList());
        }
        line("} as const;");
    }

    private void writeKinds(String what, List<TableType> types) {
        line("  " + what + ": {");
        for (TableType type : types) {
            if (type.audience() != Audience.NOBODY) {
                writeKinds("    ", type.name(), type);
            }
        }
        line("  },");
    }

    private void writeKinds(String indent, String name, TableType type) {
        List<String> kinds = seen(type).stream()
                .map(column -> property(column.name()) + ": \"" + kind(column) + '"')
                .toList();
        String line = indent + property(name) + ": " + (kinds.isEmpty() ? "{}" : "{ " + String.join(", ", kinds) + " }")
                + ",";
        if (line.length() <= LONGEST_LINE) {
            line(line);
            return;
        }
        line(indent + property(name) + ": {");
        for (String kind : kinds) {
            line(indent + "  " + kind + ",");
        }
        line(indent + "},");
    }

    private static List<ColumnType> seen(TableType type) {
        return type.columns().stream().filter(column -> !column.hidden()).toList();
    }

    private void writeTypes(String what, List<TableType> types) {
        line("  " + what + ": {");
        for (TableType type : types) {
            if (type.audience() == Audience.NOBODY) {
                continue;
            }
            if (type.audience() != Audience.EVERYBODY) {
                line("    /** " + audience(type.audience()) + " */");
            }
            writeColumns("    ", type.name(), type);
        }
        line("  };");
    }

    private void writeCommands(List<CommandType> kinds) {
        line("  commands: {");
        for (CommandType kind : kinds) {
            line("    " + property(kind.name()) + ": {");
            writeColumns("      ", "values", kind.values());
            line("      answer: " + (kind.labels().isEmpty() ? "boolean" : union(kind.labels())) + ";");
            line("    };");
        }
        line("  };");
    }

    private void writeTunables(List<Tunable> tunables) {
        line("  tunables: {");
        for (Tunable tunable : tunables) {
            line("    /** " + number(tunable.min()) + " to " + number(tunable.max()) + ". */");
            line("    " + property(tunable.name()) + ": number;");
        }
        line("  };");
    }

    /** Hidden ones, too: whoever opens a room may choose them. */
    private void writeOptions(List<Option> options) {
        line("  options: {");
        for (Option option : options) {
            writeColumn("    ", option.type().forAudience(Audience.EVERYBODY));
        }
        line("  };");
    }

    private void writeLabels(List<ColumnType> labels) {
        line("  labels: {");
        for (ColumnType label : labels) {
            writeColumn("    ", label);
        }
        line("  };");
    }

    private void writeColumns(String indent, String name, TableType type) {
        List<ColumnType> seen = seen(type);
        if (seen.isEmpty()) {
            line(indent + property(name) + ": {};");
            return;
        }
        line(indent + property(name) + ": {");
        for (ColumnType column : seen) {
            writeColumn(indent + "  ", column);
        }
        line(indent + "};");
    }

    private void writeColumn(String indent, ColumnType column) {
        String comment = (audience(column.audience()) + " " + range(column)).strip();
        if (!comment.isEmpty()) {
            line(indent + "/** " + comment + " */");
        }
        boolean isForSome = column.audience() != Audience.EVERYBODY;
        line(indent + property(column.name()) + (isForSome ? "?: " : ": ") + type(column) + ";");
    }

    private static String audience(Audience audience) {
        return switch (audience) {
            case OWNER -> "Sent to the owner only.";
            case TEAM -> "Sent to the owner and its team only.";
            case EVERYBODY, NOBODY -> "";
        };
    }

    private static String range(ColumnType column) {
        return switch (column.kind()) {
            case FIXED ->
                number(column.min()) + " to " + number(column.max()) + ", in steps of " + fraction(column.step()) + ".";
            case ANGLE -> "Radians: one of " + (1 << column.bits()) + " directions.";
            case INTEGER ->
                (column.cells() > 1 ? column.cells() + " cells, each " : "") + number(column.min()) + " to "
                        + number(column.max()) + ".";
            case REFERENCE -> "Id of one of the " + column.target() + "; 0: none.";
            case FLAG, ENUM, TEXT -> "";
        };
    }

    private static String kind(ColumnType column) {
        return column.cells() > 1 ? "CELLS" : column.kind().name();
    }

    private static String type(ColumnType column) {
        if (column.cells() > 1) {
            return "Int32Array";
        }
        return switch (column.kind()) {
            case FIXED, ANGLE, INTEGER, REFERENCE -> "number";
            case FLAG -> "boolean";
            case TEXT -> "string";
            case ENUM -> union(column.labels());
        };
    }

    private static String union(List<String> labels) {
        StringJoiner union = new StringJoiner(" | ");
        for (String label : labels) {
            union.add('"' + label + '"');
        }
        return union.toString();
    }

    /** Of names that are no identifiers, those with a hyphen are all that there are. */
    private static String property(String name) {
        return name.indexOf('-') < 0 ? name : '"' + name + '"';
    }

    /** The class's own name, with a capital letter. */
    private static String typeName(String game) {
        String simple = game.substring(Math.max(game.lastIndexOf('.'), game.lastIndexOf('$')) + 1);
        return Character.toUpperCase(simple.charAt(0)) + simple.substring(1);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String fraction(double step) {
        double parts = 1 / step;
        return step < 1 && parts == Math.rint(parts) ? "1/" + number(parts) : number(step);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

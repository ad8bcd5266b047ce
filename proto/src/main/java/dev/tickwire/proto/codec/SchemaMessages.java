package dev.tickwire.proto.codec;

import dev.tickwire.proto.wire.ColumnSchema;
import dev.tickwire.proto.wire.TableSchema;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.Range;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Schemas as protobuf messages, and back. */
public final class SchemaMessages {
    private static final int ANY = 1 << 30;

    private SchemaMessages() {}

    /** The message for a schema of visible columns. */
    public static dev.tickwire.proto.wire.Schema toMessage(Schema visible) {
        dev.tickwire.proto.wire.Schema.Builder builder = dev.tickwire.proto.wire.Schema.newBuilder();
        for (TableType table : visible.tables()) {
            builder.addTables(toMessage(table));
        }
        for (TableType kind : visible.events()) {
            builder.addEvents(toMessage(kind));
        }
        for (CommandType kind : visible.commands()) {
            builder.addCommands(toMessage(kind.values()).toBuilder().addAllAnswers(kind.labels()));
        }
        return builder.setInputs(toMessage(visible.inputs())).build();
    }

    /** The schema of a message, once it is checked. */
    public static Schema fromMessage(dev.tickwire.proto.wire.Schema message) throws MalformedFrameException {
        try {
            requireOrder(message.getTablesList());
            requireNoCells(message.getEventsList());
            requireNoCells(message.getCommandsList());
            return new Schema(
                    fromMessages(message.getTablesList()),
                    fromMessage(message.getInputs()),
                    fromMessages(message.getEventsList()),
                    commandsOf(message.getCommandsList()));
        } catch (IllegalArgumentException e) {
            throw new MalformedFrameException("the schema makes no sense: " + e.getMessage());
        }
    }

    private static void requireOrder(List<TableSchema> tables) {
        for (int t = 1; t < tables.size(); t++) {
            if (tables.get(t - 1).getAudienceValue() > tables.get(t).getAudienceValue()) {
                throw new IllegalArgumentException(
                        "table " + tables.get(t).getName() + " comes after one for fewer players");
            }
        }
    }

    private static void requireNoCells(List<TableSchema> kinds) {
        for (TableSchema kind : kinds) {
            if (kind.getColumnsList().stream().anyMatch(column -> column.getCells() != 0)) {
                throw new IllegalArgumentException(kind.getName() + " has cells, and is no table");
            }
        }
    }

    /**
     * Whether every column is of a kind that this version knows; else {@link #fromMessage} reads some as integers, and
     * its hash is another one than the server's.
     */
    public static boolean knowsAllKinds(dev.tickwire.proto.wire.Schema message) {
        return Stream.of(
                        message.getTablesList(),
                        List.of(message.getInputs()),
                        message.getEventsList(),
                        message.getCommandsList())
                .flatMap(List::stream)
                .flatMap(table -> table.getColumnsList().stream())
                .noneMatch(SchemaMessages::isOfUnknownKind);
    }

    static TableSchema toMessage(TableType table) {
        TableSchema.Builder builder = TableSchema.newBuilder()
                .setName(table.name())
                .setCapacity(table.capacity())
                .setAudience(TableSchema.Audience.valueOf(table.audience().name()))
                .setOwnerColumn(table.ownerColumn() + 1);
        for (ColumnType column : table.columns()) {
            builder.addColumns(ColumnSchema.newBuilder()
                    .setName(column.name())
                    .setKind(ColumnSchema.Kind.valueOf(column.kind().name()))
                    .setMin(column.min())
                    .setMax(column.max())
                    .setStep(column.step())
                    .setBits(column.bits())
                    .addAllLabels(column.labels())
                    .setTarget(column.target())
                    .setCells(column.cells() == 1 ? 0 : column.cells()));
        }
        return builder.build();
    }

    private static List<TableType> fromMessages(List<TableSchema> messages) {
        List<TableType> types = new ArrayList<>();
        for (TableSchema message : messages) {
            types.add(fromMessage(message));
        }
        return types;
    }

    private static List<CommandType> commandsOf(List<TableSchema> messages) {
        List<CommandType> kinds = new ArrayList<>();
        for (TableSchema message : messages) {
            kinds.add(new CommandType(fromMessage(message), message.getAnswersList()));
        }
        return kinds;
    }

    static TableType fromMessage(TableSchema message) {
        List<ColumnType> columns = new ArrayList<>();
        for (ColumnSchema column : message.getColumnsList()) {
            columns.add(fromMessage(column, message.getCapacity()));
        }
        int ownerColumn = message.getOwnerColumn() - 1;
        if (ownerColumn >= 0
                && ownerColumn < columns.size()
                && columns.get(ownerColumn).cells() > 1) {
            throw new IllegalArgumentException("cells cannot say who owns a row of table " + message.getName());
        }
        return new TableType(message.getName(), message.getCapacity(), columns, audienceOf(message), ownerColumn);
    }

    private static Audience audienceOf(TableSchema table) {
        return switch (table.getAudience()) {
            case EVERYBODY -> Audience.EVERYBODY;
            case OWNER -> Audience.OWNER;
            case TEAM -> Audience.TEAM;
            case UNRECOGNIZED ->
                throw new IllegalArgumentException("table " + table.getName() + " is for an unknown audience");
        };
    }

    private static ColumnType fromMessage(ColumnSchema column, int capacity) {
        if (isOfUnknownKind(column)) {
            return anyInteger(column);
        }
        if (column.getCells() != 0) {
            return cells(column, capacity);
        }
        return new ColumnType(
                column.getName(),
                ColumnType.Kind.valueOf(column.getKind().name()),
                new Range(column.getMin(), column.getMax(), column.getStep()),
                column.getBits(),
                column.getLabelsList(),
                column.getTarget(),
                Audience.EVERYBODY,
                1);
    }

    private static ColumnType cells(ColumnSchema column, int capacity) {
        boolean isWhole = (int) column.getMin() == column.getMin() && (int) column.getMax() == column.getMax();
        if (column.getKind() != ColumnSchema.Kind.INTEGER || !isWhole) {
            throw new IllegalArgumentException("column " + column.getName() + " has cells, and no whole numbers");
        }
        return ColumnType.cells(
                column.getName(), capacity, column.getCells(), (int) column.getMin(), (int) column.getMax());
    }

    /** A column of a kind that a later version added: this one cannot say what its raw values mean. */
    private static ColumnType anyInteger(ColumnSchema column) {
        return ColumnType.integer(column.getName(), -ANY, ANY);
    }

    private static boolean isOfUnknownKind(ColumnSchema column) {
        return column.getKind() == ColumnSchema.Kind.KIND_UNSPECIFIED
                || column.getKind() == ColumnSchema.Kind.UNRECOGNIZED;
    }
}

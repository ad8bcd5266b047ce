package dev.tickwire.proto.codec;

import dev.tickwire.proto.wire.RecordedSchema;
import dev.tickwire.proto.wire.RecordedTable;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.RequestType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;

/** Whole schemas, with hidden columns, as protobuf messages, and back. */
public final class RecordedSchemas {
    private RecordedSchemas() {}

    /** The message for a schema. */
    public static RecordedSchema toMessage(Schema schema) {
        RecordedSchema.Builder builder = RecordedSchema.newBuilder().setInputs(toMessage(schema.inputs()));
        schema.tables().forEach(table -> builder.addTables(toMessage(table)));
        schema.events().forEach(kind -> builder.addEvents(toMessage(kind)));
        for (CommandType kind : schema.commands()) {
            RecordedTable.Builder command = toMessage(kind.values()).toBuilder();
            command.getTableBuilder().addAllAnswers(kind.labels());
            builder.addCommands(command);
        }
        for (RequestType kind : schema.requests()) {
            builder.addRequests(toMessage(kind.values())).addAnswers(toMessage(kind.answer()));
        }
        return builder.build();
    }

    private static RecordedTable toMessage(TableType table) {
        RecordedTable.Builder builder = RecordedTable.newBuilder()
                .setTable(SchemaMessages.toMessage(with(table, Audience.EVERYBODY, table.columns())))
                .setAudience(RecordedTable.Audience.valueOf(table.audience().name()));
        for (ColumnType column : table.columns()) {
            builder.addColumnAudiences(
                    RecordedTable.Audience.valueOf(column.audience().name()));
        }
        return builder.build();
    }

    private static TableType with(TableType table, Audience audience, List<ColumnType> columns) {
        return new TableType(table.name(), table.capacity(), columns, audience, table.ownerColumn());
    }

    /** The schema of a message, once it is checked. */
    public static Schema fromMessage(RecordedSchema message) throws MalformedFrameException {
        try {
            List<CommandType> commands = new ArrayList<>();
            for (RecordedTable command : message.getCommandsList()) {
                commands.add(
                        new CommandType(fromMessage(command), command.getTable().getAnswersList()));
            }
            if (message.getRequestsCount() != message.getAnswersCount()) {
                throw new IllegalArgumentException("there are requests without an answer");
            }
            List<RequestType> requests = new ArrayList<>();
            for (int kind = 0; kind < message.getRequestsCount(); kind++) {
                requests.add(
                        new RequestType(fromMessage(message.getRequests(kind)), fromMessage(message.getAnswers(kind))));
            }
            return new Schema(
                    fromMessages(message.getTablesList()),
                    fromMessage(message.getInputs()),
                    fromMessages(message.getEventsList()),
                    commands,
                    requests);
        } catch (IllegalArgumentException e) {
            throw new MalformedFrameException("the schema makes no sense: " + e.getMessage());
        }
    }

    private static List<TableType> fromMessages(List<RecordedTable> messages) {
        return messages.stream().map(RecordedSchemas::fromMessage).toList();
    }

    private static TableType fromMessage(RecordedTable message) {
        TableType shape = SchemaMessages.fromMessage(message.getTable());
        if (message.getColumnAudiencesCount() != shape.columns().size()) {
            throw new IllegalArgumentException("table " + shape.name() + " has a column for nobody knows whom");
        }
        List<ColumnType> columns = new ArrayList<>();
        for (int column = 0; column < shape.columns().size(); column++) {
            columns.add(shape.columns().get(column).forAudience(audienceOf(message.getColumnAudiences(column))));
        }
        return with(shape, audienceOf(message.getAudience()), columns);
    }

    /** Of one that is not known, valueOf says so by an {@link IllegalArgumentException}. */
    private static Audience audienceOf(RecordedTable.Audience message) {
        return Audience.valueOf(message.name());
    }
}

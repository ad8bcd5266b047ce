package dev.tickwire.proto.codec;

import dev.tickwire.proto.wire.ColumnSchema;
import dev.tickwire.proto.wire.TableSchema;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.ArrayList;
import java.util.List;

/** Schemas as protobuf messages, and back. */
public final class SchemaMessages {
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
        return builder.setInputs(toMessage(visible.inputs())).build();
    }

    /** The schema that a message tells, once it is checked. */
    public static Schema fromMessage(dev.tickwire.proto.wire.Schema message) throws MalformedFrameException {
        try {
            return new Schema(
                    fromMessages(message.getTablesList()),
                    fromMessage(message.getInputs()),
                    fromMessages(message.getEventsList()));
        } catch (IllegalArgumentException e) {
            throw new MalformedFrameException("the schema makes no sense: " + e.getMessage());
        }
    }

    private static TableSchema toMessage(TableType table) {
        TableSchema.Builder builder = TableSchema.newBuilder()
                .setName(table.name())
                .setCapacity(table.capacity())
                .setAudience(TableSchema.Audience.valueOf(table.audience().name()));
        for (ColumnType column : table.columns()) {
            builder.addColumns(ColumnSchema.newBuilder()
                    .setName(column.name())
                    .setKind(ColumnSchema.Kind.valueOf(column.kind().name()))
                    .setMin(column.min())
                    .setMax(column.max())
                    .setStep(column.step())
                    .setBits(column.bits())
                    .addAllLabels(column.labels())
                    .setTarget(column.target()));
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

    private static TableType fromMessage(TableSchema message) {
        List<ColumnType> columns = new ArrayList<>();
        for (ColumnSchema column : message.getColumnsList()) {
            columns.add(new ColumnType(
                    column.getName(),
                    kindOf(column),
                    column.getMin(),
                    column.getMax(),
                    column.getStep(),
                    column.getBits(),
                    column.getLabelsList(),
                    column.getTarget(),
                    Audience.EVERYBODY));
        }
        return new TableType(message.getName(), message.getCapacity(), columns, audienceOf(message));
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

    private static ColumnType.Kind kindOf(ColumnSchema column) {
        return switch (column.getKind()) {
            case FIXED -> ColumnType.Kind.FIXED;
            case ANGLE -> ColumnType.Kind.ANGLE;
            case INTEGER -> ColumnType.Kind.INTEGER;
            case FLAG -> ColumnType.Kind.FLAG;
            case ENUM -> ColumnType.Kind.ENUM;
            case REFERENCE -> ColumnType.Kind.REFERENCE;
            case TEXT -> ColumnType.Kind.TEXT;
            case KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("column " + column.getName() + " is of an unknown kind");
        };
    }
}

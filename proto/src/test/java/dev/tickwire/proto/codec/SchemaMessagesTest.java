package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.fixture.Harbour;
import dev.tickwire.proto.fixture.RandomWorld;
import dev.tickwire.proto.wire.ColumnSchema;
import dev.tickwire.proto.wire.ColumnSchema.Kind;
import dev.tickwire.proto.wire.Schema;
import dev.tickwire.proto.wire.TableSchema;
import dev.tickwire.simulation.state.ColumnType;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SchemaMessagesTest {
    @Test
    void shouldGiveTheSchemaBack() throws MalformedFrameException {
        assertThat(SchemaMessages.fromMessage(SchemaMessages.toMessage(Harbour.SCHEMA.visible())))
                .isEqualTo(Harbour.SCHEMA.visible());
        for (int seed = 0; seed < 200; seed++) {
            dev.tickwire.simulation.state.Schema schema =
                    new RandomWorld(new Random(seed)).schema().visible();
            assertThat(SchemaMessages.fromMessage(SchemaMessages.toMessage(schema)))
                    .as("seed %d", seed)
                    .isEqualTo(schema);
        }
    }

    @Test
    void shouldRefuseTablesThatMakeNoSense() {
        assertRefused(table(""), "the name of a table must be");
        assertRefused(table("no spaces"), "the name of a table must be");
        assertRefused(table("ships").setCapacity(0), "table ships needs a capacity of 1 to 65536, not 0");
        assertRefused(table("ships").setCapacity(65537), "table ships needs a capacity of 1 to 65536, not 65537");
        assertRefused(table("ships").setCapacity(-1), "table ships needs a capacity of 1 to 65536, not -1");
        assertRefused(table("ships").setOwnerColumn(2), "table ships has no column 1 for owners");
        assertRefused(table("ships").setOwnerColumn(-1), "table ships has no column -2 for owners");
        TableSchema.Builder wide = table("ships");
        for (int c = 0; c < 64; c++) {
            wide.addColumns(column("c" + c, Kind.FLAG));
        }
        assertRefused(wide, "table ships has 64 columns, over 63");
        assertRefused(
                table("ships").addColumns(column("x", Kind.FLAG)).addColumns(column("x", Kind.TEXT)),
                "table ships has two columns called x");
    }

    @Test
    void shouldRefuseColumnsThatMakeNoSense() {
        assertRefused(column("", Kind.FLAG), "the name of a column must be");
        assertRefused(column("x", Kind.FIXED), "column x needs min < max and a step");
        assertRefused(fixed(0, 1, Double.NaN), "column x needs min < max and a step");
        assertRefused(fixed(0, 1, Double.POSITIVE_INFINITY), "column x needs min < max and a step");
        assertRefused(fixed(Double.NaN, 1, 1), "column x needs min < max and a step");
        assertRefused(fixed(0, Double.POSITIVE_INFINITY, 1), "column x needs min < max and a step");
        assertRefused(fixed(0, 1, 1e-12), "column x needs min < max and a step");
        assertRefused(column("x", Kind.ANGLE), "column x needs 1 to 24 bits");
        assertRefused(column("x", Kind.ANGLE).setBits(25), "column x needs 1 to 24 bits");
        assertRefused(column("x", Kind.ANGLE).setBits(-1), "column x needs 1 to 24 bits");
        assertRefused(column("x", Kind.INTEGER).setMax(0.5), "column x needs whole min < max");
        assertRefused(column("x", Kind.INTEGER).setMax(1e300), "column x needs whole min < max");
        assertRefused(column("x", Kind.ENUM), "column x needs a label");
        assertRefused(column("x", Kind.ENUM).addLabels("a,b"), "the name of a label must be");
        assertRefused(column("x", Kind.REFERENCE), "the name of a target of column x must be");
    }

    @Test
    void shouldRefuseCellsThatMakeNoSense() {
        assertRefused(cells(1), "column x needs 2 to 1024 cells");
        assertRefused(cells(1025), "column x needs 2 to 1024 cells");
        assertRefused(cells(-1), "column x needs 2 to 1024 cells");
        assertRefused(cells(2).setMax(-1), "column x needs whole min < max");
        assertRefused(cells(2).setMax(0.5), "column x has cells, and no whole numbers");
        assertRefused(cells(2).setKind(Kind.FLAG), "column x has cells, and no whole numbers");
        assertRefused(cells(2).setKind(Kind.TEXT), "column x has cells, and no whole numbers");
        assertRefused(
                TableSchema.newBuilder().setName("ships").setCapacity(65536).addColumns(cells(65)),
                "column x has over 2^22 cells in all");
        assertRefused(
                table("ships").addColumns(cells(2)).setOwnerColumn(1),
                "cells cannot say who owns a row of table ships");
        assertRefused(Schema.newBuilder().addEvents(table("bells").addColumns(cells(2))), "bells has cells");
        assertRefused(Schema.newBuilder().addCommands(table("hail").addColumns(cells(2))), "hail has cells");
        Schema message = Schema.newBuilder()
                .setInputs(table("keys").addColumns(cells(2)))
                .build();
        assertThatThrownBy(() -> SchemaMessages.fromMessage(message))
                .hasMessageContaining("column x of the inputs must be one number");
    }

    private static ColumnSchema.Builder cells(int count) {
        return column("x", Kind.INTEGER).setMax(9).setCells(count);
    }

    @Test
    void shouldReadColumnsOfUnknownKindsAsIntegers() throws MalformedFrameException {
        for (int kind : new int[] {0, 8, 99, -1}) {
            Schema message = Schema.newBuilder()
                    .addTables(table("ships")
                            .addColumns(column("x", Kind.FLAG))
                            .addColumns(column("y", Kind.FLAG)
                                    .setKindValue(kind)
                                    .setMin(9)
                                    .setMax(Double.NaN)))
                    .setInputs(table("inputs"))
                    .build();
            ColumnType column = SchemaMessages.fromMessage(message)
                    .tables()
                    .get(0)
                    .columns()
                    .get(1);
            assertThat(column.name()).isEqualTo("y");
            assertThat(column.kind()).isEqualTo(ColumnType.Kind.INTEGER);
            assertThat(column.restingRaw()).isZero();
            assertThat(SchemaMessages.knowsAllKinds(message)).isFalse();
        }
        assertThat(SchemaMessages.knowsAllKinds(SchemaMessages.toMessage(Harbour.SCHEMA.visible())))
                .isTrue();
    }

    @Test
    void shouldLookForUnknownKindsEverywhere() {
        TableSchema strange =
                table("t").addColumns(column("x", Kind.FLAG).setKindValue(99)).build();
        assertThat(SchemaMessages.knowsAllKinds(
                        Schema.newBuilder().setInputs(strange).build()))
                .isFalse();
        assertThat(SchemaMessages.knowsAllKinds(
                        Schema.newBuilder().addEvents(strange).build()))
                .isFalse();
    }

    @Test
    void shouldRefuseTablesThatDoNotFitTogether() {
        assertRefused(
                Schema.newBuilder().addTables(table("ships")).addTables(table("ships")), "two tables called ships");
        assertRefused(
                table("ships").addColumns(column("x", Kind.REFERENCE).setTarget("gulls")),
                "column x of table ships refers to table gulls, and there is none");
    }

    private static TableSchema.Builder table(String name) {
        return TableSchema.newBuilder().setName(name).setCapacity(5);
    }

    private static ColumnSchema.Builder column(String name, Kind kind) {
        return ColumnSchema.newBuilder().setName(name).setKind(kind);
    }

    private static ColumnSchema.Builder fixed(double min, double max, double step) {
        return column("x", Kind.FIXED).setMin(min).setMax(max).setStep(step);
    }

    private static void assertRefused(ColumnSchema.Builder column, String sentence) {
        assertRefused(table("ships").addColumns(column), sentence);
    }

    private static void assertRefused(TableSchema.Builder table, String sentence) {
        assertRefused(Schema.newBuilder().addTables(table), sentence);
    }

    private static void assertRefused(Schema.Builder tables, String sentence) {
        Schema message = tables.setInputs(table("inputs")).build();
        assertThatThrownBy(() -> SchemaMessages.fromMessage(message))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageStartingWith("the schema makes no sense: ")
                .hasMessageContaining(sentence);
    }
}

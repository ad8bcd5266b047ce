package dev.tickwire.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final ColumnType X = ColumnType.fixed("x", 0, 4096, 1 / 8.0);
    private static final ColumnType HEADING = ColumnType.angle("heading", 10);
    private static final ColumnType KIND = ColumnType.oneOf("kind", "red", "green");
    private static final ColumnType MATE = ColumnType.reference("mate", "ships");
    private static final TableType HELM = table("helm", 8, ColumnType.integer("turn", -1, 1));

    @Test
    void shouldRefuseTablesThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table("1", 1))
                .withMessageStartingWith("the name of a table must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table("t", 0))
                .withMessage("table t needs a capacity of 1 to 65536, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table("t", 65537))
                .withMessage("table t needs a capacity of 1 to 65536, not 65537");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table("t", 1, X, HEADING, X))
                .withMessage("table t has two columns called x");
        List<ColumnType> many = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            many.add(ColumnType.flag("c" + i));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TableType("t", 1, many))
                .withMessage("table t has 32 columns, over 31");
        assertThat(new TableType("t", 65536, many.subList(0, 31)).columns()).hasSize(31);
    }

    @Test
    void shouldRefuseTablesThatDoNotFitTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema(table("ships", 1), table("ships", 2)))
                .withMessage("there are two tables called ships");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema(table("gulls", 1, MATE)))
                .withMessage("column mate of table gulls refers to table ships, and there is none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schema(List.of(), table("helm", 1, MATE)))
                .withMessage("column mate of the inputs may not be a reference");
    }

    @Test
    void shouldRefuseKindsOfEventsThatDoNotFitTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schema(List.of(), HELM, List.of(table("hits", 1), table("hits", 2))))
                .withMessage("there are two kinds of events called hits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schema(List.of(), HELM, List.of(table("hits", 1, MATE))))
                .withMessage("column mate of table hits refers to table ships, and there is none");
        List<TableType> many = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            many.add(table("k" + i, 1));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schema(List.of(), HELM, many))
                .withMessage("there are 65 kinds of events, over 64");
        assertThat(new Schema(List.of(), HELM, many.subList(0, 64)).events()).hasSize(64);
    }

    @Test
    void shouldFindTablesAndColumnsByName() {
        Schema schema = schema(table("ships", 1, X, HEADING), table("gulls", 1));
        assertThat(schema.indexOf("gulls")).isEqualTo(1);
        assertThat(schema.indexOf("helm")).isEqualTo(-1);
        assertThat(schema.tables().get(0).indexOf("heading")).isEqualTo(1);
        assertThat(schema.tables().get(0).indexOf("y")).isEqualTo(-1);
    }

    @Test
    void shouldLeaveHiddenColumnsOutOfTheVisibleSchema() {
        Schema schema = schema(table("ships", 1, X.asHidden(), HEADING, KIND.asHidden(), MATE));
        assertThat(schema.visible()).isEqualTo(schema(table("ships", 1, HEADING, MATE)));
        assertThat(schema.tables().get(0).visibleColumns()).containsExactly(1, 3);
        Schema eventful = new Schema(List.of(), HELM, List.of(table("hits", 1, X.asHidden(), HEADING)));
        assertThat(eventful.visible()).isEqualTo(new Schema(List.of(), HELM, List.of(table("hits", 1, HEADING))));
    }

    /** The number comes from a few lines of Python that follow PROTOCOL.md. */
    @Test
    void shouldHashAsTheProtocolSays() {
        assertThat(schema(table("ships", 12, X, HEADING, KIND, MATE)).hash()).isEqualTo(0xA1588F59);
    }

    /** This number too. */
    @Test
    void shouldHashKindsOfEventsAsTheProtocolSays() {
        Schema schema = new Schema(
                List.of(table("ships", 12, X, HEADING, KIND, MATE)),
                HELM,
                List.of(table("hits", 5, X, MATE), table("bells", 1)));

        assertThat(schema.hash()).isEqualTo(0xE6DD38B9);
    }

    @Test
    void shouldHashDifferentlyWhenAnythingDiffers() {
        List<Schema> variants = List.of(
                schema(table("ships", 12, X, HEADING, KIND, MATE)),
                schema(table("ships", 13, X, HEADING, KIND, MATE)),
                schema(table("ships", 12, HEADING, X, KIND, MATE)),
                schema(table("ships", 12, X, HEADING, KIND)),
                schema(table("ships", 12, ColumnType.fixed("y", 0, 4096, 1 / 8.0), HEADING, KIND, MATE)),
                schema(table("ships", 12, ColumnType.fixed("x", 1, 4096, 1 / 8.0), HEADING, KIND, MATE)),
                schema(table("ships", 12, ColumnType.fixed("x", 0, 4097, 1 / 8.0), HEADING, KIND, MATE)),
                schema(table("ships", 12, ColumnType.fixed("x", 0, 4096, 1 / 16.0), HEADING, KIND, MATE)),
                schema(table("ships", 12, X, ColumnType.angle("heading", 11), KIND, MATE)),
                schema(table("ships", 12, X, ColumnType.flag("heading"), KIND, MATE)),
                schema(table("ships", 12, X, HEADING, ColumnType.oneOf("kind", "green", "red"), MATE)),
                schema(table("ships", 12, X, HEADING, ColumnType.oneOf("kind", "red"), MATE)),
                schema(table("ships", 12, X, HEADING, KIND, ColumnType.text("mate"))),
                schema(table("ships", 12, X, HEADING, KIND), table("gulls", 1)),
                schema(table("gulls", 1), table("ships", 12, X, HEADING, KIND)),
                schema(table("ships", 12, X, HEADING, KIND, ColumnType.reference("mate", "gulls")), table("gulls", 1)),
                new Schema(List.of(table("ships", 12, X, HEADING, KIND, MATE)), table("helm", 8)),
                new Schema(List.of(), HELM),
                new Schema(List.of(), HELM, List.of(table("hits", 5))),
                new Schema(List.of(), HELM, List.of(table("hits", 6))),
                new Schema(List.of(), HELM, List.of(table("hits", 5, X))),
                schema(table("hits", 5)),
                new Schema(List.of(), HELM, List.of(table("hits", 5), table("bells", 5))),
                new Schema(List.of(), HELM, List.of(table("bells", 5), table("hits", 5))));
        Map<Integer, Schema> byHash = new HashMap<>();
        for (Schema schema : variants) {
            Schema other = byHash.put(schema.hash(), schema);
            assertThat(other).as("a schema with the hash of %s", schema).isNull();
        }
    }

    private static TableType table(String name, int capacity, ColumnType... columns) {
        return new TableType(name, capacity, List.of(columns));
    }

    private static Schema schema(TableType... tables) {
        return new Schema(List.of(tables), HELM);
    }
}

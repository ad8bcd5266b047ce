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
        for (int i = 0; i < 64; i++) {
            many.add(ColumnType.flag("c" + i));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TableType("t", 1, many))
                .withMessage("table t has 64 columns, over 63");
        assertThat(new TableType("t", 65536, many.subList(0, 63)).columns()).hasSize(63);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TableType("t", 1, List.of(X), Audience.EVERYBODY, 2))
                .withMessage("table t has no column 2 for owners");
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
                .withMessage("column mate of the inputs must be one number: commands can have more");
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
        Schema eventful = new Schema(List.of(), HELM, List.of(table("hits", 1, X.asHidden(), HEADING)));
        assertThat(eventful.visible()).isEqualTo(new Schema(List.of(), HELM, List.of(table("hits", 1, HEADING))));
        assertThat(schema.parts().get(0).columns()).containsExactly(1, 3);
    }

    @Test
    void shouldRefuseTablesForSomeThatAreOutOfPlace() {
        TableType whole = table("ships", 3, X);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema(whole, part("ships", 4, Audience.OWNER)))
                .withMessage("there are two tables called ships, of different capacity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema(whole, part("ships", 3, Audience.TEAM), part("ships", 3, Audience.TEAM)))
                .withMessage("there are two tables called ships");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TableType("ships", 3, List.of(X.forAudience(Audience.TEAM)), Audience.OWNER))
                .withMessage("column x is for teams, and the rows of table ships are for their owners alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schema(
                        List.of(), table("helm", 1, ColumnType.flag("sail").forAudience(Audience.OWNER))))
                .withMessage("column sail of the inputs may not be for owners or teams");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schema(List.of(), new TableType("helm", 1, List.of(), Audience.OWNER)))
                .withMessage("the inputs may not be for owners or teams");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schema(List.of(), HELM, List.of(table("hits", 1, X.forAudience(Audience.TEAM)))))
                .withMessage("column x of event hits may not be for owners or teams");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Schema(List.of(), HELM, List.of(new TableType("hits", 1, List.of(X), Audience.NOBODY))))
                .withMessage("event hits may not be hidden");
    }

    @Test
    void shouldRefuseReferencesIntoTablesThatClientsDoNotKnow() {
        TableType deck = new TableType("ships", 3, List.of(X), Audience.NOBODY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema(deck, table("hands", 3, MATE)))
                .withMessage("column mate of table hands refers to table ships, which is hidden: hide the column, too");
        assertThat(schema(deck, table("hands", 3, MATE.asHidden())).visible().tables())
                .containsExactly(table("hands", 3));
    }

    @Test
    void shouldHaveNoPartForEverybodyOfTablesWhoseRowsAreForSome() {
        ColumnType ammo = ColumnType.integer("ammo", 0, 9).forAudience(Audience.OWNER);
        Schema schema = schema(
                new TableType("plans", 3, List.of(X, ammo, KIND.asHidden()), Audience.TEAM),
                new TableType("deck", 52, List.of(X), Audience.NOBODY),
                new TableType("marks", 4, List.of(HEADING.asHidden()), Audience.OWNER),
                table("gulls", 2, HEADING));
        Schema visible = schema.visible();
        assertThat(visible.tables())
                .containsExactly(
                        table("gulls", 2, HEADING),
                        new TableType("plans", 3, List.of(ColumnType.integer("ammo", 0, 9)), Audience.OWNER),
                        new TableType("marks", 4, List.of(), Audience.OWNER),
                        new TableType("plans", 3, List.of(X), Audience.TEAM));
        assertThat(visible.visible()).isEqualTo(visible);
        assertThat(schema.parts().stream().map(TablePart::table)).containsExactly(3, 0, 2, 0);
        assertThat(visible.indexOf("plans")).as("the part with all rows").isEqualTo(3);
        assertThat(visible.indexOf("marks")).isEqualTo(2);
        assertThat(visible.indexOf("deck")).isEqualTo(-1);
    }

    @Test
    void shouldPutWhatIsForSomeIntoTablesAfterThoseForEverybody() {
        ColumnType ammo = ColumnType.integer("ammo", 0, 9);
        Schema schema = schema(
                table("ships", 3, ammo.forAudience(Audience.OWNER), X, KIND.forAudience(Audience.TEAM)),
                table("gulls", 2, X.asHidden()),
                table("rocks", 4, ammo.forAudience(Audience.OWNER), HEADING.forAudience(Audience.OWNER)));
        Schema visible = schema.visible();
        assertThat(visible.tables())
                .containsExactly(
                        table("ships", 3, X),
                        table("gulls", 2),
                        table("rocks", 4),
                        new TableType("ships", 3, List.of(ammo), Audience.OWNER),
                        new TableType("rocks", 4, List.of(ammo, HEADING), Audience.OWNER),
                        new TableType("ships", 3, List.of(KIND), Audience.TEAM));
        assertThat(visible.visible()).isEqualTo(visible);
        assertThat(schema.parts().stream().map(TablePart::table)).containsExactly(0, 1, 2, 0, 2, 0);
        assertThat(schema.parts().stream().map(TablePart::index)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(schema.parts().get(4).columns()).containsExactly(0, 1);
        assertThat(visible.indexOf("rocks")).isEqualTo(2);
    }

    @Test
    void shouldSayInEachPartWhetherItHasTheColumnForOwners() {
        ColumnType hidden = ColumnType.flag("hidden").asHidden();
        ColumnType keeper = ColumnType.integer("keeper", -1, 9);
        ColumnType ammo = ColumnType.integer("ammo", 0, 9);
        List<ColumnType> columns = List.of(hidden, X, keeper, ammo.forAudience(Audience.OWNER));
        Schema visible = schema(new TableType("chests", 3, columns, Audience.EVERYBODY, 2))
                .visible();
        assertThat(visible.tables())
                .containsExactly(
                        new TableType("chests", 3, List.of(X, keeper), Audience.EVERYBODY, 1),
                        new TableType("chests", 3, List.of(ammo), Audience.OWNER, 1));
        assertThat(visible.visible()).isEqualTo(visible);
        List<ColumnType> secret = List.of(X, keeper.asHidden());
        assertThat(schema(new TableType("chests", 3, secret, Audience.EVERYBODY, 1))
                        .visible()
                        .tables())
                .containsExactly(new TableType("chests", 3, List.of(X), Audience.EVERYBODY, 1));
    }

    @Test
    void shouldFindAColumnInWhicheverPartItIs() {
        Schema visible =
                schema(table("ships", 3, X, KIND.forAudience(Audience.TEAM))).visible();
        Snapshot held = new Snapshot(visible);
        held.table(0).put(0, 7);
        held.table(0).put(1, 7);
        held.table(1).put(1, 7);
        held.table(1).column(0)[1] = 1;
        KnownColumn kind = KnownColumn.of(visible, "ships", "kind");
        assertThat(kind.isKnown(held, EntityId.of(7, 0))).isFalse();
        assertThat(kind.isKnown(held, EntityId.of(6, 1))).isFalse();
        assertThat(kind.isKnown(held, EntityId.of(7, 1))).isTrue();
        assertThat(kind.raw(held, EntityId.of(7, 1))).isEqualTo(1);
        assertThat(KnownColumn.of(visible, "ships", "x").isKnown(held, EntityId.of(7, 0)))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownColumn.of(visible, "ships", "secret"))
                .withMessage("clients know of no column secret in a table ships");
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
                schema(table("ships", 12, X, HEADING, KIND), part("ships", 12, Audience.OWNER)),
                schema(table("ships", 12, X, HEADING, KIND), part("ships", 12, Audience.TEAM)),
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

    private static TableType part(String name, int capacity, Audience audience) {
        return new TableType(name, capacity, List.of(MATE), audience);
    }

    private static Schema schema(TableType... tables) {
        return new Schema(List.of(tables), HELM);
    }
}

package dev.tickwire.server.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowDocumentTest {
    private static final List<ColumnType> COLUMNS = List.of(
            ColumnType.integer("coins", 0, 1000),
            ColumnType.fixed("speed", -1, 1, 0.1),
            ColumnType.angle("facing", 10),
            ColumnType.flag("old"),
            ColumnType.oneOf("plan", "free", "paid"),
            ColumnType.text("title", 8),
            ColumnType.cells("bag", 4, 3, 1, 9));
    private static final RowTables TABLES = tables(new TableType("profile", 4, COLUMNS));

    private static RowTables tables(TableType profile) {
        TableType other = new TableType("dots", 4, List.of(ColumnType.flag("lit")));
        return new RowTables(List.of(other, profile), List.of(1), List.of());
    }

    private static PlayerRow read(Map<String, ?> values) {
        return RowDocument.read(Map.of("profile", values), TABLES).get(0);
    }

    @Test
    void shouldTakeTheNearestOfWhatAnotherReleaseWrote() {
        PlayerRow row = read(Map.of(
                "coins", 5000L, "speed", -7.5, "facing", "north", "old", 1, "plan", "gold", "bag", List.of(99, "x")));
        assertThat(row.raws()).containsExactly(1000, 0, 0, 0, 0, 9, 1, 1);
        assertThat(row.texts()).containsExactly("");
    }

    @Test
    void shouldTakeOneNumberForTheFirstOfCellsAndNoListForANumber() {
        assertThat(read(Map.of("bag", 7, "coins", List.of(1))).raws()).containsExactly(0, 10, 0, 0, 0, 7, 1, 1);
    }

    @Test
    void shouldFindLabelsByName() {
        RowTables reordered =
                tables(new TableType("profile", 4, List.of(ColumnType.oneOf("plan", "trial", "paid", "free"))));
        Map<String, ?> document = RowDocument.write(Map.of(), TABLES, List.of(read(Map.of("plan", "paid"))));
        assertThat(RowDocument.read(document, reordered).get(0).raws()).containsExactly(1);
    }

    @Test
    void shouldHaveNoRowWhereTheDocumentHasNone() {
        assertThat(RowDocument.read(Map.of(), TABLES)).isEmpty();
        assertThat(RowDocument.read(Map.of("profile", "none", "dots", Map.of("lit", true)), TABLES))
                .isEmpty();
    }

    @Test
    void shouldKeepWhatTheGameDoesNotKnow() {
        Map<String, ?> before =
                Map.of("garden", Map.of("trees", 3), "profile", Map.of("coins", 1, "wings", true, "facing", 1.5));
        Map<String, ?> after = RowDocument.write(before, TABLES, List.of(read(Map.of("coins", 2))));
        assertThat(after.get("garden")).isEqualTo(Map.of("trees", 3));
        assertThat(after.get("profile"))
                .isEqualTo(Map.of(
                        "coins",
                        2,
                        "wings",
                        true,
                        "speed",
                        0.0,
                        "facing",
                        0.0,
                        "old",
                        false,
                        "plan",
                        "free",
                        "title",
                        "",
                        "bag",
                        List.of(1, 1, 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldReadWhatItWrote(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            List<Integer> raws = new ArrayList<>();
            for (ColumnType column : COLUMNS) {
                for (int cell = 0; cell < column.cells() && !column.isText(); cell++) {
                    raws.add(column.rawMin() + random.nextInt(column.rawMax() - column.rawMin() + 1));
                }
            }
            int[] wanted = raws.stream().mapToInt(Integer::intValue).toArray();
            PlayerRow row = new PlayerRow(1, wanted, new String[] {"Sir " + i});
            PlayerRow read = RowDocument.read(RowDocument.write(Map.of(), TABLES, List.of(row)), TABLES)
                    .get(0);
            assertThat(read.raws())
                    .as("seed %d: %s", seed, Arrays.toString(wanted))
                    .isEqualTo(wanted);
            assertThat(read.texts()).containsExactly("Sir " + i);
        }
    }

    @Test
    void shouldSayWhichOfTheGivenValuesMakesNoSense() throws Exception {
        assertThat(ValueReader.given(COLUMNS, Map.of("coins", 3)).raws()).containsExactly(3, 10, 0, 0, 0, 1, 1, 1);
        assertThatThrownBy(() -> ValueReader.given(COLUMNS, Map.of("coins", 1001)))
                .isInstanceOf(NonsenseException.class)
                .hasMessage("coins must be a whole number from 0.0 to 1000.0");
        assertThatThrownBy(() -> ValueReader.given(COLUMNS, Map.of("bag", List.of(1, 2))))
                .hasMessage("bag must be a list of 3 whole numbers");
        assertThatThrownBy(() -> ValueReader.given(COLUMNS, Map.of("bag", List.of(1, 2, 0))))
                .hasMessage("bag must be a whole number from 1.0 to 9.0");
        assertThatThrownBy(() -> ValueReader.all(COLUMNS, Map.of("coins", 3)))
                .hasMessage("speed must be a number from -1.0 to 1.0");
    }
}

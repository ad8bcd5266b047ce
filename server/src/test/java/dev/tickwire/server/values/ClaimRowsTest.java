package dev.tickwire.server.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimRowsTest {
    private static final List<ColumnType> COLUMNS = List.of(
            ColumnType.integer("level", 1, 100),
            ColumnType.fixed("rank", 0, 1, 0.125),
            ColumnType.flag("member"),
            ColumnType.oneOf("team", "red", "blue"),
            ColumnType.text("title", 8),
            ColumnType.cells("badges", 4, 3, 0, 9));
    private static final RowTables TABLES = new RowTables(
            List.of(
                    new TableType("dots", 4, List.of(ColumnType.flag("member"))),
                    new TableType("account", 4, COLUMNS),
                    new TableType(
                            "guild", 4, List.of(ColumnType.oneOf("team", "blue", "red"), ColumnType.flag("boss")))),
            List.of(0),
            List.of(1, 2));

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("level", 101L),
                Arguments.of("level", 0L),
                Arguments.of("level", 1.5),
                Arguments.of("level", "12"),
                Arguments.of("level", true),
                Arguments.of("level", Double.NaN),
                Arguments.of("level", Double.POSITIVE_INFINITY),
                Arguments.of("level", Long.MAX_VALUE),
                Arguments.of("level", Map.of("x", 1)),
                Arguments.of("rank", 1.25),
                Arguments.of("member", 1L),
                Arguments.of("member", "true"),
                Arguments.of("team", "green"),
                Arguments.of("team", 0L),
                Arguments.of("title", "far too long"),
                Arguments.of("title", "a\nb"),
                Arguments.of("title", 7L),
                Arguments.of("badges", List.of(1L, 2L)),
                Arguments.of("badges", List.of(1L, 2L, 10L)),
                Arguments.of("badges", Arrays.asList(1L, null, 2L)),
                Arguments.of("badges", 1L));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void shouldRefuseWhatAColumnDoesNotTake(String column, Object value) {
        assertThatThrownBy(() -> ClaimRows.read(Map.of(column, value), TABLES))
                .isInstanceOf(NonsenseException.class)
                .hasMessageStartingWith(column + " must be ");
    }

    @Test
    void shouldReadValuesOfAllKinds() throws Exception {
        Map<String, Object> values = new HashMap<>();
        values.put("level", 12L);
        values.put("rank", 0.5);
        values.put("member", true);
        values.put("team", "blue");
        values.put("title", "Sir");
        values.put("badges", new ArrayList<>(List.of(3L, 0L, 9L)));

        List<PlayerRow> rows = ClaimRows.read(values, TABLES);

        assertThat(rows).extracting(PlayerRow::table).containsExactly(1, 2);
        assertThat(rows.get(0).raws()).containsExactly(12, 4, 1, 1, 3, 0, 9);
        assertThat(rows.get(0).texts()).containsExactly("Sir");
        assertThat(rows.get(1).raws()).as("a column that two tables have").containsExactly(0, 0);
    }

    @Test
    void shouldLeaveWhatIsNotSaidAsInANewRow() throws Exception {
        assertThat(ClaimRows.read(Map.of(), TABLES)).isEmpty();
        List<PlayerRow> rows = ClaimRows.read(Map.of("member", true), TABLES);
        assertThat(rows.get(0).raws()).containsExactly(1, 0, 1, 0, 0, 0, 0);
        assertThat(rows.get(0).texts()).containsExactly("");
    }
}

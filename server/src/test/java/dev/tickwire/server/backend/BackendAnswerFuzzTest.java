package dev.tickwire.server.backend;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.server.values.NonsenseException;
import dev.tickwire.server.values.ValueReader;
import dev.tickwire.simulation.state.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a backend answers with is values within the ranges of their columns, or makes no sense. */
class BackendAnswerFuzzTest {
    private static final List<ColumnType> COLUMNS = List.of(
            ColumnType.integer("rating", 0, 3000),
            ColumnType.fixed("x", -10, 10, 1 / 8.0),
            ColumnType.angle("heading", 8),
            ColumnType.flag("isNew"),
            ColumnType.oneOf("league", "wood", "stone"),
            ColumnType.text("title", 12));

    static Stream<byte[]> seeds() {
        String most = "\"x\":-2.5,\"heading\":1e300,\"isNew\":true,\"league\":\"stone\",\"title\":\"Zo\\u00eb\"}";
        return Stream.of(
                        "{\"rating\":1500," + most,
                        "{\"rating\":1500.5," + most,
                        "{\"rating\":\"1500\"," + most,
                        "{\"rating\":7,\"rating\":{\"a\":[1]}," + most.replace("1e300", "3.1"),
                        "{\"a\":[[[[{}]]]]}",
                        "{\"include\":1,\"${x}\":null}",
                        "[1]",
                        " ")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldGiveValuesThatThereCanBe(byte[] bytes) {
        BackendAnswer answer = HttpBackend.answer(new String(bytes, StandardCharsets.UTF_8));
        try {
            ValueReader read = ValueReader.all(COLUMNS, answer.values());
            for (int i = 0; i < read.raws().length; i++) {
                int raw = read.raws()[i];
                if (raw < COLUMNS.get(i).rawMin() || raw > COLUMNS.get(i).rawMax()) {
                    throw new AssertionError(COLUMNS.get(i) + " is " + raw);
                }
            }
        } catch (NonsenseException e) {
            if (e.getMessage().isBlank()) {
                throw new AssertionError("refused without a sentence", e);
            }
        }
    }
}

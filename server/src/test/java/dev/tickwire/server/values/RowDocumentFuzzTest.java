package dev.tickwire.server.values;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.server.saves.RowJson;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.world.PlayerRow;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is kept of a player, by this game or another: values that there can be, which are kept as they are. */
class RowDocumentFuzzTest {
    private static final List<ColumnType> COLUMNS = List.of(
            ColumnType.integer("coins", 0, 1000),
            ColumnType.fixed("speed", -1, 1, 0.1),
            ColumnType.angle("facing", 10),
            ColumnType.flag("old"),
            ColumnType.oneOf("plan", "free", "paid"),
            ColumnType.cells("bag", 4, 3, 1, 9),
            ColumnType.text("title", 8));
    private static final RowTables TABLES =
            new RowTables(List.of(new TableType("profile", 4, COLUMNS)), List.of(0), List.of());

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"profile\":{\"coins\":120,\"speed\":0.5,\"facing\":1.5,\"old\":true,\"plan\":\"paid\","
                                + "\"bag\":[1,2,9],\"title\":\"Sir\"}}",
                        "{\"profile\":{\"coins\":1e300,\"speed\":-7,\"facing\":\"north\",\"bag\":7,\"title\":null}}",
                        "{\"profile\":{\"bag\":[99,\"x\",null,4]},\"garden\":{\"trees\":[{}]}}",
                        "{\"profile\":[]}",
                        "{}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldKeepWhatThereCanBe(byte[] bytes) {
        Map<String, Object> document;
        try {
            document = RowJson.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            return;
        }
        List<PlayerRow> rows = RowDocument.read(document, TABLES);
        rows.forEach(RowDocumentFuzzTest::requireLegal);
        List<PlayerRow> again = RowDocument.read(RowDocument.write(document, TABLES, rows), TABLES);
        for (int i = 0; i < rows.size(); i++) {
            if (!Arrays.equals(rows.get(i).raws(), again.get(i).raws())
                    || !Arrays.equals(rows.get(i).texts(), again.get(i).texts())) {
                throw new AssertionError("what is written is read as something else");
            }
        }
    }

    private static void requireLegal(PlayerRow row) {
        int raw = 0;
        for (ColumnType column : COLUMNS) {
            for (int cell = 0; cell < column.cells() && !column.isText(); cell++, raw++) {
                if (row.raws()[raw] < column.rawMin() || row.raws()[raw] > column.rawMax()) {
                    throw new AssertionError(column.name() + " is " + row.raws()[raw]);
                }
            }
        }
    }
}

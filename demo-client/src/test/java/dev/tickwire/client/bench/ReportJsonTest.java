package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bench writes is what its schema says, to a validator of JSON Schema, and can be read back. */
class ReportJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void shouldWriteWhatTheSchemaSays() throws IOException {
        assertFits(JSON.readTree(ReportJson.write(Samples.report())));
        Report empty =
                new Report(Samples.TERMS, Samples.report().machine(), List.of(), List.of(), List.of(), List.of());
        assertFits(JSON.readTree(ReportJson.write(empty)));
    }

    @Test
    void shouldKeepToTheSchemaInTheDocuments() throws IOException {
        assertFits(JSON.readTree(Samples.ROOT.resolve("docs/bench.json").toFile()));
    }

    @Test
    void shouldNotFitTheSchemaWithSomethingElseInIt() throws IOException {
        String json = ReportJson.write(Samples.report());
        assertThat(schema().validate(JSON.readTree(json.replace("\"rssMiB\"", "\"rss\""))))
                .isNotEmpty();
        assertThat(schema().validate(JSON.readTree(json.replace("\"arena\"", "\"arcade\""))))
                .isNotEmpty();
    }

    @Test
    void shouldDescribeEachFigureInTheSchema() throws IOException {
        List<String> described = schemaJson().path("$defs").path("figure").findValuesAsText("const");
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Figure.values()).map(Figure::key).toList());
    }

    @Test
    void shouldReadWhatItHasWritten() throws Exception {
        String json = ReportJson.write(Samples.report());
        Report read = ReportJson.read(Files.writeString(directory.resolve("bench.json"), json));
        assertThat(ReportJson.write(read)).isEqualTo(json);
        assertThat(read.results(Scene.ARENA).orElseThrow().median("ours", Figure.CPU_MICROS_PER_MESSAGE))
                .isEqualTo(11);
        assertThat(read.spinMillis().median()).isEqualTo(40);
    }

    @Test
    void shouldSayWhatIsWrongWithAFileThatItDidNotWrite() throws Exception {
        Path other = Files.writeString(directory.resolve("other.json"), "{\"settings\": 1}");
        assertThatThrownBy(() -> ReportJson.read(other))
                .isInstanceOf(BenchFailedException.class)
                .hasMessageContaining("other.json is no bench.json of this version");
        assertThatThrownBy(() -> ReportJson.read(directory.resolve("none.json")))
                .isInstanceOf(BenchFailedException.class)
                .hasMessageContaining("none.json cannot be read");
    }

    private static void assertFits(JsonNode json) throws IOException {
        assertThat(schema().validate(json)).isEmpty();
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaJson());
    }

    private static JsonNode schemaJson() throws IOException {
        return JSON.readTree(
                Samples.ROOT.resolve("demo-client/bench/bench.schema.json").toFile());
    }
}

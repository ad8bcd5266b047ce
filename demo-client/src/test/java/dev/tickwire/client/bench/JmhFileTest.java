package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhFileTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadScoresWithTheirErrors() throws Exception {
        Path file = Files.writeString(directory.resolve("jmh.json"), """
                [{"benchmark": "dev.tickwire.benchmarks.SnapshotBenchmark.encode", "mode": "avgt",
                  "params": {"players": "50", "codec": "PACKED"},
                  "primaryMetric": {"score": 812.5, "scoreError": 3.25, "scoreUnit": "ns/op", "rawData": [[812.5]]}},
                 {"benchmark": "dev.tickwire.benchmarks.InterestBenchmark.choose",
                  "primaryMetric": {"score": 2.0, "scoreError": "NaN", "scoreUnit": "us/op"}}]
                """);
        assertThat(JmhFile.read(file))
                .containsExactly(
                        new JmhFigure("SnapshotBenchmark.encode codec=PACKED players=50", 812.5, 3.25, "ns/op"),
                        new JmhFigure("InterestBenchmark.choose", 2, Double.NaN, "us/op"));
    }

    @Test
    void shouldSayHowToWriteWhatItCanRead() throws Exception {
        Path file = Files.writeString(directory.resolve("jmh.txt"), "Benchmark  Mode  Cnt  Score\n");
        assertThatThrownBy(() -> JmhFile.read(file))
                .isInstanceOf(BenchFailedException.class)
                .hasMessageContaining("jmh.txt is no result of JMH (-rf json -rff FILE writes one)");
    }
}

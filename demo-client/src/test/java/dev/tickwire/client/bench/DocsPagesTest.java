package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents say what docs/bench.json does. */
class DocsPagesTest {
    @TempDir
    private Path root;

    @Test
    void shouldHaveTheFiguresOfTheBenchInTheDocuments() throws Exception {
        Report report = ReportJson.read(Samples.ROOT.resolve("docs/bench.json"));
        for (Map.Entry<Path, String> page : DocsPages.of(report, Samples.ROOT).entrySet()) {
            assertThat(page.getKey())
                    .as("written with ./tickwire bench --write-docs docs/bench.json, and not by hand")
                    .hasContent(page.getValue());
        }
    }

    @Test
    void shouldReplaceWhatIsBetweenTheMarksAlone() throws Exception {
        write("README.md", "before\n" + DocsPages.BEGIN + "\nold\n" + DocsPages.END + "\nafter\n");
        write("docs/performance.md", DocsPages.BEGIN + DocsPages.END);
        Map<Path, String> pages = DocsPages.of(Samples.report(), root);
        assertThat(pages.get(root.resolve("README.md")))
                .startsWith("before\n" + DocsPages.BEGIN + "\n| scene |")
                .endsWith("\n" + DocsPages.END + "\nafter\n")
                .doesNotContain("old");
        assertThat(pages.get(root.resolve("docs/performance.md")))
                .contains("2 processors (A processor)", "arena: 250 players", "- A note.", "| 812.5 | ns/op |")
                .contains("took 40.0 ms before a run (40.0 to 40.0)");
        assertThat(pages.get(root.resolve("docs/bench.svg"))).startsWith("<svg");
    }

    @Test
    void shouldSayWhereThereIsNoDifference() throws Exception {
        write("README.md", DocsPages.BEGIN + DocsPages.END);
        write("docs/performance.md", DocsPages.BEGIN + DocsPages.END);
        String readme = DocsPages.of(Samples.report(), root).get(root.resolve("README.md"));
        // Quantised is Colyseus's best here: 0.9 to 1.17 times ours. Socket.IO is far from it.
        assertThat(readme).contains("| **11.0 µs, - B** | ~12.0 µs, - B | 220.0 µs, - B | - |");
        assertThat(readme).contains("Players per core until the gap's p99 passes 75 ms: ours 500.");
    }

    @Test
    void shouldSayWhichPageHasNoPlaceForFigures() throws Exception {
        write("README.md", "nothing");
        assertThatThrownBy(() -> DocsPages.of(Samples.report(), root))
                .isInstanceOf(BenchFailedException.class)
                .hasMessageContaining("README.md has no place for figures");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve(file), text);
    }
}

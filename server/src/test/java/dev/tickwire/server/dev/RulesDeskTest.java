package dev.tickwire.server.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesDeskTest {
    private static final RulesModule MODULE = new RulesModule("Exported", "exported.js");
    private static final String SOURCE = """
            import org.teavm.jso.JSExport;
            public final class Exported {
                @JSExport public static int answer() { return 42; }
            }
            """;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private Path source;
    private Project project;
    private List<Path> libraries;
    private JavaBuild java;

    @BeforeEach
    void write() throws Exception {
        source = Files.writeString(folder.resolve("Exported.java"), SOURCE);
        project = Project.in(folder, List.of());
        libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        java = new JavaBuild(libraries);
    }

    /** What is wrong once whoever waits for the module is called. */
    private List<Trouble> compile(RulesDesk desk, String build) throws Exception {
        Path classes = folder.resolve("target").resolve(build);
        assertThat(java.compile(project, classes)).isEmpty();
        List<Trouble> troubles = new ArrayList<>();
        desk.begin(classes, classes.resolve("rules"), troubles::addAll);
        CompletableFuture<Void> ready = new CompletableFuture<>();
        desk.whenReady(() -> ready.complete(null));
        ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return troubles;
    }

    @Test
    void shouldGiveOutAModuleOnceItIsCompiledAndKeepItWhereTheNextIsRefused() throws Exception {
        try (RulesDesk desk = new RulesDesk(project, List.of(MODULE), libraries)) {
            assertThat(desk.has("/exported.js")).isTrue();
            assertThat(desk.has("/index.html")).isFalse();
            assertThat(desk.file("/exported.js")).isNull();
            assertThat(compile(desk, "1")).isEmpty();
            assertThat(desk.file("/exported.js")).content().contains("export", "answer");

            Files.writeString(
                    source,
                    SOURCE.replace("42", "java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().size()"));
            List<Trouble> troubles = compile(desk, "2");
            assertThat(troubles).isNotEmpty();
            assertThat(troubles.get(0).file()).isEqualTo("Exported.java");
            assertThat(troubles.get(0).line()).isEqualTo(3);
            assertThat(troubles.get(0).text())
                    .startsWith("Rules that pages run may use only the part of Java that compiles to JavaScript")
                    .contains("ManagementFactory");
            assertThat(desk.file("/exported.js")).content().contains("answer");
            assertThat(desk.isUnused(folder.resolve("target/1/rules"))).isFalse();
            assertThat(desk.isUnused(folder.resolve("target/2/rules"))).isTrue();
        }
    }

    @Test
    void shouldLetNobodyWaitWhereThereAreNoModules() throws Exception {
        try (RulesDesk desk = new RulesDesk(project, List.of(), libraries)) {
            assertThat(compile(desk, "1")).isEmpty();
            assertThat(desk.has("/exported.js")).isFalse();
        }
    }
}

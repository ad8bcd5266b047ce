package dev.tickwire.server.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaBuildTest {
    private static final String RIGHT = "public class Dots {\n    int x = 1;\n}\n";

    @TempDir
    Path folder;

    private Path game;
    private Path classes;
    private Project project;
    private JavaBuild build;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("src/main/java"));
        Files.createDirectories(folder.resolve("src/main/resources/levels"));
        game = Files.writeString(folder.resolve("src/main/java/Dots.java"), RIGHT);
        classes = folder.resolve("classes");
        project = Project.in(folder, List.of());
        build = new JavaBuild(List.of());
    }

    @Test
    void shouldNeedACompiler() {
        assertThatThrownBy(() -> new JavaBuild(null, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("A JDK is needed to compile games")
                .hasMessageContaining("JRE");
    }

    @Test
    void shouldCompileTheGameAndLayItsResourcesBeside() throws IOException {
        Files.writeString(folder.resolve("src/main/resources/levels/one.txt"), "1");
        assertThat(build.compile(project, classes)).isEmpty();
        assertThat(classes.resolve("Dots.class")).exists();
        assertThat(classes.resolve("levels/one.txt")).hasContent("1");
    }

    @Test
    void shouldSayFileLineAndTextOfWhatIsWrong() throws IOException {
        Files.writeString(game, RIGHT.replace("1", "\"one\""));
        List<Trouble> troubles = build.compile(project, classes);
        assertThat(troubles)
                .containsExactly(new Trouble(
                        "src/main/java/Dots.java",
                        2,
                        "incompatible types: java.lang.String cannot be converted to int"));
        assertThat(troubles.get(0))
                .hasToString(
                        "src/main/java/Dots.java:2: incompatible types: java.lang.String cannot be converted to int");
    }

    @Test
    void shouldCompileAgainWhatWasWrongBefore() throws IOException {
        Files.writeString(game, RIGHT.substring(0, RIGHT.length() / 2));
        assertThat(build.compile(project, classes)).isNotEmpty();
        Files.writeString(game, RIGHT);
        assertThat(build.compile(project, folder.resolve("again"))).isEmpty();
    }

    @Test
    void shouldSayThatNothingIsLeft() throws IOException {
        Files.delete(game);
        assertThat(build.compile(project, classes)).containsExactly(Trouble.of("There are no .java files any more."));
    }
}

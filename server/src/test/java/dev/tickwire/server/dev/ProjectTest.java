package dev.tickwire.server.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    private static final String EXPORT =
            "public final class %s { @JSExport public static Rules rules() { return null; } }";

    @TempDir
    Path folder;

    private Path write(String file, String text) throws IOException {
        Path path = folder.toRealPath().resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private Project project() throws IOException {
        return Project.in(folder, List.of());
    }

    @Test
    void shouldRefuseADirectoryThatIsNotThere() {
        assertThatThrownBy(() -> Project.in(folder.resolve("no"), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("no does not exist. Name the directory of a game; tickwire new NAME makes one.");
    }

    @Test
    void shouldRefuseAFileAndADirectoryWithoutJava() throws IOException {
        Path file = write("notes.txt", "");
        assertThatThrownBy(() -> Project.in(file, List.of())).hasMessageContaining("is a file");
        assertThatThrownBy(this::project).hasMessageContaining("has no .java files");
    }

    @Test
    void shouldLookAtWhatIsWrittenAndNotAtWhatIsBuilt() throws IOException {
        Path game = write("src/main/java/game/target/Dots.java", "");
        Path page = write("page/index.html", "");
        Path resource = write("src/main/resources/levels.txt", "");
        write("src/test/java/DotsTest.java", "");
        write("target/classes/Dots.class", "");
        write("page/.index.html.swp", "");
        Project project = project();
        assertThat(project.javaFiles()).containsExactly(game);
        assertThat(project.look().keySet()).containsExactlyInAnyOrder(game, page, resource);
        assertThat(project.isOfTheGame(game)).isTrue();
        assertThat(project.isOfTheGame(resource)).isTrue();
        assertThat(project.isOfTheGame(page)).isFalse();
        assertThat(project.isOfPages(page)).isTrue();
    }

    @Test
    void shouldTakeADirectoryThatSimplyHasTheFiles() throws IOException {
        Path game = write("Racing.java", "");
        write("target/generated/Other.java", "");
        write("src/test/java/RacingTest.java", "");
        Path config = write("racing.conf", "");
        write("page/index.html", "");
        assertThat(project().javaFiles()).containsExactly(game);
        assertThat(project().config()).isEqualTo(config);
        assertThat(project().look().keySet()).contains(game).doesNotContain(config);
    }

    @Test
    void shouldNameModulesAsThePomDoes() throws IOException {
        write("src/main/java/DotsRules.java", EXPORT.formatted("DotsRules"));
        write("pom.xml", """
                <project><build><plugins>
                  <plugin><configuration><mainClass>Unrelated</mainClass></configuration></plugin>
                  <plugin><executions><execution><configuration>
                    <mainClass> DotsRules </mainClass><targetFileName>my-dots.js</targetFileName>
                  </configuration></execution></executions></plugin>
                </plugins></build></project>
                """);
        assertThat(project().rules()).containsExactly(new RulesModule("DotsRules", "my-dots.js"));
    }

    @Test
    void shouldNameModulesByTheirClassWithoutAPom() throws IOException {
        write("game/RacingRules.java", EXPORT.formatted("RacingRules"));
        write("game/Racing.java", "");
        assertThat(project().rules()).containsExactly(new RulesModule("game.RacingRules", "racing.js"));
    }

    @Test
    void shouldSayThatAPomIsNoXml() throws IOException {
        write("Dots.java", "");
        write("pom.xml", "<project>");
        assertThatThrownBy(() -> project().rules()).hasMessageStartingWith("pom.xml cannot be read");
    }
}

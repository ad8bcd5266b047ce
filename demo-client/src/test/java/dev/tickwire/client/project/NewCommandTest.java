package dev.tickwire.client.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NewCommandTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();
    private Path jar;

    @BeforeEach
    void makeLibraries() throws IOException {
        put("maven/dev/tickwire/tickwire/1.2/tickwire-1.2.pom");
        put("maven/dev/tickwire/tickwire-server/1.2/tickwire-server-1.2.jar");
        put("maven/dev/tickwire/tickwire-simulation/1.2/tickwire-simulation-1.2-javadoc.jar");
        jar = put("maven/dev/tickwire/tickwire-simulation/1.2/tickwire-simulation-1.2.jar");
        put("maven/dev/tickwire/tickwire-proto/1.2/tickwire-proto-1.2.jar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Race", "3d", "race-", "a_b", "spa ce", "käse", "a23456789b123456789c123456789d123456789e1"})
    void shouldRefuseWhatIsNoName(String name) throws IOException {
        assertThat(run(name)).isEqualTo(2);
        assertThat(err.toString())
                .contains("\"" + name + "\" is no name for a project")
                .hasLineCount(1);
        assertThat(made()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "game", "table", "rules", "nearby"})
    void shouldRefuseANameWhoseClassIsAnotherOne(String name) throws IOException {
        assertThat(run(name)).isEqualTo(2);
        assertThat(err.toString()).contains("which is another one already");
        assertThat(made()).isEmpty();
    }

    @Test
    void shouldLeaveAloneWhatIsThere() throws IOException {
        Path own = put("race/README.md");
        put("coins");

        assertThat(run("race")).isEqualTo(2);
        assertThat(run("coins")).isEqualTo(2);

        assertThat(err.toString()).contains("race is not empty: choose another name", "coins is a file");
        assertThat(own).hasContent("race/README.md");
    }

    @Test
    void shouldSayThatThereAreNoLibraries() {
        assertThat(commandLine().execute(folder.resolve("race").toString(), "--libraries", folder.toString()))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains(folder + " has no tickwire-simulation")
                .hasLineCount(1);
    }

    @Test
    void shouldNameEverythingAfterTheProject() throws IOException {
        Files.createDirectory(folder.resolve("space-race2"));

        assertThat(run("space-race2")).as(err.toString()).isZero();

        assertThat(made())
                .contains(
                        "space-race2/.gitignore",
                        "space-race2/README.md",
                        "space-race2/page/index.html",
                        "space-race2/src/main/java/SpaceRace2.java",
                        "space-race2/src/main/java/SpaceRace2Rules.java",
                        "space-race2/src/test/java/SpaceRace2Test.java",
                        "space-race2/maven/dev/tickwire/tickwire/1.2/tickwire-1.2.pom",
                        "space-race2/maven/dev/tickwire/tickwire-simulation/1.2/tickwire-simulation-1.2.jar")
                .noneMatch(file -> file.contains("server") || file.contains("javadoc"));
        for (String file : made()) {
            assertThat(Files.readString(folder.resolve(file)))
                    .as(file)
                    .doesNotContain("Coins", "@name", "@room", "@ver", "@dig");
        }
        assertThat(read("space-race2/tickwire.conf")).contains("spacerace2 {", "game = SpaceRace2");
        assertThat(read("space-race2/pom.xml")).contains("<tickwire.version>1.2<", "<mainClass>SpaceRace2Rules<");
    }

    @Test
    void shouldNameTheRepositoryAfterWhatIsInIt() throws IOException {
        run("one");
        run("other");
        Files.writeString(jar, "another build of the same version");
        run("third");

        assertThat(repositoryOf("other")).isEqualTo(repositoryOf("one"));
        assertThat(repositoryOf("third")).isNotEqualTo(repositoryOf("one"));
    }

    private String repositoryOf(String project) throws IOException {
        return read(project + "/pom.xml")
                .lines()
                .filter(line -> line.contains("<id>tickwire-"))
                .findFirst()
                .orElseThrow();
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private Path put(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, file);
    }

    private List<String> made() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.startsWith("maven"))
                    .toList();
        }
    }

    private int run(String name) {
        return commandLine()
                .execute(
                        folder.resolve(name).toString(),
                        "--libraries",
                        folder.resolve("maven").toString());
    }

    private CommandLine commandLine() {
        return new CommandLine(new NewCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .setParameterExceptionHandler((unusable, arguments) -> {
                    unusable.getCommandLine().getErr().println(unusable.getMessage());
                    return 2;
                });
    }
}

package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DevCommandTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine();
        commands.setErr(new PrintWriter(said, true));
        return commands.execute(arguments);
    }

    @Test
    void shouldRefuseADirectoryThatIsNotThere() {
        assertThat(run("dev", folder.resolve("no").toString())).isEqualTo(Main.UNUSABLE);
        assertThat(said.toString()).contains("no does not exist. Name the directory of a game");
    }

    @Test
    void shouldRefuseADirectoryWithoutAGame() {
        assertThat(run("dev", folder.toString())).isEqualTo(Main.UNUSABLE);
        assertThat(said.toString()).contains("has no .java files");
    }

    @Test
    void shouldRefusePagesThatAreNotThere() throws Exception {
        Files.writeString(folder.resolve("Dots.java"), "");
        assertThat(run("dev", folder.toString(), "--web", folder.resolve("no").toString()))
                .isEqualTo(Main.UNUSABLE);
        assertThat(said.toString()).contains("--web " + folder.resolve("no") + " is not a directory.");
    }
}

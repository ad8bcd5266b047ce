package dev.tickwire.simulation.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs scripts in Node, with the modules that the build has made. */
final class Node {
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final Path MODULES = Path.of("target/rules");
    private static final int PATIENCE_SECONDS = 300;

    private final Path folder;

    /** @param folder for what scripts print */
    Node(Path folder) {
        this.folder = folder;
    }

    /** The games whose rules are modules. */
    static List<String> modules() throws IOException {
        try (var files = Files.list(MODULES)) {
            return files.map(file -> file.getFileName().toString().replace(".js", ""))
                    .sorted()
                    .toList();
        }
    }

    /** The module of a game. */
    static Path module(String game) {
        return MODULES.resolve(game + ".js");
    }

    /**
     * The lines that a script prints when it is given a game's module and some more; a script that fails fails the
     * test.
     */
    List<String> run(String script, String game, Object... more) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString()));
        command.add(module(game).toUri().toString());
        for (Object argument : more) {
            command.add(argument.toString());
        }
        Path out = folder.resolve(script + ".out");
        Path err = folder.resolve(script + ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %d s", command, PATIENCE_SECONDS)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as("status of %s, which says: %s", command, Files.readString(err))
                .isZero();
        return Files.readAllLines(out);
    }
}

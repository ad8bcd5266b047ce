package dev.tickwire.client.project;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that begins a game; exit status 0: done, 2: unusable arguments, or nothing can be written there. */
@Command(
        name = "new",
        description = "Writes a project for a game of your own: the game, a page, a test and a config.",
        footer = "To build it you need a JDK 17 or newer and Maven 3.8 or newer.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class NewCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description = "The directory to make, such as space-race; the game is named after it.")
    private Path directory = Path.of("");

    @Option(
            names = "--libraries",
            paramLabel = "DIR",
            required = true,
            description = "The Maven repository with what games depend on; the launcher knows it.")
    private Path libraries = Path.of("");

    @Override
    public Integer call() {
        try {
            ProjectName name = ProjectName.of(nameOf(directory));
            requireFree(directory);
            new Project(name, Libraries.in(libraries)).writeTo(directory);
            tell(name);
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException(spec().commandLine(), "the project cannot be written: " + e.getMessage(), e);
        }
    }

    private static String nameOf(Path directory) {
        Path name = directory.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    private static void requireFree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(directory + " is a file");
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new IllegalArgumentException(directory + " is not empty: choose another name");
            }
        }
    }

    private void tell(ProjectName name) {
        PrintWriter out = spec().commandLine().getOut();
        out.println(directory + " has a game, " + name.className() + ". To build and play it:");
        out.println("  cd " + directory);
        out.println("  mvn -q package");
        out.println("  tickwire serve --config tickwire.conf --games target/" + name.name()
                + "-1.jar --web page --web target/rules");
        out.println("README.md says the rest.");
        out.flush();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command line sets it");
        }
        return spec;
    }
}

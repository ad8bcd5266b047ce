package dev.tickwire.server;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that brings games of one's own to a command. */
final class GamesOption {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Makes the classes of a jar or a directory known to what reads the config. */
    @Option(
            names = "--games",
            paramLabel = "PATH",
            description = "jar, or directory of classes, with games that the config names by their class")
    void load(Path path) {
        if (command == null) {
            throw new IllegalStateException("picocli has not set the option up");
        }
        if (!Files.exists(path)) {
            throw new CommandLine.ParameterException(command.commandLine(), "--games " + path + " does not exist.");
        }
        try {
            URL[] urls = {path.toUri().toURL()};
            Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, GamesOption.class.getClassLoader()));
        } catch (MalformedURLException e) {
            throw new CommandLine.ParameterException(command.commandLine(), "--games " + path + " is no path.", e);
        }
    }
}

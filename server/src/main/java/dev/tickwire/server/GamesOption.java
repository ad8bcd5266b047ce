package dev.tickwire.server;

import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.simulation.world.Game;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --games}, by which a command gets the games of an author. */
final class GamesOption {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private List<String> names = List.of();
    private @Nullable Path place;
    private @Nullable GameFiles files;

    /** Makes the classes of a jar or a directory known to what reads the config. */
    @Option(
            names = "--games",
            paramLabel = "PATH",
            description =
                    "jar, or directory of classes, with games: each is served by a room type of its own, unless the"
                            + " config names room types")
    void load(Path path) {
        if (!Files.exists(path)) {
            throw refusal(path, "does not exist");
        }
        try {
            GameClasses.Found found = GameClasses.in(path);
            names = found.games();
            for (String hidden : found.hidden()) {
                commandLine()
                        .getErr()
                        .println(
                                "--games " + path + " has " + hidden
                                        + ", a game that is not public, and cannot be served: say public where the class is declared.");
            }
            if (names.isEmpty()) {
                throw refusal(path, "has no public class that extends " + Game.class.getName());
            }
            files = GameFiles.read(path);
            place = path;
            Thread.currentThread().setContextClassLoader(new GameLoader(files));
        } catch (IOException e) {
            throw refusal(path, String.valueOf(e.getMessage()));
        }
    }

    /** Names of the classes that are games, sorted; none without the option. */
    List<String> names() {
        return names;
    }

    /** Loads the classes that a command began with. */
    static ClassLoader classes() {
        return Thread.currentThread().getContextClassLoader();
    }

    /** What takes the games again while a server runs; null without the option. */
    @Nullable
    GamesReload reload(ConfigSource source, LocalRooms rooms, ServerConfig config) {
        return place == null || files == null
                ? null
                : new GamesReload(
                        place,
                        files,
                        classes(),
                        source,
                        rooms,
                        config.swaps(),
                        config.rooms().startMillis(),
                        sentence -> {});
    }

    private CommandLine.ParameterException refusal(Path path, String sentence) {
        return new CommandLine.ParameterException(commandLine(), "--games " + path + " " + sentence + ".");
    }

    private CommandLine commandLine() {
        if (command == null) {
            throw new IllegalStateException("picocli has not set the option up");
        }
        return command.commandLine();
    }
}

package dev.tickwire.client.types;

import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.games.Games;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that writes the TypeScript types of a game; exit status 0: done, 2: unusable arguments. */
@Command(
        name = "types",
        description = "Writes TypeScript types of a game's tables, events, inputs and tunables.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TypesCommand implements Callable<Integer> {
    /** Types do not depend on the rate. */
    private static final double ANY_RATE_HZ = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--game",
            paramLabel = "NAME",
            required = true,
            description = "A built-in game, or the class of one of your own.")
    private String game = "";

    @Option(
            names = "--games",
            paramLabel = "PATH",
            description = "Jar, or directory of classes, with games of your own.")
    private @Nullable Path games;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes there, not to the terminal.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        String module = module(classes());
        if (out == null) {
            PrintWriter terminal = spec().commandLine().getOut();
            terminal.print(module);
            terminal.flush();
        } else {
            write(out, module);
        }
        return 0;
    }

    private void write(Path file, String module) {
        try {
            Files.writeString(file, module);
        } catch (IOException e) {
            throw new ParameterException(spec().commandLine(), "--out: " + file + " cannot be written", e);
        }
    }

    private ClassLoader classes() {
        ClassLoader own = TypesCommand.class.getClassLoader();
        if (games == null) {
            return own;
        }
        if (!Files.exists(games)) {
            throw new ParameterException(spec().commandLine(), "--games " + games + " does not exist");
        }
        try {
            return new URLClassLoader(new URL[] {games.toUri().toURL()}, own);
        } catch (MalformedURLException e) {
            throw new ParameterException(spec().commandLine(), "--games " + games + " is no path", e);
        }
    }

    private String module(ClassLoader classes) {
        Supplier<Game> found;
        try {
            found = Games.find(game, classes);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), "--game " + e.getMessage(), e);
        }
        try {
            Game one = found.get();
            return TypeScriptModule.of(game, one, new Simulation(one, ANY_RATE_HZ, 1));
        } catch (Throwable e) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--game names " + game + ", which does not start: " + GameFailure.sentence(game, e),
                    e);
        }
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command line sets it");
        }
        return spec;
    }
}

package dev.tickwire.server;

import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.InvalidConfigException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tickwire config}: looks at config files. */
@Command(name = "config", description = "Looks at config files.", mixinStandardHelpOptions = true)
final class ConfigCommand {
    @Spec
    private @Nullable CommandSpec spec;

    /** {@code tickwire config check}: validates a file, and prints the values that hold. */
    @Command(
            name = "check",
            description = "Validates a config file, and prints the values that hold with it.",
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "the config file; none: the defaults")
                    @Nullable
                    Path file,
            @Option(names = "--set", paramLabel = "PATH=VALUE", description = "one setting, over those of the file")
                    @Nullable
                    List<String> settings,
            @Mixin GamesOption games) {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command up");
        }
        try {
            spec.commandLine()
                    .getOut()
                    .print(ConfigReader.describe(file, settings == null ? List.of() : settings, games.names()));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (InvalidConfigException e) {
            e.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
            return Main.UNUSABLE;
        }
    }
}

package dev.tickwire.server;

import dev.tickwire.server.config.ConfigFiles;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.EffectiveConfig;
import dev.tickwire.server.config.InvalidConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tickwire config}: looks at config files. */
@Command(name = "config", description = "Looks at config files.", mixinStandardHelpOptions = true)
final class ConfigCommand {
    @Mixin
    private Streams streams = new Streams();

    /** Which config is looked at. */
    static final class Looked {
        @Parameters(paramLabel = "FILE", arity = "0..1", description = "the config file; none: the defaults")
        private @Nullable Path file;

        @Option(names = "--set", paramLabel = "PATH=VALUE", description = "one setting, over those of the file")
        private List<String> settings = new ArrayList<>();
    }

    /** {@code tickwire config check}: validates a file, and says what in it differs from the defaults. */
    @Command(
            name = "check",
            description = "Validates a config file, and says what in it differs from the defaults: what it does, what"
                    + " it may be, and when a change of it holds.",
            mixinStandardHelpOptions = true)
    int check(@Mixin Looked looked, @Mixin GamesOption games) {
        return print(looked, games, EffectiveConfig::differences);
    }

    /** {@code tickwire config show}: prints every value that holds with a file. */
    @Command(
            name = "show",
            description = "Prints every value that holds with a config file, and where it comes from. Secrets are not"
                    + " shown.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin Looked looked,
            @Option(names = "--json", description = "as a list of objects with setting, value and from") boolean isJson,
            @Mixin GamesOption games) {
        return print(looked, games, isJson ? EffectiveConfig::asJson : EffectiveConfig::asTable);
    }

    private int print(Looked looked, GamesOption games, Function<EffectiveConfig, String> text) {
        try {
            ConfigSource source = new ConfigSource(looked.file, looked.settings, games.names(), List.of());
            streams.out()
                    .print(text.apply(
                            ConfigReader.load(source, new ConfigFiles()).effective()));
            streams.out().flush();
            return 0;
        } catch (InvalidConfigException e) {
            e.problems().forEach(streams.err()::println);
            return Main.UNUSABLE;
        }
    }
}

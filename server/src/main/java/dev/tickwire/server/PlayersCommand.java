package dev.tickwire.server;

import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.InvalidConfigException;
import dev.tickwire.server.saves.JdbcPlayerStore;
import dev.tickwire.server.saves.PlayerStore;
import dev.tickwire.server.saves.SavedRow;
import dev.tickwire.server.saves.SavesSettings;
import dev.tickwire.server.saves.StoreException;
import dev.tickwire.server.saves.UserExport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tickwire players}: what games keep of a user, also while a server uses the same database. */
@Command(
        name = "players",
        description = "Shows or erases what games keep of a player, also while the server runs.",
        mixinStandardHelpOptions = true)
final class PlayersCommand {
    @Mixin
    private Streams streams = new Streams();

    /** Where the database is. */
    static final class DatabaseOption {
        @Option(names = "--config", paramLabel = "FILE", description = "the server's config file, for its saves")
        private @Nullable Path config;

        @Option(names = "--set", paramLabel = "PATH=VALUE", description = "one setting, over those of the config file")
        private List<String> settings = new ArrayList<>();
    }

    /** What is done with the database; returns the exit status. */
    private interface Work {
        int run(PlayerStore store) throws StoreException;
    }

    /** {@code tickwire players export}. */
    @Command(
            name = "export",
            description = "Prints all that is kept of a user, as JSON.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "USER", description = "as the user's tickets or tokens say: sub") String user,
            @Mixin DatabaseOption database) {
        return run(database, store -> {
            streams.out().println(UserExport.json(user, store.export(user)));
            return 0;
        });
    }

    /** {@code tickwire players erase}. */
    @Command(name = "erase", description = "Erases all that is kept of a user.", mixinStandardHelpOptions = true)
    int erase(
            @Parameters(paramLabel = "USER", description = "as the user's tickets or tokens say: sub") String user,
            @Option(names = "--yes", description = "really; what is erased cannot be had back") boolean isSure,
            @Mixin DatabaseOption database) {
        return run(database, store -> {
            String games = store.export(user).stream().map(SavedRow::game).collect(Collectors.joining(", "));
            if (!isSure) {
                streams.err()
                        .println(
                                games.isEmpty()
                                        ? "Nothing is kept of " + user + "."
                                        : "Of " + user + " there is a row in " + games
                                                + ". Say --yes to erase it for good.");
                return Main.UNUSABLE;
            }
            int erased = store.erase(user);
            streams.out()
                    .println(
                            erased == 0
                                    ? "Nothing was kept of " + user + "."
                                    : "Erased what was kept of " + user
                                            + (games.isEmpty() ? "." : " in " + games + "."));
            return 0;
        });
    }

    private int run(DatabaseOption database, Work work) {
        try {
            SavesSettings settings = ConfigReader.readSaves(database.config, database.settings);
            if (settings.isMissing()) {
                streams.err()
                        .println("There is no database " + settings.place()
                                + ": name the server's config with --config.");
                return Main.NO_DATABASE;
            }
            try (PlayerStore store = new JdbcPlayerStore(settings, InstantSource.system())) {
                int status = work.run(store);
                streams.out().flush();
                return status;
            }
        } catch (InvalidConfigException e) {
            e.problems().forEach(streams.err()::println);
            return Main.UNUSABLE;
        } catch (StoreException e) {
            streams.err().println("Players' rows cannot be reached: " + e.getMessage() + ".");
            return Main.NO_DATABASE;
        }
    }
}

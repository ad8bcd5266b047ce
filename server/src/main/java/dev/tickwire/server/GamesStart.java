package dev.tickwire.server;

import dev.tickwire.server.config.ConfigFiles;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.InvalidConfigException;
import dev.tickwire.server.config.LoadedConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A config that was read with the classes of games, which may do anything as they start.
 *
 * @param config null: it cannot be used
 * @param problems why not, in sentences without a full stop
 */
record GamesStart(@Nullable LoadedConfig config, List<String> problems) {
    GamesStart {
        problems = List.copyOf(problems);
    }

    /** Reads it on a thread of its own: games may take any time. */
    static GamesStart read(ConfigSource source, ClassLoader classes, long patienceMillis) throws InterruptedException {
        AtomicReference<@Nullable GamesStart> read = new AtomicReference<>();
        Thread starting = Threads.daemon(() -> read.set(read(source)), "games-start");
        starting.setContextClassLoader(classes);
        starting.start();
        starting.join(patienceMillis);
        GamesStart done = read.get();
        return done == null
                ? wrong("one does not come back from its start within " + patienceMillis + " ms; it is at "
                        + Threads.where(starting))
                : done;
    }

    private static GamesStart read(ConfigSource source) {
        try {
            return new GamesStart(ConfigReader.load(source, new ConfigFiles()), List.of());
        } catch (InvalidConfigException e) {
            return new GamesStart(null, e.problems());
        } catch (Throwable thrown) {
            return wrong("a class of them threw " + thrown);
        }
    }

    private static GamesStart wrong(String problem) {
        return new GamesStart(null, List.of(problem));
    }
}

package dev.tickwire.server;

import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.InvalidConfigException;
import dev.tickwire.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a server follow its config file while it runs. A file that is wrong changes nothing, and is told of in the log.
 *
 * <p>It looks at the file's content, as editors replace files in many ways, and clocks of file systems are coarse.
 * Files that it includes are read anew only when it changes itself.
 */
final class ConfigWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
    private static final long PERIOD_MILLIS = 500;

    private final Path file;
    private final List<String> settings;
    private final List<String> games;
    private final List<Path> web;
    private final TickwireServer server;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "config");
        thread.setDaemon(true);
        return thread;
    });
    private String content;

    /**
     * Watches from the content on that the file has now.
     *
     * @param settings of the command line, which hold over the file's
     * @param games classes that may get a room type
     * @param web directories of pages
     */
    ConfigWatch(Path file, List<String> settings, List<String> games, List<Path> web, TickwireServer server)
            throws IOException {
        this.file = file;
        this.settings = List.copyOf(settings);
        this.games = games;
        this.web = web;
        this.server = server;
        content = Files.readString(file);
    }

    /** Looks twice a second, on a thread of its own. */
    void start() {
        var unused = timer.scheduleWithFixedDelay(this::check, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks whether the file has changed, and if so lets the server follow. */
    void check() {
        try {
            String now = Files.readString(file);
            if (!now.equals(content)) {
                content = now;
                reload();
            }
        } catch (IOException e) {
            // While an editor replaces it, it may not be there: next time it will.
            LOG.debug("the config file {} cannot be read at the moment", file, e);
        } catch (RuntimeException bug) {
            LOG.error("the changed config was not taken: a bug in the server", bug);
        }
    }

    private void reload() {
        try {
            ServerConfig changed = ConfigReader.read(file, settings, games, web);
            boolean needsRestart = server.reload(changed);
            LOG.info("the config has changed: rooms go on at its rates and by its tunables, new rooms by all of it");
            if (needsRestart) {
                LOG.warn("the config has changed beside its room types: that takes effect at the next start");
            }
        } catch (InvalidConfigException e) {
            LOG.error("the changed config is wrong, and the one before goes on: {}", String.join("; ", e.problems()));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

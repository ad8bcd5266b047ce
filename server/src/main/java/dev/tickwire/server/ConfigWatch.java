package dev.tickwire.server;

import dev.tickwire.server.config.ConfigFiles;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.InvalidConfigException;
import dev.tickwire.server.config.LoadedConfig;
import dev.tickwire.server.config.OpenRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a server follow its config file, and the files that it includes, while it runs. A change that is wrong changes
 * nothing, and the log says so once.
 *
 * <p>It compares what the files contain, as editors replace files in many ways, and clocks of file systems are coarse.
 * A change is looked at when the files have been the same for {@link #SETTLING_MILLIS}: a file that is half written may
 * be a valid config, with other values. For the same reason a file that has lost all of its content is refused.
 */
final class ConfigWatch implements AutoCloseable {
    /** How long files must stay the same until they are read: two looks in a row. */
    static final long SETTLING_MILLIS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);

    private final ConfigSource source;
    private final TickwireServer server;
    private final Supplier<ClassLoader> classes;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "config");
        thread.setDaemon(true);
        return thread;
    });

    /** What the server runs by. */
    private LoadedConfig running;
    /** A config that is right, but waits until rooms have closed; null: there is none. */
    private @Nullable LoadedConfig waiting;

    private ConfigFiles watched;
    private ConfigFiles seen;
    private long seenSinceNanos;
    /** What was read last, and taken or refused. */
    private ConfigFiles judged;

    private boolean isRefused;

    /**
     * Watches the files that {@code running} was read from.
     *
     * @param source what {@code running} was read from, and is read from again
     */
    ConfigWatch(ConfigSource source, LoadedConfig running, TickwireServer server) {
        this(source, running, server, GamesOption::classes);
    }

    /** The same, where games are taken again while the server runs; {@code classes} loads what it runs by. */
    ConfigWatch(ConfigSource source, LoadedConfig running, TickwireServer server, Supplier<ClassLoader> classes) {
        this.classes = classes;
        this.source = source;
        this.running = running;
        this.server = server;
        watched = running.files();
        seen = watched;
        judged = watched;
    }

    /** Looks twice a second, on a thread of its own. */
    void start() {
        var unused = timer.scheduleWithFixedDelay(
                () -> check(System.nanoTime()), SETTLING_MILLIS, SETTLING_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks whether the files have changed and stay so, and if so lets the server follow. Never throws. */
    void check(long nowNanos) {
        try {
            look(nowNanos);
        } catch (Throwable bug) {
            // The timer would not call again. What failed is not tried again until the files change.
            judged = seen;
            LOG.error("the changed config was not taken: a bug in the server", bug);
        }
    }

    private void look(long nowNanos) {
        ConfigFiles now = watched.lookAgain();
        if (!now.equals(seen)) {
            seen = now;
            seenSinceNanos = nowNanos;
        } else if (now.equals(judged)) {
            if (waiting != null) {
                take(waiting);
            }
        } else if (nowNanos - seenSinceNanos >= TimeUnit.MILLISECONDS.toNanos(SETTLING_MILLIS)) {
            read(now);
        }
    }

    private void read(ConfigFiles settled) {
        ConfigFiles files = new ConfigFiles();
        LoadedConfig loaded = null;
        List<String> problems;
        Thread.currentThread().setContextClassLoader(classes.get());
        try {
            loaded = ConfigReader.load(source, files);
            problems = files.lostSince(running.files());
        } catch (InvalidConfigException e) {
            problems = e.problems();
        }
        watched = files;
        if (!files.equals(settled) || !files.lookAgain().equals(files)) {
            // It includes other files now, or is being written again: these have to stay the same, too.
            return;
        }
        judged = settled;
        waiting = null;
        if (loaded == null || !problems.isEmpty()) {
            refuse(problems);
        } else if (!files.equals(running.files())) {
            take(loaded);
        } else if (isRefused) {
            isRefused = false;
            LOG.info("the config files are again as the server runs by them");
        }
    }

    private void take(LoadedConfig loaded) {
        List<OpenRoom> openRooms = server.openRooms(loaded.server());
        List<String> problems = server.reload(loaded.server());
        if (!problems.isEmpty()) {
            if (waiting == null) {
                refuse(problems);
            }
            waiting = loaded;
            return;
        }
        List<String> changes = new ArrayList<>(loaded.changesSince(running, openRooms));
        loaded.files().missingIncludes().stream()
                .filter(sentence -> !running.files().missingIncludes().contains(sentence))
                .forEach(changes::add);
        running = loaded;
        waiting = null;
        isRefused = false;
        if (changes.isEmpty()) {
            LOG.info("the config files have changed, but no value in them");
        } else {
            LOG.info("the config has changed:\n  {}", String.join("\n  ", changes));
        }
    }

    private void refuse(List<String> problems) {
        isRefused = true;
        LOG.error("the changed config is not taken, and the one before goes on: {}", String.join("; ", problems));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

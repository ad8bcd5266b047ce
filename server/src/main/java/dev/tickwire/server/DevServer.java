package dev.tickwire.server;

import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.InvalidConfigException;
import dev.tickwire.server.config.LoadedConfig;
import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.dev.Board;
import dev.tickwire.server.dev.DevLoop;
import dev.tickwire.server.dev.DevSite;
import dev.tickwire.server.dev.JavaBuild;
import dev.tickwire.server.dev.Project;
import dev.tickwire.server.dev.RulesDesk;
import dev.tickwire.server.dev.RulesModule;
import dev.tickwire.server.dev.WaitingSite;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.log.ProcessLog;
import dev.tickwire.simulation.world.Game;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server of a game that is being written: it takes each build that can be played, and tells pages of the others.
 */
final class DevServer {
    private static final long LOOK_MILLIS = 50;
    private static final long BEAT_MILLIS = 5_000;
    private static final long START_MILLIS = 5_000;

    private final Project project;
    private final @Nullable Path config;
    private final List<String> settings;
    private final PrintWriter err;
    private final Board board = new Board(Long.toHexString(System.currentTimeMillis()));
    private final RulesDesk rules;
    private final DevLoop loop;

    /** A build with which a server can start. */
    private record Playable(
            Path classes, GameFiles files, ClassLoader loader, ConfigSource source, LoadedConfig config) {}

    /**
     * {@code settings}: may be added to; {@code libraries}: what games are compiled against; {@code work}: for what is
     * built.
     */
    DevServer(
            Project project,
            List<RulesModule> modules,
            @Nullable Path config,
            List<String> settings,
            List<Path> libraries,
            PrintWriter err,
            Path work)
            throws IOException {
        this.project = project;
        this.config = config;
        this.settings = settings;
        this.err = err;
        rules = new RulesDesk(project, modules, libraries);
        loop = new DevLoop(project, config, new JavaBuild(libraries), rules, board, err::println, work);
    }

    /** Runs until it is told to stop; returns an exit status. */
    int run() throws Exception {
        try {
            Playable game = playable();
            return serve(game == null ? waitUntilPlayable() : game);
        } finally {
            rules.close();
        }
    }

    /** Shows pages what is wrong, where the server is going to be, until it is mended. */
    private Playable waitUntilPlayable() throws Exception {
        InetSocketAddress address = address();
        WaitingSite site = new WaitingSite(address, project.pages(), board, rules);
        try {
            site.open();
            String place = address.getHostString() + ":" + site.port();
            settings.add("http.port=" + site.port());
            err.println("waiting http://" + place + " shows what is wrong; the game begins when it is mended");
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                Playable game = loop.hasChanged() ? playable() : null;
                if (game != null) {
                    return game;
                }
            }
        } finally {
            site.close();
            board.moved();
        }
    }

    private InetSocketAddress address() throws IOException {
        try {
            return ConfigReader.readAddress(config, settings);
        } catch (InvalidConfigException e) {
            throw new IOException(String.join(System.lineSeparator(), e.problems()), e);
        }
    }

    /** Builds the game, and lets it start; null: it cannot, and that was said. */
    private @Nullable Playable playable() throws IOException, InterruptedException {
        Path classes = loop.build();
        if (classes == null || !hasGame(classes)) {
            return null;
        }
        GameFiles files = GameFiles.read(classes);
        ClassLoader loader = new GameLoader(files);
        ConfigSource source =
                new ConfigSource(config, settings, GameClasses.in(classes).games(), project.pages());
        GamesStart started = GamesStart.read(source, loader, START_MILLIS);
        started.problems().forEach(problem -> loop.refused("The game cannot start: " + problem + "."));
        LoadedConfig loaded = started.config();
        return loaded == null ? null : new Playable(classes, files, loader, source, loaded);
    }

    /** Whether there is one; else it was said. */
    private boolean hasGame(Path classes) throws IOException {
        GameClasses.Found found = GameClasses.in(classes);
        if (found.games().isEmpty()) {
            String hidden = found.hidden().isEmpty() ? "" : " " + found.hidden().get(0) + " is not public.";
            loop.refused("There is no public class that extends " + Game.class.getName() + "." + hidden);
        }
        return !found.games().isEmpty();
    }

    private int serve(Playable game) throws Exception {
        Thread.currentThread().setContextClassLoader(game.loader);
        ServerConfig read = game.config.server();
        ProcessLog.use(read.log());
        TickwireServer server = new TickwireServer(read, site -> new DevSite(project.pages(), board, rules, site));
        return new Serving(server, read, err).run(running -> follow(game, running));
    }

    /** Lets the server follow the author. */
    private void follow(Playable game, TickwireServer server) {
        ServerConfig read = game.config.server();
        GamesReload reload = new GamesReload(
                game.classes,
                game.files,
                game.loader,
                game.source,
                server.rooms(),
                read.swaps(),
                read.rooms().startMillis(),
                board::refused);
        server.setGames(reload);
        if (config != null) {
            new ConfigWatch(game.source, game.config, server, reload::classes).start();
        }
        ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(work -> Threads.daemon(work, "dev"));
        var unused = thread.scheduleWithFixedDelay(() -> look(reload), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        var unusedToo = thread.scheduleWithFixedDelay(board::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** An exception would end all looks that come after. */
    private void look(GamesReload reload) {
        try {
            Path classes = loop.look();
            if (classes != null && hasGame(classes)) {
                reload.takeFrom(classes);
            }
        } catch (IOException e) {
            loop.refused("The game was not taken: " + e.getMessage() + ".");
        } catch (Throwable failure) {
            Failures.log("the files of the game were not looked at", failure);
        }
    }
}

package dev.tickwire.server;

import com.typesafe.config.ConfigUtil;
import dev.tickwire.server.config.ConfigFiles;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.InvalidConfigException;
import dev.tickwire.server.config.LoadedConfig;
import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.directory.DrainSettings;
import dev.tickwire.server.kept.UnusableFileException;
import dev.tickwire.server.log.ProcessLog;
import dev.tickwire.server.saves.StoreException;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tickwire serve}: runs a server until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the server, with the sample pages, until it is interrupted.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(1);

    @Option(names = "--config", paramLabel = "FILE", description = "HOCON file with what differs from the defaults")
    private @Nullable Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on; 0: any free one (default: 8080)")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "address to listen on (default: 127.0.0.1, only this machine; 0.0.0.0: every address of this "
                    + "machine, IPv6 ones too, so that others reach it)")
    private @Nullable String host;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "one setting, over those of the config file")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--web",
            paramLabel = "DIR",
            description = "directory of pages; of several, the first that has a file serves it")
    private List<Path> web = new ArrayList<>();

    @Option(names = "--console", paramLabel = "DIR", description = "directory with the pages of the console")
    private @Nullable Path console;

    @Option(
            names = "--strict",
            description = "checks the rules of all games as they run, and runs each step twice: for development")
    private boolean isStrict;

    @Option(
            names = "--anonymous",
            description = "everybody may join, without a ticket: to be said where others can reach the server")
    private boolean isAnonymous;

    @Mixin
    private GamesOption games = new GamesOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Path> roots = new ArrayList<>();
        for (Path directory : web) {
            if (!Files.isDirectory(directory)) {
                return refuse("--web " + directory + " is not a directory.");
            }
            // Whatever links and dots lead there.
            roots.add(directory.toRealPath());
        }
        ConfigSource source = new ConfigSource(config, allSettings(), games.names(), roots);
        LoadedConfig loaded;
        try {
            loaded = ConfigReader.load(source, new ConfigFiles());
        } catch (InvalidConfigException e) {
            return refuse(String.join(System.lineSeparator(), e.problems()));
        }
        ServerConfig read = loaded.server();
        ProcessLog.use(read.log());
        loaded.files().missingIncludes().forEach(sentence -> LOG.warn("the config: {}", sentence));
        TickwireServer server = new TickwireServer(read);
        try {
            server.start();
        } catch (StoreException e) {
            server.close();
            refuse("The server cannot keep players' rows: " + e.getMessage() + ".");
            return Main.NO_DATABASE;
        } catch (AdminTakenException | UnusableFileException e) {
            server.close();
            return refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            server.close();
            return refuse("The server cannot listen on " + read.transport().host() + ":"
                    + read.transport().port() + ": " + reason(e) + ". Choose another with --port or --host.");
        }
        watch(server);
        GamesReload reload = games.reload(source, server.rooms(), read);
        if (reload != null) {
            server.setGames(reload);
            reload.start();
        }
        if (config != null) {
            new ConfigWatch(source, loaded, server, reload == null ? GamesOption::classes : reload::classes).start();
        }
        serveUntilStopped(server, read.drain());
        return 0;
    }

    /** Sees to it that nothing in the process fails unseen. */
    private static void watch(TickwireServer server) {
        ProcessLog.countIn(server.counters());
        Thread.setDefaultUncaughtExceptionHandler(ServeCommand::onUncaught);
        new MemoryGuard(server.counters()).start();
    }

    /** The JVM would write to standard error by itself, and wait for it. */
    private static void onUncaught(Thread thread, Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            MemoryGuard.end("out of memory in thread " + thread.getName());
        }
        LOG.error("thread {} has ended: a bug in the server", thread.getName(), thrown);
    }

    private static void serveUntilStopped(TickwireServer server, DrainSettings drain) throws InterruptedException {
        ServiceManager manager = new ServiceManager(System.getenv());
        StopSignals.handle(server.drain(), drain);
        if (!server.adminUrl().isEmpty()) {
            System.err.println("console " + server.adminUrl());
        }
        System.out.println("ready " + server.url());
        manager.ready(server.watch());
        for (String url : server.urlsOnTheNetwork()) {
            System.err.println("others on this network open " + url);
        }
        if (server.isOnEveryIpv6Address()) {
            System.err.println("it also listens on every IPv6 address of this machine");
        }
        server.drain().await();
        stop(server, manager);
    }

    private static void stop(TickwireServer server, ServiceManager manager) {
        try {
            manager.stopping();
            server.close();
        } finally {
            ProcessLog.flush(FLUSH_LIMIT);
        }
    }

    private List<String> allSettings() {
        List<String> all = new ArrayList<>(settings);
        if (isStrict) {
            all.add("roomTypeDefaults.strict=true");
        }
        if (isAnonymous) {
            all.add("roomTypeDefaults.auth.mode=anonymous");
        }
        if (console != null) {
            all.add("admin.pages=" + ConfigUtil.quoteString(console.toString()));
        }
        if (port != null) {
            all.add("http.port=" + port);
        }
        if (host != null) {
            all.add("http.host=\"" + host + "\"");
        }
        return all;
    }

    /** The cause that a person can do something about. */
    static String reason(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof UnresolvedAddressException) {
            return "there is no host of that name";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private int refuse(String sentences) {
        if (spec != null) {
            spec.commandLine().getErr().println(sentences);
        }
        return Main.UNUSABLE;
    }
}

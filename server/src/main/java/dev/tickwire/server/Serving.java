package dev.tickwire.server;

import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.directory.DrainSettings;
import dev.tickwire.server.kept.UnusableFileException;
import dev.tickwire.server.log.ProcessLog;
import dev.tickwire.server.saves.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one server in this process, until it is told to stop. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(1);

    private final TickwireServer server;
    private final ServerConfig config;
    private final PrintWriter err;

    /** A server that is not started, and why it cannot be, in {@code err}. */
    Serving(TickwireServer server, ServerConfig config, PrintWriter err) {
        this.server = server;
        this.config = config;
        this.err = err;
    }

    /** Returns an exit status; {@code started} sets up what else goes on while the server runs. */
    int run(Consumer<TickwireServer> started) throws Exception {
        try {
            server.start();
        } catch (StoreException e) {
            server.close();
            err.println("The server cannot keep players' rows: " + e.getMessage() + ".");
            return Main.NO_DATABASE;
        } catch (AdminTakenException | UnusableFileException e) {
            server.close();
            return refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            server.close();
            return refuse("The server cannot listen on " + config.transport().host() + ":"
                    + config.transport().port() + ": " + reason(e) + ". Choose another with --port or --host.");
        }
        watch();
        started.accept(server);
        serveUntilStopped(config.drain());
        return 0;
    }

    /** Sees to it that nothing in the process fails unseen. */
    private void watch() {
        ProcessLog.countIn(server.counters());
        Thread.setDefaultUncaughtExceptionHandler(Serving::onUncaught);
        new MemoryGuard(server.counters()).start();
    }

    /** The JVM would write to standard error by itself, and wait for it. */
    private static void onUncaught(Thread thread, Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            MemoryGuard.end("out of memory in thread " + thread.getName());
        }
        LOG.error("thread {} has ended: a bug in the server", thread.getName(), thrown);
    }

    private void serveUntilStopped(DrainSettings drain) throws InterruptedException {
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
        stop(manager);
    }

    private void stop(ServiceManager manager) {
        try {
            manager.stopping();
            server.close();
        } finally {
            ProcessLog.flush(FLUSH_LIMIT);
        }
    }

    /** The cause that a person can do something about. */
    static String reason(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof UnresolvedAddressException) {
            return "there is no host of that name";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private int refuse(String sentence) {
        err.println(sentence);
        return Main.UNUSABLE;
    }
}

package dev.tickwire.server;

import dev.tickwire.server.directory.Drain;
import dev.tickwire.server.directory.DrainSettings;
import dev.tickwire.server.log.ProcessLog;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process does when it is told to end: by SIGTERM it drains, by SIGINT or SIGHUP it stops, and by a second
 * one, whichever, it ends at once.
 *
 * <p>Shutdown hooks, the JVM's own way, hear of the first signal only. {@code sun.misc.Signal} hears of all; it is in
 * every JDK, and used by reflection since the compiler warns of it and cannot be told not to.
 */
final class StopSignals {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final Duration FLUSH_LIMIT = Duration.ofMillis(200);
    private static final String TERM = "TERM";
    /** What a process that a second signal ended ends with, as shells have it. */
    private static final Map<String, Integer> STATUSES = Map.of("HUP", 129, "INT", 130, TERM, 143);

    private final Drain drain;
    private final DrainSettings settings;
    private boolean wasTold;

    private StopSignals(Drain drain, DrainSettings settings) {
        this.drain = drain;
        this.settings = settings;
    }

    /** From now on signals end the server. */
    static void handle(Drain drain, DrainSettings settings) {
        StopSignals signals = new StopSignals(drain, settings);
        STATUSES.keySet().forEach(signals::handle);
    }

    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object told = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> told(name));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), told);
        } catch (ReflectiveOperationException e) {
            // Windows has no HUP.
            LOG.debug("signal {} cannot be handled", name, e);
        }
    }

    private synchronized @Nullable Object told(String name) {
        if (wasTold) {
            LOG.warn("a second signal has come: the server ends at once");
            ProcessLog.flush(FLUSH_LIMIT);
            Runtime.getRuntime().halt(STATUSES.getOrDefault(name, 1));
        }
        wasTold = true;
        if (name.equals(TERM) && settings.seconds() > 0) {
            drain.begin(settings);
        } else {
            drain.finish();
        }
        return null;
    }
}

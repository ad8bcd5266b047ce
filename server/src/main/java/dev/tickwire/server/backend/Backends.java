package dev.tickwire.server.backend;

import dev.tickwire.server.log.Failures;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.state.RequestType;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backends of a server: one for each that its room types name, which outlives the rooms. Its threads start with the
 * first request. Any thread may use it.
 */
public final class Backends {
    /** How long a server that stops waits for answers. */
    public static final long STOP_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);
    private static final int CLIENT_THREADS = 2;

    private final Counters counters;
    private final UnderWay underWay = new UnderWay();
    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(1, work -> daemon(work, "backend"), new ThreadPoolExecutor.DiscardPolicy());
    private final Map<BackendSettings, Backend> backends = new HashMap<>();
    private @Nullable HttpClient client;

    public Backends(Counters counters) {
        this.counters = counters;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The outbox of a room; may throw whatever the constructor of a class throws that the settings name. */
    public Outbox outbox(String room, String roomType, List<RequestType> kinds, BackendSettings settings) {
        Backend backend = kinds.isEmpty() || settings.isNone() ? null : backend(settings, roomType);
        return new Outbox(
                new Outbox.Origin(room, roomType),
                kinds,
                backend,
                kinds.isEmpty() ? 0 : settings.queue(),
                this::runIn,
                underWay,
                counters);
    }

    private synchronized Backend backend(BackendSettings settings, String roomType) {
        Backend known = backends.get(settings);
        if (known == null) {
            known = settings.className().isEmpty() ? overHttp(settings, roomType) : ofClass(settings);
            backends.put(settings, known);
        }
        return known;
    }

    private Backend overHttp(BackendSettings settings, String roomType) {
        return new HttpBackend(
                "room type " + roomType,
                settings,
                new HttpExchange(client(), URI.create(settings.url())),
                this::runIn,
                () -> System.currentTimeMillis() / 1000,
                () -> ThreadLocalRandom.current().nextDouble(),
                counters);
    }

    private synchronized HttpClient client() {
        if (client == null) {
            Executor threads = Executors.newFixedThreadPool(CLIENT_THREADS, work -> daemon(work, "backend-http"));
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofMillis(STOP_MILLIS))
                    .executor(threads)
                    .build();
        }
        return client;
    }

    private Backend ofClass(BackendSettings settings) {
        Executor own = Executors.newSingleThreadExecutor(work -> daemon(work, "backend-class"));
        return new ClassBackend(
                BackendClass.find(settings.className()).make(), own, this::runIn, settings.timeoutMillis());
    }

    private void runIn(long millis, Runnable work) {
        var unused = scheduler.schedule(() -> tryTo(work), millis, TimeUnit.MILLISECONDS);
    }

    private void tryTo(Runnable work) {
        try {
            work.run();
        } catch (Throwable bug) {
            counters.increment(Counter.LOOP_ERRORS);
            Failures.log("a request to a backend is lost: a bug in the server", bug);
        }
    }

    /**
     * The server stops, and its rooms have ended: waits for their last requests for a time, and gives up the others.
     */
    public void close(long waitMillis) {
        runIn(0, this::hurry);
        try {
            int left = underWay.await(waitMillis);
            if (left > 0) {
                counters.add(Counter.REQUESTS_LOST, left);
                LOG.warn("{} requests to backends are lost: they had no answer when the server stopped", left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scheduler.shutdownNow();
    }

    private synchronized void hurry() {
        for (Backend backend : backends.values()) {
            if (backend instanceof HttpBackend overHttp) {
                overHttp.hurry();
            }
        }
    }
}

package dev.tickwire.client.swarm.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a server says of itself, at the start and each second, on a thread of its own. A server that does not
 * answer is a note in the report, and no error.
 */
public final class ServerMetrics implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final long INTERVAL_MILLIS = 1_000;
    private static final int MOST_BYTES = 16 << 20;

    private final URI metrics;
    private final String token;
    private final Measure measure;
    private final CountDownLatch isClosed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "server-metrics");

    private ServerMetrics(URI metrics, String token, Measure measure) {
        this.metrics = metrics;
        this.token = token;
        this.measure = measure;
    }

    /**
     * Where a server's operators ask, if nobody says: beside a server on this machine with the usual port; null: not
     * known, as another server may be there.
     *
     * @param webSocket where players connect
     */
    public static @Nullable URI usual(URI webSocket) {
        boolean isHere = "127.0.0.1".equals(webSocket.getHost()) || "localhost".equals(webSocket.getHost());
        return isHere && webSocket.getPort() == 8080 ? URI.create("http://127.0.0.1:8081") : null;
    }

    /**
     * Begins, with a first reading, for which it waits some seconds at most.
     *
     * @param admin where the server's operators ask, such as {@code http://127.0.0.1:8081}
     * @param token that it asks operators for; empty: none
     */
    public static ServerMetrics start(URI admin, String token, Measure measure) {
        ServerMetrics started = new ServerMetrics(URI.create(withoutSlash(admin) + "/metrics"), token, measure);
        started.read();
        started.thread.setDaemon(true);
        started.thread.start();
        return started;
    }

    private static String withoutSlash(URI admin) {
        return admin.toString().replaceAll("/+$", "");
    }

    /** Reads no more. */
    @Override
    public void close() {
        isClosed.countDown();
    }

    private void run() {
        try {
            while (!isClosed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                read();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            measure.server(ServerFigures.parse(text()), System.nanoTime());
        } catch (IOException | IllegalArgumentException e) {
            measure.serverAway(metrics + ": " + e.getMessage());
        }
    }

    private String text() throws IOException {
        HttpURLConnection connection = open();
        try {
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            if (!token.isEmpty()) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new IOException("it asks for a token (status " + status
                        + "): give one of its operators' by TICKWIRE_TOKEN or --admin-token");
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("the status is " + status);
            }
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readNBytes(MOST_BYTES), UTF_8);
            }
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open() throws IOException {
        try {
            if (metrics.toURL().openConnection() instanceof HttpURLConnection connection) {
                return connection;
            }
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        throw new IllegalArgumentException("it is no address of HTTP");
    }
}

package dev.tickwire.client.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;
import org.eclipse.jetty.websocket.core.exception.UpgradeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens WebSockets, any number of them on the same few threads. From any thread; {@link #close} breaks those that are
 * still open.
 */
public final class WebSocketClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketClient.class);
    private static final int MAX_MESSAGE_BYTES = 4 << 20;
    private static final int READ_BUFFER_BYTES = 8192;
    private static final int MOST_THREADS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration NO_TIMEOUT = Duration.ZERO;

    private final IoThreads threads;
    private final WebSocketCoreClient client;

    private WebSocketClient(IoThreads threads, WebSocketCoreClient client) {
        this.threads = threads;
        this.client = client;
    }

    /** Starts the threads: half as many as the machine has processors, since a server may be on the same machine. */
    public static WebSocketClient start() {
        int selectors = Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() / 2));
        IoThreads threads = new IoThreads(selectors);
        Executor inline = threads.inline();
        ByteBufferPool buffers = new ArrayByteBufferPool();
        WebSocketComponents components = new WebSocketComponents(null, null, buffers, null, null, inline);
        WebSocketCoreClient client = new WebSocketCoreClient(httpClient(selectors, inline, buffers), components);
        try {
            threads.start();
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the WebSocket client could not be started", e);
        }
        return new WebSocketClient(threads, client);
    }

    /** Starts to connect; the listener hears how that ends. */
    public void connect(URI uri, ConnectionListener listener) {
        Connection connection = new Connection(listener, MAX_MESSAGE_BYTES);
        CoreClientUpgradeRequest request = CoreClientUpgradeRequest.from(client, uri, connection);
        ConfigurationCustomizer configuration = new ConfigurationCustomizer();
        // Frames that take long are handed over in pieces, as they come, so that each piece is a sign of life.
        configuration.setAutoFragment(true);
        configuration.setMaxFrameSize(MAX_MESSAGE_BYTES);
        configuration.setInputBufferSize(READ_BUFFER_BYTES);
        configuration.setIdleTimeout(NO_TIMEOUT);
        request.setConfiguration(configuration);
        try {
            CompletableFuture<CoreSession> connected = client.connect(request);
            connected.exceptionally(failure -> {
                connection.end(disconnect(uri, failure));
                return null;
            });
        } catch (IOException e) {
            connection.end(disconnect(uri, e));
        }
    }

    @Override
    public void close() {
        try {
            client.stop();
            threads.stop();
        } catch (Exception e) {
            LOG.warn("the WebSocket client could not be stopped", e);
        }
    }

    private static HttpClient httpClient(int selectors, Executor inline, ByteBufferPool buffers) {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(selectors);
        connector.setTCPNoDelay(true);
        HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setExecutor(inline);
        http.setByteBufferPool(buffers);
        http.setMaxConnectionsPerDestination(Integer.MAX_VALUE);
        http.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
        http.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        http.setAddressResolutionTimeout(CONNECT_TIMEOUT.toMillis());
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setFollowRedirects(false);
        return http;
    }

    private static Disconnect disconnect(URI uri, Throwable failure) {
        String at = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        if (failure instanceof UpgradeException upgrade && upgrade.getResponseStatusCode() > 0) {
            return Disconnect.upgradeRefused(
                    at + " answered with HTTP status " + upgrade.getResponseStatusCode() + ", not with a WebSocket.");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Disconnect.connectFailed("There is no host " + uri.getHost() + ".");
            }
            if (cause instanceof ConnectException) {
                return Disconnect.connectFailed("Nothing accepts connections at " + at + ".");
            }
            if (cause instanceof TimeoutException || cause instanceof java.net.SocketTimeoutException) {
                return Disconnect.connectFailed(at + " did not answer in time.");
            }
        }
        return Disconnect.connectFailed("The connection to " + at + " failed: " + failure.getMessage());
    }
}

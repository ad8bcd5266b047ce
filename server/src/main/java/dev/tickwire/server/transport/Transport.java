package dev.tickwire.server.transport;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.http.CrossOrigin;
import dev.tickwire.server.http.Origins;
import dev.tickwire.server.http.SafeHeaders;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** The server's sockets: HTTP for pages, and WebSockets on {@code /ws}. */
public final class Transport {
    private static final String PATH = "/ws";
    private static final int FRAGMENT_BYTES = 16 * 1024;
    private static final int INPUT_BUFFER_BYTES = 4 * 1024;
    /** Sockets in addition to those of players: for pages, lobbies and health checks. */
    private static final int SOCKETS_FOR_PAGES = 1_000;
    /** Connections that wait to be accepted, when many players come back at once; the kernel may allow fewer. */
    private static final int ACCEPT_QUEUE = 4_096;

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

    /**
     * How it listens.
     *
     * @param port 0: any free one
     * @param allowedOrigins beside the server's own
     * @param writesOnIoThreads whether frames are written by threads of their own, or by the loops that encode them
     * @param sendBufferBytes what the kernel buffers for a connection; less means that a slow client is noticed earlier
     * @param webRoots directories of pages, real paths; a file is looked for in one after the other
     */
    public record Settings(
            String host,
            int port,
            Set<String> allowedOrigins,
            int maxConnections,
            int maxMessageBytes,
            int selectors,
            boolean writesOnIoThreads,
            int sendBufferBytes,
            List<Path> webRoots) {
        /** Makes settings that hold. */
        public Settings {
            webRoots = List.copyOf(webRoots);
        }
    }

    private final Settings settings;
    private final Counters counters;
    private final Sessions sessions;
    private final Origins origins;
    private final Connections connections = new Connections();
    private final SocketLimit sockets;
    private final Server server;
    private final ServerConnector connector;
    private final RequestDeadlines deadlines;
    private final @Nullable WriteQueue writes;

    /**
     * Makes sockets that are not open yet; {@code sessions} makes a session for each connection and the time at which
     * it opens, and {@code site} answers all that is no upgrade.
     */
    public Transport(Settings settings, Handler site, Counters counters, Sessions sessions) {
        this.settings = settings;
        this.counters = counters;
        this.sessions = sessions;
        origins = new Origins(settings.allowedOrigins());
        sockets = new SocketLimit(settings.maxConnections() + SOCKETS_FOR_PAGES, counters);
        IoThreads threads = new IoThreads(settings.selectors());
        writes = settings.writesOnIoThreads() ? new WriteQueue(threads) : null;
        server = new Server(threads);
        HttpConnectionFactory http = newHttp();
        connector = newConnector(threads, http);
        deadlines = new RequestDeadlines(connector.getScheduler(), REQUEST_LIMIT, counters);
        http.addEventListener(deadlines);
        server.addConnector(connector);
        WebSocketUpgradeHandler upgrades = new WebSocketUpgradeHandler();
        upgrades.addMapping(PATH, new Negotiator());
        upgrades.setHandler(new CrossOrigin(origins, site));
        SafeHeaders headers = new SafeHeaders(settings.allowedOrigins(), upgrades);
        server.setHandler(headers);
        server.setErrorHandler(headers.errors());
    }

    /** Starts to listen; throws an {@link java.io.IOException} if the address is taken. */
    public void start() throws Exception {
        listen();
        server.start();
        deadlines.start();
        connections.start();
    }

    /** Has the kernel take sockets, which wait until it is started. */
    void listen() throws IOException {
        connector.open();
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Whether it listens on all IPv6 addresses of this machine; to Java that and 0.0.0.0 are one. */
    public boolean isOnEveryIpv6Address() {
        try {
            return connector.getTransport() instanceof ServerSocketChannel listening
                    && listening.getLocalAddress() instanceof InetSocketAddress address
                    && address.getAddress() instanceof Inet6Address every
                    && every.isAnyLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("an open socket has an address", e);
        }
    }

    /** Connections that are open. */
    public int connectionCount() {
        return connections.count();
    }

    /** Refuses all upgrades from now on, with the reason that the server stops. */
    public void letNobodyIn() {
        connections.refuse();
    }

    /** Closes all connections with the reason that the server stops, waits until they have ended, and stops. */
    public void stop() throws Exception {
        connections.stop();
        server.stop();
        sockets.close();
    }

    private static HttpConnectionFactory newHttp() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        return new HttpConnectionFactory(http);
    }

    private ServerConnector newConnector(IoThreads threads, HttpConnectionFactory http) {
        ServerConnector made =
                new ServerConnector(server, threads.inline(), null, null, 0, settings.selectors(), http) {
                    @Override
                    protected SelectorManager newSelectorManager(
                            Executor executor, Scheduler scheduler, int selectors) {
                        return new ServerConnectorManager(executor, scheduler, selectors) {
                            @Override
                            protected @Nullable SelectableChannel doAccept(SelectableChannel listening)
                                    throws IOException {
                                return sockets.accept((ServerSocketChannel) listening);
                            }
                        };
                    }

                    @Override
                    protected SocketChannelEndPoint newEndPoint(
                            SocketChannel channel, ManagedSelector selector, SelectionKey key) {
                        SocketChannelEndPoint socket = new ThriftyEndPoint(channel, selector, key, getScheduler());
                        socket.setIdleTimeout(getIdleTimeout());
                        return socket;
                    }
                };
        made.setHost(settings.host());
        made.setPort(settings.port());
        made.setAcceptQueueSize(ACCEPT_QUEUE);
        made.setIdleTimeout(IDLE_LIMIT.toMillis());
        made.setAcceptedSendBufferSize(settings.sendBufferBytes());
        made.addBean(sockets);
        return made;
    }

    /** Decides over upgrades. */
    private final class Negotiator extends WebSocketNegotiator.AbstractNegotiator {
        Negotiator() {
            setMaxFrameSize(FRAGMENT_BYTES);
            setAutoFragment(true);
            setInputBufferSize(INPUT_BUFFER_BYTES);
            setIdleTimeout(Duration.ZERO);
        }

        @Override
        public @Nullable FrameHandler negotiate(
                ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            String origin = request.getHeaders().get(HttpHeader.ORIGIN);
            if (!origins.accepts(origin, request.getHeaders().get(HttpHeader.HOST))) {
                counters.increment(Counter.ORIGINS_REFUSED);
                Response.writeError(
                        request,
                        response,
                        callback,
                        HttpStatus.FORBIDDEN_403,
                        "Pages from this origin may not connect: add it to http.allowedOrigins in the config.");
                return null;
            }
            String problem = Handshake.problemOf(request.getHeaders());
            if (problem != null) {
                counters.increment(Counter.HANDSHAKES_REFUSED);
                Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, problem);
                return null;
            }
            boolean isStopping = connections.isStopping();
            if (isStopping || connections.count() >= settings.maxConnections()) {
                counters.increment(Counter.CONNECTIONS_REFUSED);
                Response.writeError(
                        request,
                        response,
                        callback,
                        HttpStatus.SERVICE_UNAVAILABLE_503,
                        isStopping ? DisconnectReason.SERVER_STOPPING.sentence() : "The server is full.");
                return null;
            }
            response.setExtensions(List.of());
            String address = NetworkAddress.of(request.getConnectionMetaData().getRemoteSocketAddress());
            return new Connection(
                    (outlet, nowNanos) -> sessions.open(outlet, address, nowNanos),
                    connections,
                    settings.maxMessageBytes(),
                    counters,
                    writes);
        }
    }
}

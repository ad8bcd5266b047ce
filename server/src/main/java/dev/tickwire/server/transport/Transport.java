package dev.tickwire.server.transport;

import dev.tickwire.server.address.Addresses;
import dev.tickwire.server.address.NetworkAddress;
import dev.tickwire.server.address.Networks;
import dev.tickwire.server.http.CrossOrigin;
import dev.tickwire.server.http.HostCheck;
import dev.tickwire.server.http.Hosts;
import dev.tickwire.server.http.Origins;
import dev.tickwire.server.http.SafeHeaders;
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
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** The server's sockets: HTTP for pages, and WebSockets on {@code /ws}. */
public final class Transport {
    private static final String PATH = "/ws";
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
     * @param doors who is let in
     * @param writesOnIoThreads whether frames are written by threads of their own, or by the loops that encode them
     * @param sendBufferBytes what the kernel buffers for a connection; less means that a slow client is noticed earlier
     * @param webRoots directories of pages, real paths; a file is looked for in one after the other
     */
    public record Settings(
            String host,
            int port,
            Doors doors,
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

    /**
     * Who is let in, and how.
     *
     * @param allowedOrigins of pages, beside the server's own
     * @param hosts names of the server; see {@link Hosts}
     * @param trustedProxies networks of proxies that say whom they were asked by
     * @param tls null: they come without TLS
     */
    public record Doors(
            Set<String> allowedOrigins,
            Set<String> hosts,
            Networks trustedProxies,
            @Nullable TlsFiles tls) {
        /** Makes settings that hold. */
        public Doors {
            allowedOrigins = Set.copyOf(allowedOrigins);
            hosts = Set.copyOf(hosts);
        }
    }

    private final Settings settings;
    private final Connections connections = new Connections();
    private final SocketLimit sockets;
    private final Server server;
    private final ServerConnector connector;
    private final RequestDeadlines deadlines;
    private final @Nullable WriteQueue writes;
    private final @Nullable TlsContext tls;

    /**
     * Makes sockets that are not open yet; {@code sessions} makes a session for each connection and the time at which
     * it opens, and {@code site} answers all that is no upgrade.
     */
    public Transport(Settings settings, Handler site, Addresses addresses, Counters counters, Sessions sessions) {
        this.settings = settings;
        Origins origins = new Origins(settings.doors().allowedOrigins());
        sockets = new SocketLimit(settings.maxConnections() + SOCKETS_FOR_PAGES, addresses, counters);
        IoThreads threads = new IoThreads(settings.selectors());
        writes = settings.writesOnIoThreads() ? new WriteQueue(threads) : null;
        server = new Server(threads);
        HttpConnectionFactory http = newHttp();
        tls = settings.doors().tls() == null
                ? null
                : new TlsContext(settings.doors().tls(), counters);
        connector = newConnector(threads, protocols(http));
        deadlines = new RequestDeadlines(connector.getScheduler(), REQUEST_LIMIT, counters);
        http.addEventListener(deadlines);
        server.addConnector(connector);
        WebSocketUpgradeHandler upgrades = new WebSocketUpgradeHandler();
        upgrades.addMapping(PATH, new Upgrades(settings, origins, connections, addresses, counters, sessions, writes));
        upgrades.setHandler(new CrossOrigin(origins, site));
        Hosts hosts = new Hosts(settings.doors().hosts(), settings.host());
        SafeHeaders headers =
                new SafeHeaders(settings.doors().allowedOrigins(), new HostCheck(hosts, counters, upgrades));
        server.setHandler(headers);
        server.setErrorHandler(headers.errors());
    }

    /**
     * Starts to listen; throws an {@link java.io.IOException} if the address is taken, and a
     * {@link TlsFiles.UnusableException} if the certificate is none any more.
     */
    public void start() throws Exception {
        if (tls != null) {
            tls.load();
        }
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

    /** Whether it is a proxy that may say in the PROXY protocol whom it was asked by. */
    private boolean isTrusted(EndPoint socket) {
        return settings.doors().trustedProxies().contains(NetworkAddress.ofPeer(socket.getRemoteSocketAddress()));
    }

    private static HttpConnectionFactory newHttp() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        return new HttpConnectionFactory(http);
    }

    private ConnectionFactory[] protocols(HttpConnectionFactory http) {
        return tls == null
                ? new ConnectionFactory[] {http}
                : new ConnectionFactory[] {new SslConnectionFactory(tls.factory(), http.getProtocol()), http};
    }

    /** Shows new connections the certificate that is in the files now; called now and then, by one thread. */
    public void renewCertificate() {
        if (tls != null) {
            tls.renew();
        }
    }

    private ServerConnector newConnector(IoThreads threads, ConnectionFactory... protocols) {
        ProxiedConnections proxied = new ProxiedConnections(protocols[0]);
        ServerConnector made =
                new ServerConnector(server, threads.inline(), null, null, 0, settings.selectors(), protocols) {
                    @Override
                    protected SelectorManager newSelectorManager(
                            Executor executor, Scheduler scheduler, int selectors) {
                        return new ServerConnectorManager(executor, scheduler, selectors) {
                            @Override
                            protected @Nullable SelectableChannel doAccept(SelectableChannel listening)
                                    throws IOException {
                                return sockets.accept((ServerSocketChannel) listening);
                            }

                            @Override
                            public Connection newConnection(
                                    SelectableChannel channel, EndPoint endPoint, Object attachment)
                                    throws IOException {
                                return isTrusted(endPoint)
                                        ? proxied.newConnection(connector, endPoint)
                                        : super.newConnection(channel, endPoint, attachment);
                            }

                            @Override
                            protected ManagedSelector newSelector(int id) {
                                return new LastingSelector(this, id);
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
}

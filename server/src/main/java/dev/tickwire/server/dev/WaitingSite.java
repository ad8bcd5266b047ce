package dev.tickwire.server.dev;

import dev.tickwire.server.http.HostCheck;
import dev.tickwire.server.http.Hosts;
import dev.tickwire.server.http.PageFiles;
import dev.tickwire.server.http.SafeHeaders;
import dev.tickwire.server.metrics.Counters;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the pages of a game that cannot be played yet, so that they can show why. */
public final class WaitingSite {
    private static final int MOST_THREADS = 8;

    private final Server server;
    private final ServerConnector connector;

    /** A site that is not open yet; it is where the server will be. */
    public WaitingSite(InetSocketAddress address, List<Path> webRoots, Board board, RulesDesk rules) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setName("waiting");
        server = new Server(threads);
        server.setStopTimeout(0);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        Handler.Sequence files = new Handler.Sequence();
        webRoots.forEach(root -> files.addHandler(new PageFiles(root)));
        DevSite site = new DevSite(webRoots, board, rules, files);
        SafeHeaders headers = new SafeHeaders(
                Set.of(), new HostCheck(new Hosts(Set.of(), address.getHostString()), new Counters(), site));
        server.setHandler(headers);
        server.setErrorHandler(headers.errors());
    }

    /** Opens it; an {@code IOException} if the port is taken. */
    public void open() throws Exception {
        server.start();
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Closes it. */
    public void close() throws Exception {
        server.stop();
    }
}

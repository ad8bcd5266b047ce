package dev.tickwire.server.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.HostCheck;
import dev.tickwire.server.http.Hosts;
import dev.tickwire.server.http.PageFiles;
import dev.tickwire.server.http.SafeHeaders;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.world.Game;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Shows one recording to a browser on this machine: a page asks for a tick, and gets what the world was then. The
 * recording is played here, where the game's rules are.
 */
public final class Viewer {
    private static final String HOST = "127.0.0.1";
    private static final int MOST_THREADS = 8;

    private final Server server;
    private final ServerConnector connector;

    /**
     * Plays a recording through once; {@link #start} opens it.
     *
     * @param name of its file
     * @param pages directory that has replay.html
     * @param port 0: any that is free
     */
    public Viewer(Film film, Supplier<Game> games, String name, Path pages, int port)
            throws MalformedRecordingException {
        Screening screening = new Screening(film, games, name);
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setName("viewer");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        server.addConnector(connector);
        Handler.Sequence site = new Handler.Sequence(
                new Answers(Map.of(
                        Answers.API + "recording", query -> screening.about(), Answers.API + "tick", screening::tick)),
                new Drawings(wanted -> wanted.equals(screening.game()) ? games : null),
                new PageFiles(pages));
        SafeHeaders headers = new SafeHeaders(Set.of(), new HostCheck(new Hosts(Set.of(), HOST), new Counters(), site));
        server.setHandler(headers);
        server.setErrorHandler(headers.errors());
    }

    /** Opens it; an {@code IOException} if the port is taken. */
    public void start() throws Exception {
        server.start();
    }

    /** Waits until the process is told to end. */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Closes it. */
    public void stop() throws Exception {
        server.stop();
    }

    /** Where its page is. */
    public String url() {
        return "http://" + HOST + ":" + connector.getLocalPort() + "/replay.html";
    }
}

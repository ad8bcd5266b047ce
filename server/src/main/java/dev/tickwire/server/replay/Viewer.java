package dev.tickwire.server.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.console.WorldTables;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.HostCheck;
import dev.tickwire.server.http.Hosts;
import dev.tickwire.server.http.PageFiles;
import dev.tickwire.server.http.SafeHeaders;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.world.Game;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Shows one recording to a browser on this machine: a page asks for a tick, and gets what the world was then. The
 * recording is played here, where the game's rules are.
 */
public final class Viewer {
    private static final String HOST = "127.0.0.1";
    private static final int MOST_THREADS = 8;

    private final Film film;
    private final FrameJson frames;
    private final Map<String, Object> about;
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
        this.film = film;
        frames = new FrameJson(film);
        about = about(name, Timeline.of(film, games));
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
                        Answers.API + "recording", query -> Answer.json(about), Answers.API + "tick", this::tick)),
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

    private Map<String, Object> about(String name, Map<String, Object> timeline) {
        RecordingHead head = film.recording().head();
        Map<String, Object> all = new LinkedHashMap<>(timeline);
        all.put("file", name);
        all.put("room", head.getRoom());
        all.put("type", head.getRoomType());
        all.put("game", head.getGame());
        all.put("server", head.getServer());
        all.put("reason", head.getReason());
        all.put("savedMillis", head.getSavedMillis());
        all.put("problems", film.recording().problems());
        List<Map<String, Object>> tables = new ArrayList<>(WorldTables.describe(film.schema(), film.placements()));
        tables.add(WorldTables.describe(film.schema().inputs()));
        all.put("tables", tables);
        return all;
    }

    /** Asked by one thread at a time, since a film is at one tick. */
    private synchronized Answer tick(Fields query) {
        String at = query.getValue("at");
        if (at == null || !at.matches("[0-9]{1,10}")) {
            return Answer.problem(HttpStatus.BAD_REQUEST_400, "at must be the number of a tick.");
        }
        String table = query.getValue("table");
        try {
            film.goTo((int) Math.min(Integer.MAX_VALUE, Long.parseLong(at)));
            return Answer.json(frames.frame(table == null ? "" : table, "true".equals(query.getValue("changed"))));
        } catch (MalformedRecordingException e) {
            return Answer.problem(
                    HttpStatus.UNPROCESSABLE_ENTITY_422, "The recording cannot be played: " + e.sentence() + ".");
        } catch (Throwable thrown) {
            String sentence = GameFailure.sentence(film.recording().head().getGame(), thrown);
            return Answer.problem(HttpStatus.UNPROCESSABLE_ENTITY_422, "It ends before that tick: " + sentence + ".");
        }
    }
}

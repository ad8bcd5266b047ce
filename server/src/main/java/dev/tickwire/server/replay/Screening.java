package dev.tickwire.server.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.console.WorldTables;
import dev.tickwire.server.http.Answer;
import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.world.Game;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** A film as a page asks for it: what it is of, and one tick after the other. */
public final class Screening {
    private final Film film;
    private final FrameJson frames;
    private final Answer about;

    /** Plays it through once; {@code name} is that of its file. */
    public Screening(Film film, Supplier<Game> games, String name) throws MalformedRecordingException {
        this.film = film;
        frames = new FrameJson(film);
        about = Answer.json(about(name, Timeline.of(film, games), Drawing.of(game(), games.get())));
    }

    private Map<String, Object> about(String name, Map<String, Object> timeline, @Nullable Drawing drawing) {
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
        if (drawing != null) {
            all.put("drawing", drawing.url());
        }
        return all;
    }

    /** What the recording calls its game. */
    String game() {
        return film.recording().head().getGame();
    }

    /** What it is of, and what happens in it. */
    public Answer about() {
        return about;
    }

    /**
     * The tick {@code at}, with the rows of {@code table}. Asked by one thread at a time, since a film is at one tick.
     */
    public synchronized Answer tick(Fields query) {
        String at = query.getValue("at");
        if (at == null || !at.matches("[0-9]{1,10}")) {
            return Answer.problem(HttpStatus.BAD_REQUEST_400, "at must be the number of a tick.");
        }
        String table = query.getValue("table");
        try {
            film.goTo((int) Math.min(Integer.MAX_VALUE, Long.parseLong(at)));
            Map<String, Object> frame =
                    frames.frame(table == null ? "" : table, "true".equals(query.getValue("changed")));
            if ("true".equals(query.getValue("world"))) {
                frame.put("world", frames.world());
            }
            return Answer.json(frame);
        } catch (MalformedRecordingException e) {
            return Answer.problem(
                    HttpStatus.UNPROCESSABLE_ENTITY_422, "The recording cannot be played: " + e.sentence() + ".");
        } catch (Throwable thrown) {
            String sentence = GameFailure.sentence(film.recording().head().getGame(), thrown);
            return Answer.problem(HttpStatus.UNPROCESSABLE_ENTITY_422, "It ends before that tick: " + sentence + ".");
        }
    }
}

package dev.tickwire.server.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.replay.Replay;
import dev.tickwire.proto.replay.Verification;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a recording from its beginning to its end, for a line of time. It is played through for that, and its
 * film keeps moments on the way.
 */
final class Timeline {
    /** Events are counted in so many parts of the recording. */
    static final int PARTS = 400;

    private static final int MOST_LINES = 2000;
    private static final int MOST_EVENTS_PER_TICK = 65_536;

    private final Film film;
    private final Recording recording;
    private final EntryText text;
    private final List<String> kinds;
    private final int[][] counts;
    private final List<Map<String, Object>> lines = new ArrayList<>();
    private final EventLog events;
    private String failure = "";
    private int lastTick;
    private double tickRateHz = 1;

    private Timeline(Film film) {
        this.film = film;
        recording = film.recording();
        text = new EntryText(film.schema());
        kinds = film.schema().events().stream().map(kind -> kind.name()).toList();
        counts = new int[kinds.size()][PARTS];
        events = new EventLog(film.schema(), MOST_EVENTS_PER_TICK);
        lastTick = recording.firstTick();
    }

    /** As a map for JSON. */
    static Map<String, Object> of(Film film, Supplier<Game> games) throws MalformedRecordingException {
        Timeline timeline = new Timeline(film);
        timeline.play(games);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("firstTick", timeline.recording.firstTick());
        all.put("lastTick", timeline.lastTick);
        all.put("tickRateHz", timeline.tickRateHz);
        all.put("lines", timeline.lines);
        Map<String, Object> byKind = new LinkedHashMap<>();
        for (int kind = 0; kind < timeline.kinds.size(); kind++) {
            List<Integer> parts = new ArrayList<>();
            for (int count : timeline.counts[kind]) {
                parts.add(count);
            }
            byKind.put(timeline.kinds.get(kind), parts);
        }
        all.put("events", byKind);
        all.put("failure", timeline.failure);
        all.put("verified", Verification.of(film.recording(), games).sentence());
        return all;
    }

    private void play(Supplier<Game> games) throws MalformedRecordingException {
        Watcher watcher = new Watcher();
        Replay replay = new Replay(recording, 0, games, watcher);
        watcher.replay = replay;
        try {
            replay.play();
            if (replay.endsBeforeFailure()) {
                replay.stepBeyond();
            }
        } catch (MalformedRecordingException e) {
            throw e;
        } catch (Throwable thrown) {
            failure = GameFailure.sentence(recording.head().getGame(), thrown);
            add(lastTick, "failure", "the next step throws: " + failure);
        }
        lastTick = Math.min(lastTick, recording.lastTick());
        tickRateHz = replay.tickRateHz();
    }

    private void add(int tick, String kind, String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(Map.of("tick", tick, "kind", kind, "text", line));
        }
    }

    private final class Watcher implements Replay.Listener {
        private @Nullable Replay replay;
        private long seen;

        @Override
        public void stepped(Simulation simulation) throws MalformedRecordingException {
            lastTick = simulation.tick();
            if (replay != null) {
                film.keep(replay);
            }
            simulation.appendEvents(events);
            int part = (int) ((long) (lastTick - recording.firstTick())
                    * (PARTS - 1)
                    / Math.max(1, recording.lastTick() - recording.firstTick()));
            for (long event = Math.max(seen, events.first()); event < events.end(); event++) {
                counts[events.kind(event)][Math.min(part, PARTS - 1)]++;
            }
            seen = events.end();
        }

        @Override
        public void done(JournalEntry entry, Simulation simulation) {
            switch (entry.getChangeCase()) {
                case MARK -> add(simulation.tick(), "mark", text.of(entry));
                case JOIN, LEAVE -> add(simulation.tick(), "people", text.of(entry));
                case TUNING, LOCK, ENDING -> add(simulation.tick(), "room", text.of(entry));
                default -> {}
            }
        }
    }
}

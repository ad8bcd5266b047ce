package dev.tickwire.server.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.replay.Replay;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A recording in which one can go to any tick: it goes on from where it is, or from the nearest moment before that it
 * {@linkplain #keep keeps}, or begins at a checkpoint of the recording. Not thread-safe.
 */
public final class Film {
    private static final int MOST_EVENTS = 4096;
    private static final int UNKNOWN = -2;
    /** Each takes as much memory as the world, about. */
    private static final int MOST_MOMENTS = 250;

    private static final long MOST_MOMENT_BYTES = 128 << 20;
    /** So many steps are done in no time. */
    private static final int LEAST_TICKS_BETWEEN = 20;

    private final Recording recording;
    private final Supplier<Game> games;
    private final Schema schema;
    private final List<Placement> placements;
    private final List<Entry> entries = new ArrayList<>();
    private final TreeMap<Integer, Replay.Bookmark> moments = new TreeMap<>();
    private final int mostMoments;
    private EventLog events;
    private Snapshot now;
    private Snapshot before;
    private @Nullable Replay replay;
    private int target;

    /** Something that was recorded when so many steps were done. */
    record Entry(int tick, JournalEntry what) {}

    /** Of a game whose recording it is. */
    public Film(Recording recording, Supplier<Game> games) {
        this.recording = recording;
        this.games = games;
        Simulation sample = new Simulation(games.get(), 1, 0);
        schema = sample.schema();
        placements = sample.placements();
        now = new Snapshot(schema);
        before = new Snapshot(schema);
        events = new EventLog(schema, MOST_EVENTS);
        mostMoments = (int) Math.max(
                1, Math.min(MOST_MOMENTS, MOST_MOMENT_BYTES / Integer.BYTES / Math.max(1, schema.cellCount())));
    }

    Recording recording() {
        return recording;
    }

    Schema schema() {
        return schema;
    }

    List<Placement> placements() {
        return placements;
    }

    /** Goes to when so many steps were done, or as near to it as there is something; throws what rules throw. */
    public void goTo(int tick) throws MalformedRecordingException {
        target = Math.max(recording.firstTick(), Math.min(tick, recording.lastTick()));
        Replay playing = replay;
        Map.Entry<Integer, Replay.Bookmark> moment = moments.floorEntry(target - 1);
        int start = recording.startBefore(Math.max(recording.firstTick(), target - 1));
        int from = moment == null ? recording.chunks().get(start).firstTick() : moment.getKey();
        if (playing == null || playing.tick() > target || playing.tick() < from) {
            playing = new Replay(recording, start, games, new Camera());
            if (moment != null) {
                playing.goTo(moment.getValue());
            }
            entries.clear();
            events = new EventLog(schema, MOST_EVENTS);
            now.setTick(UNKNOWN);
            before.setTick(UNKNOWN);
            if (playing.tick() == target - 1 && moment != null) {
                shoot(playing.simulation());
            }
        }
        // Where rules throw, there is nothing to go on from.
        replay = null;
        entries.removeIf(entry -> entry.tick() < target - 1);
        playing.playTo(target);
        if (now.tick() != playing.tick()) {
            shoot(playing.simulation());
        }
        replay = playing;
    }

    /** Keeps where a replay of it is, now and then, to begin there: so nothing is far away. */
    void keep(Replay playing) throws MalformedRecordingException {
        int between = Math.max(LEAST_TICKS_BETWEEN, (recording.lastTick() - recording.firstTick()) / mostMoments);
        if (playing.tick() % between == 0) {
            moments.put(playing.tick(), playing.bookmark());
        }
    }

    private void shoot(Simulation simulation) {
        Snapshot last = before;
        before = now;
        now = last;
        simulation.capture(now);
    }

    /** The world after the step. */
    Snapshot now() {
        return now;
    }

    /** The world a tick before; null: the recording begins here, or goes on here after a hole. */
    @Nullable
    Snapshot before() {
        return before.tick() == now.tick() - 1 ? before : null;
    }

    /** What happened in the step; those of its tick. */
    EventLog events() {
        return events;
    }

    /** What came before the step, and what was recorded after it and before the next. */
    List<Entry> entries() {
        return entries;
    }

    /** Keeps what is around the wanted tick. */
    private final class Camera implements Replay.Listener {
        @Override
        public void stepped(Simulation simulation) {
            if (simulation.tick() >= target - 1) {
                shoot(simulation);
                simulation.appendEvents(events);
            }
        }

        @Override
        public void done(JournalEntry entry, Simulation simulation) {
            if (simulation.tick() >= target - 1) {
                if (now.tick() != simulation.tick()) {
                    shoot(simulation);
                }
                entries.add(new Entry(simulation.tick(), entry));
            }
        }
    }
}

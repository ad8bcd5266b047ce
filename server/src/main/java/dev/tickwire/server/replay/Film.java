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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A recording in which one can go to any tick: it goes on from where it is, or begins at the checkpoint of the
 * recording that is nearest before. Not thread-safe.
 */
public final class Film {
    private static final int MOST_EVENTS = 4096;
    private static final int UNKNOWN = -2;

    private final Recording recording;
    private final Supplier<Game> games;
    private final Schema schema;
    private final List<Placement> placements;
    private final List<Entry> entries = new ArrayList<>();
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
        if (playing == null || !isNearer(playing.tick())) {
            int start = recording.startBefore(Math.max(recording.firstTick(), target - 1));
            playing = new Replay(recording, start, games, new Camera());
            entries.clear();
            events = new EventLog(schema, MOST_EVENTS);
            now.setTick(UNKNOWN);
            before.setTick(UNKNOWN);
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

    /** Whether going on is no longer than beginning at a checkpoint. */
    private boolean isNearer(int tick) {
        int start = recording
                .chunks()
                .get(recording.startBefore(Math.max(recording.firstTick(), target - 1)))
                .firstTick();
        return start <= tick && tick <= target;
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

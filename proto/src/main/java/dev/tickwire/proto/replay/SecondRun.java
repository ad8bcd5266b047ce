package dev.tickwire.proto.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.simulation.state.Difference;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Game;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays ticks of a recording twice, side by side: what rules do differently from one time to the next is known to the
 * cell then, as both worlds are there.
 */
final class SecondRun {
    private SecondRun() {}

    /** A sentence of what two runs of these ticks say about why they differ from what was recorded. */
    static String sentence(Recording recording, Supplier<? extends Game> games, int fromTick, int toTick)
            throws MalformedRecordingException {
        try {
            return found(recording, games, fromTick, toTick);
        } catch (MalformedRecordingException e) {
            throw e;
        } catch (Throwable thrown) {
            // It is what the first run has thrown, or else that is news of its own.
            return "Played twice more, its rules threw " + thrown.getClass().getName() + ".";
        }
    }

    private static String found(Recording recording, Supplier<? extends Game> games, int fromTick, int toTick)
            throws MalformedRecordingException {
        int start = recording.startBefore(fromTick);
        Replay one = new Replay(recording, start, games, new Replay.Listener() {});
        Replay other = new Replay(recording, start, games, new Replay.Listener() {});
        Snapshot was = null;
        Snapshot then = null;
        for (int tick = recording.chunks().get(start).firstTick() + 1; tick <= toTick; tick++) {
            one.playTo(tick);
            other.playTo(tick);
            was = captured(one, was);
            then = captured(other, then);
            Difference difference = Difference.first(was, then);
            if (difference != null) {
                return "Played twice, its rules come to something else each time, first at tick " + tick + ": "
                        + difference.what() + " was " + difference.was() + " the one time, and " + difference.then()
                        + " the other.";
            }
        }
        return "Played twice, it comes out the same both times: its rules were changed since, or what they read beside"
                + " the world was.";
    }

    private static Snapshot captured(Replay replay, @Nullable Snapshot into) throws MalformedRecordingException {
        Snapshot taken = into == null ? new Snapshot(replay.simulation().schema()) : into;
        replay.simulation().capture(taken);
        return taken;
    }
}

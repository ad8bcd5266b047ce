package dev.tickwire.server.broadcast;

import dev.tickwire.simulation.interest.Outlook;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;
import java.util.Objects;

/** What a player was sent of each layer: last, and the time before. Belongs to the room's loop. */
final class SentLayers {
    private final Sight[] previous;
    private final Sight[] baselines;
    private final Sight[] now;
    private final View[] next;
    private final boolean[] isAppended;
    private final boolean[] hasChanges;
    private final Outlook outlook;

    SentLayers(Schema schema, int count) {
        previous = new Sight[count];
        baselines = new Sight[count];
        now = new Sight[count];
        next = new View[count];
        isAppended = new boolean[count];
        hasChanges = new boolean[count];
        outlook = new Outlook(schema);
        for (int layer = 0; layer < count; layer++) {
            previous[layer] = Sight.through(new View(schema));
            baselines[layer] = Sight.through(new View(schema));
            now[layer] = Sight.through(new View(schema));
            next[layer] = viewOf(now[layer]);
        }
    }

    /** From where what stands was chosen that was sent. */
    Outlook outlook() {
        return outlook;
    }

    /** To be filled with what is to be sent of each layer. */
    View[] next() {
        return next;
    }

    Sight previous(int layer) {
        return previous[layer];
    }

    Sight baseline(int layer) {
        return baselines[layer];
    }

    Sight now(int layer) {
        return now[layer];
    }

    Sight[] baselines() {
        return baselines;
    }

    /** Whether the snapshots of all that was sent last are still in the history. */
    boolean areKnown() {
        for (int layer = 0; layer < baselines.length; layer++) {
            if (baselines[layer].hasLooked() && !baselines[layer].isKnown()) {
                return false;
            }
        }
        return true;
    }

    /** How many layers there are up to the last one whose baseline is in a snapshot not later than that tick. */
    int countUntilOld(int tick) {
        int count = 0;
        for (int layer = 0; layer < baselines.length; layer++) {
            if (baselines[layer].hasLooked() && baselines[layer].snapshot().tick() <= tick) {
                count = layer + 1;
            }
        }
        return count;
    }

    /** Tick of the oldest snapshot that a baseline is in. */
    int oldestTick() {
        int oldest = Integer.MAX_VALUE;
        for (Sight baseline : baselines) {
            if (baseline.hasLooked()) {
                oldest = Math.min(oldest, baseline.snapshot().tick());
            }
        }
        return oldest;
    }

    /** Nothing was sent. */
    void forget() {
        outlook.forget();
        for (int layer = 0; layer < baselines.length; layer++) {
            previous[layer].forget();
            baselines[layer].forget();
            viewOf(baselines[layer]).clear();
        }
    }

    /** What is {@link #next} of a layer is that of a snapshot. */
    void look(int layer, Snapshot snapshot) {
        now[layer].look(snapshot);
    }

    /** What is {@link #next} of a layer is in the frame; {@link #settle} follows. */
    void appended(int layer, boolean changes) {
        isAppended[layer] = true;
        hasChanges[layer] = changes;
    }

    /**
     * The frame is sent, or not. A layer with changes that is sent becomes the baseline, with {@link #next} as what it
     * shows. A layer without changes stays the baseline, which is found in the newer snapshot from now on.
     */
    void settle(boolean sent) {
        for (int layer = 0; layer < isAppended.length; layer++) {
            if (isAppended[layer]) {
                isAppended[layer] = false;
                if (sent && hasChanges[layer]) {
                    advance(layer);
                } else {
                    renew(layer);
                }
            }
        }
    }

    private void advance(int layer) {
        Sight oldest = previous[layer];
        previous[layer] = baselines[layer];
        baselines[layer] = now[layer];
        now[layer] = oldest;
        next[layer] = viewOf(oldest);
    }

    private void renew(int layer) {
        Sight same = baselines[layer];
        baselines[layer] = now[layer];
        baselines[layer].backdate(same);
        now[layer] = same;
        next[layer] = viewOf(same);
    }

    private static View viewOf(Sight sight) {
        return Objects.requireNonNull(sight.view());
    }
}

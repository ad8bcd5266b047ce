package dev.tickwire.server.room;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;
import java.util.Objects;

/** What a player was sent of each layer: last, and the time before. Belongs to the room's loop. */
final class PlayerLayers {
    private final Sight[] previous;
    private final Sight[] baselines;
    private final Sight[] now;
    private final View[] next;

    PlayerLayers(Schema schema, int count) {
        previous = new Sight[count];
        baselines = new Sight[count];
        now = new Sight[count];
        next = new View[count];
        for (int layer = 0; layer < count; layer++) {
            previous[layer] = Sight.through(new View(schema));
            baselines[layer] = Sight.through(new View(schema));
            now[layer] = Sight.through(new View(schema));
            next[layer] = viewOf(now[layer]);
        }
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

    /** Nothing was sent. */
    void forget() {
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

    /** What was {@link #next} of a layer is sent. */
    void advance(int layer) {
        Sight oldest = previous[layer];
        previous[layer] = baselines[layer];
        baselines[layer] = now[layer];
        now[layer] = oldest;
        next[layer] = viewOf(oldest);
    }

    /**
     * What was {@link #next} of a layer is what was sent last: nothing is sent, and the baseline is found in the newer
     * snapshot from now on.
     */
    void renew(int layer) {
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

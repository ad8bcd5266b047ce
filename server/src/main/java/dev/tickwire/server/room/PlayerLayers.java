package dev.tickwire.server.room;

import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;

/** What a player was sent of each layer: last, and the time before. Belongs to the room's loop. */
final class PlayerLayers {
    private final Sight[] previous = new Sight[Radii.TIERS];
    private final Sight[] baselines = new Sight[Radii.TIERS];
    private final Sight[] now = new Sight[Radii.TIERS];
    private final View[] next = new View[Radii.TIERS];
    private final View[][] views = new View[Radii.TIERS][3];
    private final int[] turn = new int[Radii.TIERS];
    private final boolean[] used = new boolean[Radii.TIERS];

    PlayerLayers(Schema schema) {
        for (int layer = 0; layer < Radii.TIERS; layer++) {
            for (int i = 0; i < 3; i++) {
                views[layer][i] = new View(schema);
            }
            previous[layer] = Sight.through(views[layer][0]);
            baselines[layer] = Sight.through(views[layer][1]);
            now[layer] = Sight.through(views[layer][2]);
            showNext(layer);
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
        for (int layer = 0; layer < Radii.TIERS; layer++) {
            if (used[layer] && !baselines[layer].isKnown()) {
                return false;
            }
        }
        return true;
    }

    /** Nothing was sent. */
    void forget() {
        for (int layer = 0; layer < Radii.TIERS; layer++) {
            previous[layer].forget();
            baselines[layer].forget();
            views[layer][(turn[layer] + 1) % 3].clear();
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
        turn[layer] = (turn[layer] + 1) % 3;
        used[layer] = true;
        showNext(layer);
    }

    private void showNext(int layer) {
        next[layer] = views[layer][(turn[layer] + 2) % 3];
    }
}

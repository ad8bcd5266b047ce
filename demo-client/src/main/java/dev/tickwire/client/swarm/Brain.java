package dev.tickwire.client.swarm;

import dev.tickwire.simulation.state.Snapshot;
import org.jspecify.annotations.Nullable;

/** What decides a bot's inputs. Seeded, so that the same snapshots lead to the same inputs; one thread at a time. */
interface Brain {
    /**
     * Fills in the input for the next tick.
     *
     * @param previous the snapshot before the newest, from which speeds can be told; null: there is none
     * @param now the newest snapshot
     * @param input a legal raw value per column of the schema's inputs, as left by the call before; 0 at first, or the
     *     nearest legal one
     */
    void decide(@Nullable Snapshot previous, Snapshot now, int[] input);
}

package dev.tickwire.client.swarm.bot;

import dev.tickwire.simulation.state.Snapshot;
import org.jspecify.annotations.Nullable;

/** Decides a bot's inputs. It has a seed. One thread at a time. */
interface Pilot {
    /**
     * Fills in the input for the next tick.
     *
     * @param now the newest snapshot; null: the bot decodes none
     * @param input a legal raw value per column of the schema's inputs, as left by the call before; at first, each
     *     column's {@code restingRaw}
     */
    void decide(@Nullable Snapshot now, int[] input);
}

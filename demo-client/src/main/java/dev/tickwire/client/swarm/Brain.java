package dev.tickwire.client.swarm;

import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What decides a bot's inputs. Seeded, so that the same snapshots lead to the same inputs; one thread at a time. */
interface Brain {
    /** A brain for a room's game: a pilot for the sample game, random inputs for any other. */
    static Brain of(Welcome told, Schema schema, SplittableRandom random) {
        ArenaView arena = ArenaView.of(schema, told.getTunablesList());
        return arena == null
                ? new RandomBrain(schema.inputs(), told.getTickRateHz(), random)
                : new PilotBrain(arena, told.getPlayer(), told.getTickRateHz(), random);
    }

    /**
     * Fills in the input for the next tick.
     *
     * @param previous the snapshot before the newest, from which speeds can be told; null: there is none
     * @param now the newest snapshot
     * @param input a legal raw value per column of the schema's inputs, as left by the call before; at first, each
     *     column's {@code restingRaw}
     */
    void decide(@Nullable Snapshot previous, Snapshot now, int[] input);
}

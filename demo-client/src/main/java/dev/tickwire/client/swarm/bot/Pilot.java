package dev.tickwire.client.swarm.bot;

import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides a bot's inputs. It has a seed: the same snapshots lead to the same inputs. One thread at a time. */
interface Pilot {
    /** One for a room's game: it flies in the sample game, and does anything legal in any other. */
    static Pilot of(Welcome welcome, Schema schema, SplittableRandom random) {
        ArenaView arena = ArenaView.of(schema, welcome.getTunablesList());
        return arena == null
                ? new RandomPilot(schema.inputs(), welcome.getTickRateHz(), random)
                : new ArenaPilot(arena, welcome.getPlayer(), welcome.getTickRateHz(), random);
    }

    /**
     * Fills in the input for the next tick.
     *
     * @param previous the snapshot before the newest, to compute speeds from; null: there is none
     * @param now the newest snapshot
     * @param input a legal raw value per column of the schema's inputs, as left by the call before; at first, each
     *     column's {@code restingRaw}
     */
    void decide(@Nullable Snapshot previous, Snapshot now, int[] input);
}

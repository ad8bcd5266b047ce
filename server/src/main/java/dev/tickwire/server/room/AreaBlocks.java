package dev.tickwire.server.room;

import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.simulation.interest.AreaOfInterest;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Simulation;

/**
 * For rooms in which each player sees what is near, and what is further away less often: blocks for each player alone,
 * one per layer that is due.
 */
final class AreaBlocks implements Blocks {
    private final Simulation simulation;
    private final Radii radii;
    private final AreaOfInterest area;
    private final Encoders encoders;
    private final StateHash hash;
    private final CounterBatch counters;
    private final Eye eye = new Eye();
    private final Snapshot seen;
    private Snapshot now;
    private int snapshotCount;
    /** Tiers that the blocks appended last are of. */
    private int due;

    AreaBlocks(Simulation simulation, Radii radii, CounterBatch counters) {
        this.simulation = simulation;
        this.radii = radii;
        this.counters = counters;
        area = new AreaOfInterest(simulation.schema(), simulation.placements(), radii);
        encoders = new Encoders(simulation.schema());
        hash = new StateHash(simulation.schema());
        seen = new Snapshot(simulation.schema());
        now = seen;
    }

    @Override
    public void begin(Snapshot filled) {
        now = filled;
        area.look(filled);
        snapshotCount++;
    }

    @Override
    public Content append(Player player, ByteWriter frame) {
        PlayerLayers layers = player.layers(simulation.schema());
        boolean keyframe = player.sentTick() == Player.NO_TICK || !layers.areKnown();
        if (keyframe) {
            layers.forget();
        }
        due = tiersDue(player, keyframe);
        simulation.look(player.number(), eye);
        if (!area.select(eye, due, layers.baselines(), layers.next())) {
            due = radii.tiers();
            area.select(eye, due, layers.baselines(), layers.next());
        }
        BlockEncoder encoder = encoders.of(player.seat().codec());
        boolean hasChanges = false;
        for (int layer = 0; layer < due; layer++) {
            layers.look(layer, now);
            hasChanges |=
                    encoder.encode(layer, layers.previous(layer), layers.baseline(layer), layers.now(layer), frame);
            counters.increment(Counter.BLOCKS_ENCODED);
        }
        return keyframe ? Content.KEYFRAME : hasChanges ? Content.CHANGES : Content.NOTHING;
    }

    @Override
    public void sent(Player player) {
        PlayerLayers layers = player.layers(simulation.schema());
        for (int layer = 0; layer < due; layer++) {
            layers.advance(layer);
        }
    }

    @Override
    public void unsent(Player player) {
        PlayerLayers layers = player.layers(simulation.schema());
        for (int layer = 0; layer < due; layer++) {
            layers.renew(layer);
        }
    }

    private int tiersDue(Player player, boolean keyframe) {
        if (keyframe) {
            return radii.tiers();
        }
        return player.pace().isOverBudget() ? 1 : radii.tiersDue(snapshotCount + player.number());
    }

    @Override
    public int stateHash(Player player) {
        seen.merge(player.layers(simulation.schema()).baselines());
        return hash.ofPublic(seen);
    }
}

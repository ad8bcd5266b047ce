package dev.tickwire.server.broadcast;

import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.simulation.interest.AreaOfInterest;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;

/**
 * For rooms in which each player sees what is near, and what is further away less often: blocks for each player alone,
 * one per layer that is due.
 */
final class AreaBlocks implements Blocks {
    private final Match match;
    private final Radii radii;
    private final AreaOfInterest area;
    private final Encoders encoders;
    private final StateHash hash;
    private final CounterBatch counters;
    private final Eye eye = new Eye();
    private final Snapshot seen;
    private Snapshot now;

    AreaBlocks(Match match, Radii radii, CounterBatch counters) {
        this.match = match;
        this.radii = radii;
        this.counters = counters;
        area = new AreaOfInterest(match.schema(), match.placements(), radii);
        encoders = new Encoders(match.schema());
        hash = new StateHash(match.schema());
        seen = new Snapshot(match.schema());
        now = seen;
    }

    @Override
    public void begin(Snapshot filled) {
        now = filled;
        area.look(filled);
    }

    @Override
    public Content append(Recipient to, ByteWriter frame) {
        SentLayers layers = to.layers(match.schema());
        boolean keyframe = to.sentTick() == Recipient.NO_TICK || !layers.areKnown();
        if (keyframe) {
            layers.forget();
        }
        int due = tiersDue(to, keyframe);
        match.look(to.number(), eye);
        if (!area.select(eye, due, layers.baselines(), layers.next())) {
            due = radii.tiers();
            area.select(eye, due, layers.baselines(), layers.next());
        }
        BlockEncoder encoder = encoders.of(to.seat().codec());
        boolean hasChanges = false;
        for (int layer = 0; layer < due; layer++) {
            layers.look(layer, now);
            hasChanges |=
                    encoder.encode(layer, layers.previous(layer), layers.baseline(layer), layers.now(layer), frame);
            layers.appended(layer, true);
            counters.increment(Counter.BLOCKS_ENCODED);
        }
        return keyframe ? Content.KEYFRAME : hasChanges ? Content.CHANGES : Content.NOTHING;
    }

    /** Far tiers of a recipient that is over its budget wait, and are due at its next turn again. */
    private int tiersDue(Recipient to, boolean keyframe) {
        int wanted = keyframe ? radii.tiers() : radii.tiersDue(to.turns());
        if (wanted > 1 && !keyframe && to.pace().isOverBudget()) {
            return 1;
        }
        to.countTurn();
        return wanted;
    }

    @Override
    public int stateHash(Recipient to) {
        seen.merge(to.layers(match.schema()).baselines());
        return hash.ofPublic(seen);
    }
}

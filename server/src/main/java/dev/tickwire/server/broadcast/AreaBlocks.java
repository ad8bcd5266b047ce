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
import dev.tickwire.simulation.state.SnapshotHistory;
import dev.tickwire.simulation.state.StateHash;

/**
 * For rooms in which each player sees what is near, and what is further away less often: each player gets blocks of its
 * own, one per layer that is due.
 */
final class AreaBlocks implements Blocks {
    private final Match match;
    private final Radii radii;
    private final AreaOfInterest area;
    private final SnapshotHistory history;
    private final Encoders encoders;
    private final StateHash hash;
    private final CounterBatch counters;
    private final Eye eye = new Eye();
    private Snapshot now;

    AreaBlocks(Match match, Radii radii, SnapshotHistory history, CounterBatch counters) {
        this.match = match;
        this.radii = radii;
        this.history = history;
        this.counters = counters;
        area = new AreaOfInterest(match.schema(), match.placements(), radii);
        encoders = new Encoders(match.schema());
        hash = new StateHash(match.schema());
        now = new Snapshot(match.schema());
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
        int wanted = keyframe ? radii.tiers() : radii.tiersDue(to.turns());
        int due = keyframe ? wanted : tiersDue(to, layers, wanted);
        match.look(to.number(), eye);
        if (!area.select(eye, due, layers.baselines(), layers.next())) {
            due = radii.tiers();
            area.select(eye, due, layers.baselines(), layers.next());
        }
        if (due >= wanted) {
            to.countTurn();
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

    /**
     * How many of the tiers that are wanted at a recipient's turn are sent. Far tiers of one that is over its budget
     * wait, and are wanted at its next turn again. None waits until its baseline leaves the history, neither for budget
     * nor for its turn: a keyframe would be due then, of everything.
     */
    private int tiersDue(Recipient to, SentLayers layers, int wanted) {
        int due = to.pace().isOverBudget() ? 1 : wanted;
        return Math.max(due, layers.countUntilOld(history.middleTick()));
    }

    @Override
    public boolean sharesHashes() {
        return false;
    }

    @Override
    public int stateHash(Recipient to) {
        return hash.ofPublic(to.layers(match.schema()).baselines());
    }
}

package dev.tickwire.server.broadcast;

import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.interest.AreaOfInterest;
import dev.tickwire.simulation.interest.Eye;
import dev.tickwire.simulation.interest.Outlook;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.SnapshotHistory;
import dev.tickwire.simulation.state.StateHash;
import org.jspecify.annotations.Nullable;

/**
 * For rooms in which each player sees what is near, and what is further away less often: each player gets blocks of its
 * own, one per layer that is due.
 */
final class AreaBlocks implements Blocks {
    private final Match match;
    private int tiers;
    private Radii radii;
    private AreaOfInterest area;
    private final SnapshotHistory history;
    private final Encoders encoders;
    private final StateHash hash;
    private final CounterBatch counters;
    private final RoomStats stats;
    private final Eye eye = new Eye();
    private Snapshot now;
    private @Nullable ByteAccount account;

    AreaBlocks(
            Match match, RoomType type, Radii radii, SnapshotHistory history, CounterBatch counters, RoomStats stats) {
        this.match = match;
        this.radii = radii;
        tiers = tiers(type, radii);
        this.history = history;
        this.counters = counters;
        this.stats = stats;
        area = new AreaOfInterest(match.schema(), match.placements(), radii, tiers);
        encoders = new Encoders(match.schema());
        hash = new StateHash(match.schema());
        now = new Snapshot(match.schema());
    }

    /** A budget moves what is far into further tiers, also where the radii leave these empty. */
    private static int tiers(RoomType type, Radii radii) {
        return type.settings().flow().bytesPerSecond() > 0 ? Radii.TIERS : radii.tiers();
    }

    /** There are never fewer tiers than before: clients hold what is in them until something else is sent of these. */
    @Override
    public void adapt(RoomType to) {
        Radii wanted = to.settings().sight().radii();
        if (wanted == null) {
            throw new IllegalStateException("players cannot see everything all of a sudden");
        }
        int tiersWanted = Math.max(tiers, tiers(to, wanted));
        if (!wanted.equals(radii) || tiersWanted != tiers) {
            radii = wanted;
            tiers = tiersWanted;
            area = new AreaOfInterest(match.schema(), match.placements(), radii, tiers);
        }
    }

    @Override
    public void begin(Snapshot filled, @Nullable ByteAccount into) {
        now = filled;
        account = into;
        area.look(filled);
    }

    @Override
    public Content append(Recipient to, ByteWriter frame) {
        SentLayers layers = to.layers(match.schema());
        Outlook outlook = layers.outlook();
        boolean keyframe = to.sentTick() == Recipient.NO_TICK || !layers.areKnown();
        if (keyframe) {
            layers.forget();
        }
        int wanted = keyframe ? tiers : Radii.tiersDue(to.turns(), tiers);
        int due = keyframe ? wanted : tiersDue(to, layers, wanted);
        stats.selectingBegins();
        outlook.setFocus(to.budget().focus());
        match.look(to.number(), eye);
        if (!area.select(eye, due, outlook, layers.baselines(), layers.next())) {
            due = tiers;
            area.select(eye, due, outlook, layers.baselines(), layers.next());
        }
        stats.selected();
        if (due >= wanted) {
            to.countTurn();
        }
        BlockEncoder encoder = encoders.of(to.seat().codec(), account);
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
     * wait, and are wanted at its next turn again. None waits for more than a second, or until its baseline leaves the
     * history, neither for budget nor for its turn: a keyframe would be due then, of everything.
     */
    private int tiersDue(Recipient to, SentLayers layers, int wanted) {
        Budget budget = to.budget();
        int overdueTick = Math.max(history.middleTick(), budget.overdueTick(now.tick() + to.interval()));
        int overdue = layers.countUntilOld(overdueTick);
        if (budget.isOver()) {
            if (overdue == tiers) {
                budget.onStrain();
            }
            return Math.max(1, overdue);
        }
        if (budget.isLimited() && wanted == tiers) {
            int oldestTick = layers.oldestTick();
            boolean couldWaitLonger = 2 * (oldestTick - overdueTick) > now.tick() - oldestTick;
            budget.onEase(couldWaitLonger);
        }
        return Math.max(wanted, overdue);
    }

    @Override
    public int oldestTick(Recipient to) {
        return to.layers(match.schema()).oldestTick();
    }

    @Override
    public boolean sharesHashes() {
        return false;
    }

    @Override
    public int stateHash(Recipient to) {
        return hash.ofPublic(shown(to));
    }

    @Override
    public Sight[] shown(Recipient to) {
        return to.layers(match.schema()).baselines();
    }
}

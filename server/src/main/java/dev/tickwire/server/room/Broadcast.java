package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.SnapshotHistory;
import dev.tickwire.simulation.world.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * Sends one room's snapshots to its players. Belongs to the room's loop.
 *
 * <p>Baseline of each delta is what the player was sent last: a WebSocket is ordered and reliable. A player whose socket is busy, or whose acks
 * lag, is skipped before anything is encoded for it; its next delta is against its older baseline, so nothing queues and nothing is
 * lost. A player for whom nothing has changed is sent nothing, but for a heartbeat.
 */
final class Broadcast {
    private static final int FRAME_BYTES = 2048;

    private final RoomType type;
    private final CounterBatch counters;
    private final SnapshotHistory history;
    private final Blocks blocks;
    private final EventFeed events;
    private final @Nullable PrivateBlocks privateBlocks;
    private final ByteWriter frame = new ByteWriter(FRAME_BYTES);
    private final int maxUnackedTicks;
    private final int heartbeatTicks;
    private int tick;
    private long snapshotCount;
    private boolean hashDue;

    Broadcast(RoomType type, Simulation simulation, EventFeed events, CounterBatch counters) {
        this.type = type;
        this.events = events;
        this.counters = counters;
        Schema schema = simulation.schema();
        Radii radii = type.settings().interest();
        history = new SnapshotHistory(schema, type.settings().historySnapshots());
        blocks = radii == null
                ? new SharedBlocks(schema, history, counters)
                : new AreaBlocks(simulation, radii, counters);
        privateBlocks = PrivateBlocks.of(simulation, counters);
        maxUnackedTicks = type.ticks(type.settings().maxUnackedMillis());
        // Early enough to find the baseline in the history.
        int halfHistory = type.settings().historySnapshots() / 2 * type.ticksPerSnapshot();
        heartbeatTicks = Math.min(type.ticks(type.settings().heartbeatMillis()), halfHistory);
    }

    /** Takes a snapshot of the world; {@link #send} sends it. */
    void begin(Simulation simulation) {
        tick = simulation.tick();
        Snapshot now = history.claim(tick);
        simulation.capture(now);
        blocks.begin(now);
        events.begin();
        if (privateBlocks != null) {
            privateBlocks.begin(now);
        }
        hashDue = snapshotCount % type.settings().hashIntervalSnapshots() == 0;
        snapshotCount++;
    }

    /** Sends the snapshot to one player, if it is due and can take it. */
    void send(Player player, long nowNanos) {
        Seat seat = player.seat();
        if (seat.takeResyncWanted()) {
            player.forgetBaseline();
        }
        if (!player.pace().isDue(player.lagTicks(), nowNanos)) {
            counters.increment(Counter.SNAPSHOTS_PACED);
            return;
        }
        if (!seat.outlet().isIdle()) {
            player.pace().onBusy(nowNanos);
            skip(player, Counter.SNAPSHOTS_SKIPPED_BUSY, nowNanos);
        } else if (player.unackedTicks() > maxUnackedTicks && !player.isOwedKeyframe()) {
            skip(player, Counter.SNAPSHOTS_SKIPPED_UNACKED, nowNanos);
        } else if (player.pace().isFarOverBudget()) {
            counters.increment(Counter.SNAPSHOTS_SKIPPED_BUDGET);
        } else {
            sendNow(player);
        }
    }

    private void skip(Player player, Counter counter, long nowNanos) {
        counters.increment(counter);
        if (player.stalledNanos(nowNanos) > type.slowClientTimeoutNanos()) {
            player.seat().end(DisconnectReason.TOO_SLOW);
        }
    }

    private void sendNow(Player player) {
        frame.clear();
        writeHeader(player);
        Blocks.Content content = blocks.append(player, frame);
        boolean keyframe = content == Blocks.Content.KEYFRAME;
        boolean hasPrivate = privateBlocks != null && privateBlocks.append(player, keyframe, frame);
        boolean isQuiet = content == Blocks.Content.NOTHING && !hasPrivate && !hasMoreFor(player);
        if (isQuiet && tick - player.sentTick() < heartbeatTicks) {
            blocks.unsent(player);
            player.unsent(tick);
            counters.increment(Counter.SNAPSHOTS_QUIET);
            return;
        }
        blocks.sent(player);
        events.append(player, frame);
        if (hashDue || isQuiet || player.seat().hashEverySnapshot()) {
            int hash = blocks.stateHash(player);
            ServerFrameWriter.stateHash(privateBlocks == null ? hash : privateBlocks.addTo(hash, player), frame);
        }
        player.sent(tick, keyframe);
        player.seat().outlet().send(frame.bytes(), frame.length());
        player.pace().onSent(frame.length());
        counters.increment(Counter.SNAPSHOTS_SENT);
        counters.add(Counter.SNAPSHOT_BYTES, frame.length());
        if (keyframe) {
            counters.increment(Counter.KEYFRAMES_SENT);
        }
    }

    private boolean hasMoreFor(Player player) {
        return player.hasInputNews() || events.hasEventsFor(player);
    }

    private void writeHeader(Player player) {
        ServerFrameWriter.snapshot(tick, frame);
        if (player.quietTick() > player.sentTick()) {
            ServerFrameWriter.quiet(tick - player.quietTick(), frame);
        }
        int inputTick = player.inputs().takenTick();
        if (inputTick >= 0) {
            ServerFrameWriter.inputAck(tick - inputTick, player.marginMillis(), frame);
        }
    }
}

package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.BlockEncoder;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.SnapshotHistory;
import dev.tickwire.simulation.state.StateHash;

/**
 * Sends one room's snapshots to its players. Belongs to the room's loop.
 *
 * <p>Baseline of each delta is what the player was sent last: a WebSocket is ordered and reliable. A player whose socket is busy, or whose acks
 * lag, is skipped before anything is encoded for it; its next delta is against its older baseline, so nothing queues and nothing is
 * lost.
 */
final class Broadcast {
    private final RoomType type;
    private final Counters counters;
    private final SnapshotHistory history;
    private final SharedBlocks blocks;
    private final StateHash hash;
    private final int maxUnackedTicks;
    private Snapshot now;
    private long snapshotCount;
    private boolean hashDue;
    private boolean hashKnown;
    private int stateHash;

    Broadcast(RoomType type, Schema schema, Counters counters) {
        this.type = type;
        this.counters = counters;
        history = new SnapshotHistory(schema, type.settings().historySnapshots());
        blocks = new SharedBlocks(history, new BlockEncoder(schema), counters);
        hash = new StateHash(schema);
        maxUnackedTicks = type.ticks(type.settings().maxUnackedMillis());
        now = new Snapshot(schema);
    }

    /** The snapshot to fill with the state at that tick; {@link #send} sends it. */
    Snapshot begin(int tick) {
        now = history.claim(tick);
        blocks.begin(now);
        hashDue = snapshotCount % type.settings().hashIntervalSnapshots() == 0;
        hashKnown = false;
        snapshotCount++;
        return now;
    }

    /** Sends the snapshot to one player, if it can take it. */
    void send(Player player, long nowNanos) {
        Seat seat = player.seat();
        if (seat.takeResyncWanted()) {
            player.forgetBaseline();
        }
        boolean busy = !seat.outlet().isIdle();
        if (busy || player.unackedTicks() > maxUnackedTicks) {
            counters.increment(busy ? Counter.SNAPSHOTS_SKIPPED_BUSY : Counter.SNAPSHOTS_SKIPPED_UNACKED);
            if (player.stalledNanos(nowNanos) > type.slowClientTimeoutNanos()) {
                seat.end(DisconnectReason.TOO_SLOW);
            }
            return;
        }
        SharedBlocks.Entry block = blocks.find(player.sentTick(), player.sentBeforeTick());
        ByteWriter frame = player.frame();
        frame.clear();
        writeHeader(player, frame);
        frame.append(block.bytes());
        player.sent(now.tick(), block.isKeyframe());
        seat.outlet().send(frame.bytes(), frame.length());
        counters.increment(Counter.SNAPSHOTS_SENT);
        counters.add(Counter.SNAPSHOT_BYTES, frame.length());
        if (block.isKeyframe()) {
            counters.increment(Counter.KEYFRAMES_SENT);
        }
    }

    private void writeHeader(Player player, ByteWriter frame) {
        ServerFrameWriter.snapshot(now.tick(), frame);
        int inputTick = player.inputs().takenTick();
        if (inputTick >= 0) {
            ServerFrameWriter.inputAck(now.tick() - inputTick, player.marginMillis(), frame);
        }
        if (hashDue || player.seat().hashEverySnapshot()) {
            ServerFrameWriter.stateHash(stateHash(), frame);
        }
    }

    private int stateHash() {
        if (!hashKnown) {
            stateHash = hash.ofVisible(now);
            hashKnown = true;
        }
        return stateHash;
    }
}

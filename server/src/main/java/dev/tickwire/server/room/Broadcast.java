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
 * <p>Baseline of each delta is what the player was sent last: a WebSocket is ordered and reliable. A player whose
 * socket is busy, or whose acks lag, is skipped before anything is encoded for it; its next delta is against its older
 * baseline, so nothing queues and nothing is lost. Frames are written in batches, since turns of encoding and system
 * calls cost the processor more than one after the other. A player for whom nothing has changed is sent nothing, but
 * for a heartbeat.
 */
final class Broadcast {
    private static final int MOST_WAITING = 1024;
    private static final int FRAMES_BYTES = 16 * 1024;
    /** Written when there are so many bytes: a room full of keyframes would need a large buffer for ever. */
    private static final int MOST_FRAMES_BYTES = 256 * 1024;

    private RoomType type;
    private final CounterBatch counters;
    private final SnapshotHistory history;
    private final Blocks playerBlocks;
    private final Blocks spectatorBlocks;
    private final EventFeed events;
    private final @Nullable ChatFeed chats;
    private final @Nullable PrivateBlocks privateBlocks;
    /** Frames that are not sent yet, one after the other, for whom they are, and where each ends. */
    private final ByteWriter frames = new ByteWriter(FRAMES_BYTES);

    private final @Nullable Outlet[] outlets;
    private final int[] ends;
    private int waiting;
    private int maxUnackedTicks;
    private int heartbeatTicks;
    private int tick;
    private long snapshotCount;
    private boolean hashDue;

    Broadcast(RoomType type, Simulation simulation, EventFeed events, @Nullable ChatFeed chats, CounterBatch counters) {
        this.type = type;
        this.events = events;
        this.chats = chats;
        this.counters = counters;
        Schema schema = simulation.schema();
        Radii radii = type.settings().interest();
        history = new SnapshotHistory(schema, type.settings().historySnapshots());
        spectatorBlocks = new SharedBlocks(schema, history, counters);
        playerBlocks = radii == null ? spectatorBlocks : new AreaBlocks(simulation, radii, counters);
        privateBlocks = PrivateBlocks.of(simulation, counters);
        int mostWaiting = Math.min(type.settings().placeCount(), MOST_WAITING);
        outlets = new @Nullable Outlet[mostWaiting];
        ends = new int[mostWaiting];
        adapt(type);
    }

    /** Goes on at other rates, of which each player is told with its next snapshot. */
    final void adapt(RoomType to) {
        type = to;
        maxUnackedTicks = to.ticks(to.settings().maxUnackedMillis());
        // Early enough to find the baseline in the history.
        int halfHistory = to.settings().historySnapshots() / 2 * to.ticksPerSnapshot();
        heartbeatTicks = Math.min(to.ticks(to.settings().heartbeatMillis()), halfHistory);
    }

    /** Takes a snapshot of the world; {@link #send} sends it. */
    void begin(Simulation simulation) {
        tick = simulation.tick();
        Snapshot now = history.claim(tick);
        simulation.capture(now);
        playerBlocks.begin(now);
        if (spectatorBlocks != playerBlocks) {
            spectatorBlocks.begin(now);
        }
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
        int start = frames.length();
        writeHeader(player);
        Blocks blocks = player.isSpectator() ? spectatorBlocks : playerBlocks;
        Blocks.Content content = blocks.append(player, frames);
        boolean keyframe = content == Blocks.Content.KEYFRAME;
        boolean hasPrivate = privateBlocks != null && privateBlocks.append(player, keyframe, frames);
        boolean isStill = content == Blocks.Content.NOTHING && !hasPrivate;
        boolean isQuiet = isStill && !hasMoreFor(player);
        if (isQuiet && player.isAtRest() && tick - player.sentTick() < heartbeatTicks) {
            frames.truncate(start);
            blocks.unsent(player);
            player.unsent(tick);
            counters.increment(Counter.SNAPSHOTS_QUIET);
            return;
        }
        blocks.sent(player);
        events.append(player, frames);
        if (chats != null) {
            chats.append(player, frames);
        }
        if (player.toldType() != type) {
            ServerFrameWriter.rates(type.rates(), frames);
            player.setToldType(type);
        }
        if (hashDue || isQuiet || player.seat().request().hashEverySnapshot()) {
            int hash = blocks.stateHash(player);
            ServerFrameWriter.stateHash(privateBlocks == null ? hash : privateBlocks.addTo(hash, player), frames);
        }
        player.sent(tick, keyframe);
        player.setAtRest(isStill || keyframe);
        int length = frames.length() - start;
        player.pace().onSent(length);
        counters.increment(Counter.SNAPSHOTS_SENT);
        counters.add(Counter.SNAPSHOT_BYTES, length);
        if (keyframe) {
            counters.increment(Counter.KEYFRAMES_SENT);
        }
        outlets[waiting] = player.seat().outlet();
        ends[waiting++] = frames.length();
        if (waiting == ends.length || frames.length() >= MOST_FRAMES_BYTES) {
            flush();
        }
    }

    /** Hands the frames that wait to the sockets; called after the last {@link #send} of a snapshot. */
    void flush() {
        int start = 0;
        for (int i = 0; i < waiting; i++) {
            Outlet outlet = outlets[i];
            if (outlet != null) {
                outlet.send(frames.bytes(), start, ends[i] - start);
            }
            outlets[i] = null;
            start = ends[i];
        }
        frames.clear();
        waiting = 0;
    }

    private boolean hasMoreFor(Player player) {
        return player.toldType() != type
                || player.hasInputNews()
                || events.hasEventsFor(player)
                || (chats != null && chats.hasChatsFor(player));
    }

    private void writeHeader(Player player) {
        ServerFrameWriter.snapshot(tick, frames);
        int quietAgo = player.quietAgo(tick);
        if (quietAgo > 0) {
            ServerFrameWriter.quiet(quietAgo, frames);
        }
        int inputTick = player.inputs().takenTick();
        if (inputTick >= 0) {
            ServerFrameWriter.inputAck(tick - inputTick, frames);
        }
        // Also where no input was taken yet: a client whose inputs all come too late has no other way to learn it.
        if (player.hasNewMargin()) {
            ServerFrameWriter.inputMargin(player.marginMillis(), player.inputsBetweenMargins(), frames);
        }
    }
}

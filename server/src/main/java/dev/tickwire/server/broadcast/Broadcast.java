package dev.tickwire.server.broadcast;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.BytesWatch;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.SnapshotHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends one room's snapshots to its players. Belongs to the room's loop.
 *
 * <p>Baseline of each delta is what the player was sent last. A player whose socket is busy, or whose acks lag, is
 * skipped before anything is encoded for it; its next delta is against its older baseline, so nothing queues and
 * nothing is lost. Frames are written in batches, since turns of encoding and system calls cost the processor more. A
 * player for whom nothing has changed is sent nothing, but for a heartbeat.
 */
public final class Broadcast {
    private RoomType type;
    private final Match match;
    private final CounterBatch counters;
    private final RoomStats stats;
    private final SnapshotHistory history;
    private final Blocks playerBlocks;
    private final Blocks spectatorBlocks;
    private final Ownership ownership;
    private final News news;
    private final @Nullable PrivateBlocks privateBlocks;
    private final HashTurns hashes;
    private final Inquiries inquiries;
    private final FrameBatch batch;
    private final FrameAccounts accounts;
    /** The bytes of the batch. */
    private final ByteWriter frames;

    private Patience patience;
    private int tick;
    /** How many of the snapshots were not as the one before. */
    private int change;
    /** Whether there is a snapshot of this tick: where the world is as in the newest, only once somebody is sent it. */
    private boolean isTaken;
    /** Whether somebody was sent a heartbeat at this tick, which is therefore a good one for others. */
    private boolean hasBeaten;

    private int restCount;
    /** Whether the recipient that is served may have a hash. */
    private boolean mayHaveHash;

    /** Sends what happens in a match, to nobody yet. */
    public Broadcast(RoomType type, Match match, CounterBatch counters, RoomStats stats) {
        this(type, match, counters, stats, null);
    }

    private Broadcast(RoomType type, Match match, CounterBatch counters, RoomStats stats, @Nullable News before) {
        this.type = type;
        this.match = match;
        this.counters = counters;
        this.stats = stats;
        ownership = match.ownership();
        news = before == null ? new News(type, match, ownership, counters) : before.goingBy(type, match, ownership);
        hashes = new HashTurns(counters);
        Schema schema = match.schema();
        Radii radii = type.settings().sight().radii();
        history = new SnapshotHistory(schema, type.settings().logs().snapshots());
        spectatorBlocks = new SharedBlocks(schema, history, counters);
        playerBlocks = radii == null ? spectatorBlocks : new AreaBlocks(match, type, radii, history, counters, stats);
        privateBlocks = PrivateBlocks.of(schema, ownership, counters);
        inquiries = new Inquiries(match, privateBlocks, counters);
        batch = new FrameBatch(type.settings().capacity().places());
        frames = batch.bytes();
        accounts = new FrameAccounts(frames, counters);
        patience = Patience.of(type);
    }

    /** The same for a match by other rules. Whoever watches where the bytes go watches no longer. */
    public Broadcast goingBy(RoomType to, Match other) {
        accounts.close();
        return new Broadcast(to, other, counters, stats, news);
    }

    /** Goes on with other settings; each player is sent other rates with its next snapshot. */
    public void adapt(RoomType to) {
        type = to;
        patience = Patience.of(to);
        playerBlocks.adapt(to);
        news.adapt(to);
    }

    /** To how many there was nothing to tell at this tick. */
    public int restCount() {
        return restCount;
    }

    /** What its players are told beside the state. */
    public News news() {
        return news;
    }

    public int copyNewest(List<Snapshot> into) {
        return history.copyNewest(into);
    }

    public void watch(BytesWatch watch) {
        accounts.add(watch);
    }

    /** Takes a snapshot of the world, if it has changed since the last one; {@link #send} sends it. */
    public void begin() {
        tick = match.tick();
        isTaken = false;
        hasBeaten = false;
        restCount = 0;
        hashes.begin(type.settings().logs());
        Snapshot newest = history.newest();
        if (newest == null || !match.isAsIn(newest)) {
            change++;
            take();
        }
    }

    private void take() {
        isTaken = true;
        Snapshot now = history.claim(tick);
        match.capture(now);
        ByteAccount account = accounts.begin();
        playerBlocks.begin(now, account);
        if (spectatorBlocks != playerBlocks) {
            spectatorBlocks.begin(now, account);
        }
        ownership.look(now);
        news.begin(account);
        if (privateBlocks != null) {
            privateBlocks.begin(now, account);
        }
    }

    /** Sends the snapshot to one recipient, if it is due and can take it. */
    public void send(Recipient to, long nowNanos) {
        mayHaveHash = hashes.take(to, privateBlocks == null && blocksOf(to).sharesHashes());
        inquiries.begin(to);
        boolean isDue = to.sentTick() == Recipient.NO_TICK;
        boolean isGranted = to.complaints().takeResync(to.seat().reports(), isDue, counters, nowNanos);
        inquiries.look(to, isGranted && !isDue, nowNanos);
        if (isGranted) {
            to.forgetBaseline();
        }
        sendIfDue(to, nowNanos);
        inquiries.answer(to);
    }

    private void sendIfDue(Recipient to, long nowNanos) {
        Seat seat = to.seat();
        if (!to.isDue(tick, counters, nowNanos)) {
            counters.increment(Counter.SNAPSHOTS_PACED);
            to.stats().skipped();
            return;
        }
        if (!seat.outlet().isIdle()) {
            to.pace().onBusy(nowNanos);
            skip(to, Counter.SNAPSHOTS_SKIPPED_BUSY, nowNanos);
        } else if (to.isUnacked(patience.maxUnackedTicks()) && !to.isOwedKeyframe()) {
            skip(to, Counter.SNAPSHOTS_SKIPPED_UNACKED, nowNanos);
        } else if (to.budget().isFarOver() && !isOverdue(to)) {
            to.budget().onStrain();
            counters.increment(Counter.SNAPSHOTS_SKIPPED_BUDGET);
            to.stats().skipped();
        } else if (hasNothingFor(to)) {
            rest(to);
        } else {
            sendNow(to);
        }
    }

    /** Whether that is so without a look at what it was sent: nothing has changed since the last one. */
    private boolean hasNothingFor(Recipient to) {
        return to.quiet().isSettled(change) && !to.budget().isLimited() && !isBeatDue(to) && !news.hasFor(to);
    }

    private boolean isBeatDue(Recipient to) {
        int beatTicks = to.margins().newestInput() > 0 ? patience.heartbeatTicks() : patience.idleHeartbeatTicks();
        int ticks = tick - to.sentTick();
        return ticks >= beatTicks || (hasBeaten && ticks >= beatTicks / 2) || isBaselineOld(to);
    }

    private void rest(Recipient to) {
        to.unsent(tick);
        to.quiet().found(change);
        restCount++;
        counters.increment(Counter.SNAPSHOTS_QUIET);
    }

    /** Whether it must be sent something: its baseline is soon forgotten, and a keyframe would cost more. */
    private boolean isBaselineOld(Recipient to) {
        return to.sentTick() != Recipient.NO_TICK && to.sentTick() <= history.middleTick();
    }

    /** Whether something that it sees must not wait for its budget any longer. */
    private boolean isOverdue(Recipient to) {
        if (to.sentTick() == Recipient.NO_TICK) {
            return false;
        }
        int oldestTick = blocksOf(to).oldestTick(to);
        return oldestTick <= history.middleTick() || oldestTick <= to.budget().overdueTick(tick + to.interval());
    }

    private Blocks blocksOf(Recipient to) {
        return to.isSpectator() ? spectatorBlocks : playerBlocks;
    }

    private void skip(Recipient to, Counter counter, long nowNanos) {
        counters.increment(counter);
        to.stats().skipped();
        if (to.stall().nanos(nowNanos) > patience.slowClientNanos()) {
            to.seat().end(DisconnectReason.TOO_SLOW);
        }
    }

    private void sendNow(Recipient to) {
        if (!isTaken) {
            take();
        }
        int start = frames.length();
        accounts.beginFrame();
        FrameHeader.write(to, tick, frames, accounts);
        Blocks blocks = blocksOf(to);
        Blocks.Content content = blocks.append(to, frames);
        boolean keyframe = content == Blocks.Content.KEYFRAME;
        boolean hasPrivate = privateBlocks != null && privateBlocks.append(to, keyframe, frames);
        accounts.pass();
        boolean isStill = content == Blocks.Content.NOTHING && !hasPrivate;
        boolean isQuiet = isStill && !news.hasFor(to);
        if (isQuiet && to.quiet().isAtRest() && !isBeatDue(to)) {
            frames.truncate(start);
            rest(to);
            return;
        }
        hasBeaten |= isQuiet && to.quiet().isAtRest();
        to.sent(tick, keyframe, isStill, counters);
        news.append(to, frames, accounts);
        if (mayHaveHash || isQuiet) {
            int hash = blocks.stateHash(to);
            ServerFrameWriter.stateHash(privateBlocks == null ? hash : privateBlocks.addTo(hash, to), frames);
            accounts.mark(AccountLayout.HASH);
            inquiries.sent(to, tick, blocks.shown(to));
        }
        accounts.sent(to);
        int length = frames.length() - start;
        to.pace().onSent();
        to.budget().spend(length);
        to.stats().sent(length);
        counters.increment(Counter.SNAPSHOTS_SENT);
        counters.add(Counter.SNAPSHOT_BYTES, length);
        counters.add(keyframe ? Counter.KEYFRAME_BYTES : Counter.DELTA_BYTES, length);
        counters.add(Counter.KEYFRAMES_SENT, keyframe ? 1 : 0);
        batch.add(to.seat().outlet());
        if (batch.isFull()) {
            flush();
        }
    }

    /** All recipients are served: hands the frames that wait to the sockets. */
    public void end() {
        flush();
        accounts.end();
        stats.snapshotDone();
    }

    private void flush() {
        stats.writingBegins(tick);
        int length = frames.length();
        batch.send();
        stats.written(length);
    }
}

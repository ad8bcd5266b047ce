package dev.tickwire.server.room;

import dev.tickwire.proto.CloseSentence;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.backend.Outbox;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.Places;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.server.swap.Swap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One room: a match, the players in it and those who watch, and the tick that moves them.
 *
 * <p>Whatever other threads want of it goes through its mailbox, and is done by the loop that runs the room. It has no
 * thread and no clock: the loop says what time it is. Only its figures are measured with a clock.
 */
public final class Room {
    private final Listing listing;
    private final Counters counters;
    private final Places places;
    private final RoomMailbox mailbox;
    private final CounterBatch batch;
    private final Seating seating;
    private final RoomStats stats;
    private final Lifetime lifetime;
    private final Notices notices = new Notices();
    private final Ending ending;
    private final RuleChange change;
    /** Of the loop. */
    private RoomRun run;
    /** Written by the loop only. */
    private volatile RoomType type;

    /** Opens a room with nobody in it: runs the game's {@code start}, which may throw anything and take any time. */
    public Room(
            Listing listing, RoomType type, JournalSink journal, Outbox outbox, Counters counters, LongSupplier clock) {
        this(listing, type, type.newMatch(listing.id(), listing.options(), journal), outbox, counters, clock);
    }

    /** A room whose match may have run already; who is in it is said by its {@link #restoration}. */
    public Room(Listing listing, RoomType type, Match match, Outbox outbox, Counters counters, LongSupplier nanoClock) {
        this.listing = listing;
        this.type = type;
        this.counters = counters;
        places = new Places(
                type.settings().capacity().players(), type.settings().capacity().spectators());
        mailbox = new RoomMailbox(type.settings().capacity(), counters);
        batch = new CounterBatch(counters);
        stats = new RoomStats(
                type.settings().capacity().places(), match.meters().names(), nanoClock);
        seating = new Seating(type.settings().capacity());
        lifetime = new Lifetime(listing.id(), places);
        RoomRun.Parts parts = new RoomRun.Parts(listing, mailbox, places, seating, lifetime, notices, batch, stats);
        run = RoomRun.of(parts, type, match, outbox);
        change = new RuleChange(nanoClock, batch);
        ending = new Ending(places, mailbox, seating);
    }

    public String id() {
        return listing.id();
    }

    /** How it is found; any thread may ask. */
    public Listing listing() {
        return listing;
    }

    /** Whether they are full, locked or closed; any thread may ask. */
    public Places places() {
        return places;
    }

    /** Its type, with the settings that hold now; any thread may ask. */
    public RoomType type() {
        return type;
    }

    /** Players in the room or about to be, or whose seats are kept; any thread may ask. */
    public int seatCount() {
        return places.count(Role.PLAYER);
    }

    /** How long its ticks take, and how its players fare; any thread may ask. */
    public RoomStats stats() {
        return stats;
    }

    /** Whether it has nothing to do. */
    public Sleep sleep() {
        return mailbox.sleep();
    }

    public int mailboxDepth() {
        return mailbox.depth();
    }

    /** Why it has ended, or is about to; null: it goes on. Any thread may ask. */
    public @Nullable DisconnectReason closedFor() {
        return mailbox.closedFor();
    }

    /** Since when nobody has been in it, as its loop noticed; {@link Long#MAX_VALUE}: it has noticed nothing. */
    public long emptySinceNanos() {
        return lifetime.emptySinceNanos();
    }

    /** Promises a place, if there is one; any thread may ask. What is promised must be {@link #enter}ed or released. */
    public boolean reserve(Role role) {
        lifetime.promised();
        return places.reserve(role);
    }

    /** Promises places to a party, which may come later: the room lasts though it is empty. Any thread. */
    public boolean reserve(int players) {
        lifetime.expected();
        return places.reserve(Role.PLAYER, players);
    }

    /** Takes back a promise; any thread may. */
    public void release(Role role) {
        places.release(role);
    }

    /**
     * Turns a promise into a seat, at its next tick. A request that resumes needs no promise. Any thread.
     *
     * @return null if too many come at once; the promise is taken back. In a room that has closed it is ended already
     */
    public @Nullable Seat enter(Outlet outlet, SeatRequest request) {
        Seat seat = new Seat(listing.id(), type, outlet, request, mailbox, counters);
        boolean isNew = request.resumes() == null;
        if (mailbox.request(isNew ? new RoomCommand.Enter(seat) : new RoomCommand.Resume(seat))) {
            return seat;
        }
        if (isNew) {
            places.release(request.role());
        }
        return null;
    }

    /** Lets it run as its type is now, as far as it can, from its next snapshot on. Any thread. */
    public void follow(RoomType reloaded) {
        mailbox.offer(new RoomCommand.Retune(reloaded));
    }

    /** What is asked of it from outside, beside seats; any thread may. */
    public RoomControl control() {
        return new RoomControl(listing.id(), type.visibleSchema(), mailbox, seating, stats);
    }

    /** Ends the room at its next tick. Any thread. */
    public void close(DisconnectReason reason) {
        mailbox.offer(new RoomCommand.Close(reason));
    }

    /** Closes its doors if nobody is in it, nor about to be: it ends at its next tick. Any thread. */
    public boolean closeIfEmpty() {
        boolean makesWay = lifetime.makeWay();
        mailbox.sleep().stir();
        return makesWay;
    }

    /** How it goes on as it was before the server started anew; to be used before a loop has it. */
    public Restoration restoration() {
        return new Restoration(listing.id(), type, run.match(), run.roster(), places, mailbox, counters);
    }

    /**
     * Runs one tick, that was due at a deadline. Called by the loop.
     *
     * @param ticksBehind how many more are due already: snapshots that it would take again at once are left out
     * @return whether the room goes on; if not, it has ended, and its players know
     */
    public boolean tick(long deadlineNanos, long nowNanos, long ticksBehind) {
        stats.tickBegins(deadlineNanos, mailbox.depth());
        try {
            return runTick(deadlineNanos, nowNanos, ticksBehind);
        } catch (RuntimeException | Error failure) {
            if (!change.canGoBack(run.match().tick(), failure)) {
                throw failure;
            }
            goBy(change.goBack(run, failure));
            return runTick(deadlineNanos, nowNanos, ticksBehind);
        }
    }

    private boolean runTick(long deadlineNanos, long nowNanos, long ticksBehind) {
        run.sleeper().wake(type);
        run.roster().expire(nowNanos);
        run.commands().run(type, nowNanos);
        DisconnectReason closing = run.commands().closing();
        if (closing != null) {
            end(closing);
            return false;
        }
        String ended = lifetime.hasRunForLongest(run.match()) ? Lifetime.RAN_FOR_LONGEST : notices.ended(nowNanos);
        if (ended != null) {
            end(DisconnectReason.ROOM_CLOSED, ended);
            return false;
        }
        Swap swap = run.commands().takeSwap();
        if (swap != null) {
            goBy(change.change(run, type, swap));
        }
        step(deadlineNanos, nowNanos, ticksBehind);
        String closed = run.effects().run();
        if (closed != null) {
            end(DisconnectReason.ROOM_CLOSED, closed);
            return false;
        }
        batch.flush();
        change.ticked(run.match().tick());
        long emptyRoomMillis = type.settings().timeouts().emptyRoomMillis();
        if (!lifetime.closeIfEmptyForLong(nowNanos, emptyRoomMillis, run.isKept(type))) {
            run.sleeper().consider(type, nowNanos);
            return true;
        }
        run.steps().end(emptyRoomMillis == RoomSettings.NEVER);
        mailbox.close(DisconnectReason.ROOM_CLOSED);
        return false;
    }

    private void step(long deadlineNanos, long nowNanos, long ticksBehind) {
        run.step(type, deadlineNanos, nowNanos);
        SnapshotRunner snapshots = run.snapshots();
        boolean isLast = run.effects().closes();
        if (snapshots.isDue(run.match().tick(), type.ticksPerSnapshot(), ticksBehind, isLast)) {
            retuneIfWanted();
            snapshots.run(nowNanos);
        }
    }

    private void goBy(RuleChange.@Nullable Changed changed) {
        if (changed != null) {
            run = changed.run();
            setType(changed.type());
        }
    }

    /** It stood still for so long, with the process perhaps: that counts against none of its players. By its loop. */
    public void standStill(long nanos) {
        run.roster().standStill(nanos);
    }

    /** Its rules threw this in the tick that was under way. Called by its loop; {@link #end} follows. */
    public void failed(Throwable failure) {
        run.match().sink().onMark("The rules threw a " + failure.getClass().getName(), MarkKind.FAILURE);
    }

    /** Ends the room now: its game hears of it unless that failed, and its players. Called by its loop, as the last. */
    public void end(DisconnectReason reason) {
        end(reason, reason.sentence());
    }

    private void end(DisconnectReason reason, String sentence) {
        boolean comesBack =
                reason == DisconnectReason.SERVER_STOPPING && run.match().sink().lasts();
        if (reason == DisconnectReason.ROOM_FAILED) {
            run.match().sink().onClosed(false);
        } else {
            run.steps().end(comesBack);
        }
        ending.run(reason, CloseSentence.of(reason, comesBack ? Ending.BACK_SOON : sentence));
        batch.flush();
    }

    /** Lets the players of a room know that it ends, while its loop is stuck in its game. Any thread. */
    public void abandon(DisconnectReason reason) {
        ending.run(reason, reason.sentence());
    }

    /** Together with a snapshot: clients hear of it with the tick after which it holds. */
    private void retuneIfWanted() {
        RoomType wanted = run.commands().wantedType();
        if (wanted != null && wanted != type) {
            run.retune(wanted);
            setType(wanted);
        }
    }

    private void setType(RoomType to) {
        type = to;
        places.setLimits(
                to.settings().capacity().players(), to.settings().capacity().spectators());
    }
}

package dev.tickwire.server.room;

import dev.tickwire.proto.CloseSentence;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.backend.Outbox;
import dev.tickwire.server.broadcast.Broadcast;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
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
    private final Match match;
    private final JournalSink journal;
    private final CounterBatch batch;
    private final Broadcast broadcast;
    private final Seating seating;
    private final Roster roster;
    private final RoomStats stats;
    private final Lifetime lifetime;
    private final Notices notices;
    private final CommandRunner commands;
    private final RuleEffects effects;
    private final StepRunner steps;
    private final SnapshotRunner snapshots;
    private final Ending ending;
    /** Written by the loop only. */
    private volatile RoomType type;

    /**
     * Opens a room with nobody in it: runs the game's {@code start}, which may throw anything and take any time.
     *
     * @param clock by which its {@linkplain #stats figures} are measured, and which the loop and the sockets go by
     */
    public Room(
            Listing listing, RoomType type, JournalSink journal, Outbox outbox, Counters counters, LongSupplier clock) {
        this(listing, type, type.newMatch(listing.id(), listing.options(), journal), journal, outbox, counters, clock);
    }

    /** A room whose match has run already; who is in it is said by {@link #restoration}. */
    public Room(
            Listing listing,
            RoomType type,
            Match match,
            JournalSink journal,
            Outbox outbox,
            Counters counters,
            LongSupplier nanoClock) {
        this.listing = listing;
        this.type = type;
        this.counters = counters;
        places = new Places(
                type.settings().capacity().players(), type.settings().capacity().spectators());
        mailbox = new RoomMailbox(type.settings().capacity(), counters);
        this.match = match;
        this.journal = journal;
        batch = new CounterBatch(counters);
        stats = new RoomStats(
                type.settings().capacity().places(), match.meters().names(), nanoClock);
        broadcast = new Broadcast(type, match, batch, stats);
        seating = new Seating(type.settings().capacity());
        roster = new Roster(listing, type, match, journal, broadcast, places, seating, batch, stats);
        lifetime = new Lifetime(listing.id(), match, places);
        notices = new Notices(roster);
        commands = new CommandRunner(
                listing, mailbox, roster, match, journal, broadcast, lifetime, places, notices, batch);
        effects = new RuleEffects(match, roster, places, listing);
        steps = new StepRunner(match, journal, roster, new RequestRunner(match, journal, roster, outbox), batch, stats);
        snapshots = new SnapshotRunner(broadcast, roster, batch, stats);
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

    /** Players who are in the room or about to be, or whose seats are kept; any thread may ask. */
    public int seatCount() {
        return places.count(Role.PLAYER);
    }

    /** Spectators who are in the room or about to be; any thread may ask. */
    public int spectatorCount() {
        return places.count(Role.SPECTATOR);
    }

    /** How long its ticks take, and how its players fare; any thread may ask. */
    public RoomStats stats() {
        return stats;
    }

    /** Commands that wait for its next tick; any thread may ask. */
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
     * Turns a promise into a seat: the player is in the room at its next tick. A request that resumes needs no promise.
     * Any thread.
     *
     * @return null if too many come at once; the promise is taken back. A seat in a room that has closed is ended
     *     already
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
        return lifetime.makeWay();
    }

    /** How it goes on as it was before the server started anew; to be used before a loop has it. */
    public Restoration restoration() {
        return new Restoration(listing.id(), type, match, roster, places, mailbox, counters);
    }

    /**
     * Runs one tick. Called by the loop.
     *
     * @param deadlineNanos when the tick was due
     * @param nowNanos what time it is
     * @param ticksBehind how many more ticks are due already: snapshots that the room would take again at once are left
     *     out
     * @return whether the room goes on; if not, it has ended, and its players know
     */
    public boolean tick(long deadlineNanos, long nowNanos, long ticksBehind) {
        stats.tickBegins(deadlineNanos, mailbox.depth());
        roster.expire(nowNanos);
        commands.run(type, nowNanos);
        DisconnectReason closing = commands.closing();
        if (closing != null) {
            end(closing);
            return false;
        }
        String ended = lifetime.hasRunForLongest() ? Lifetime.RAN_FOR_LONGEST : notices.ended(nowNanos);
        if (ended != null) {
            end(DisconnectReason.ROOM_CLOSED, ended);
            return false;
        }
        steps.run(type, deadlineNanos, nowNanos);
        broadcast.collect();
        stats.stepped();
        batch.increment(Counter.TICKS);
        if (snapshots.isDue(match.tick(), type.ticksPerSnapshot(), ticksBehind, effects.closes())) {
            retuneIfWanted();
            snapshots.run(nowNanos);
        }
        String closed = effects.run();
        if (closed != null) {
            end(DisconnectReason.ROOM_CLOSED, closed);
            return false;
        }
        batch.flush();
        if (!lifetime.closeIfEmptyForLong(nowNanos, type.settings().timeouts().emptyRoomMillis(), journal.lasts())) {
            return true;
        }
        boolean isPutAside = type.settings().timeouts().emptyRoomMillis() == RoomSettings.NEVER;
        steps.end(isPutAside);
        mailbox.close(DisconnectReason.ROOM_CLOSED);
        journal.onClosed(isPutAside);
        return false;
    }

    /** It stood still for so long, with the process perhaps: that counts against none of its players. By its loop. */
    public void standStill(long nanos) {
        roster.standStill(nanos);
    }

    /** Its rules threw this in the tick that was under way. Called by its loop; {@link #end} follows. */
    public void failed(Throwable failure) {
        journal.onMark("The rules threw a " + failure.getClass().getName(), true);
    }

    /** Ends the room now: its game hears of it unless that failed, and its players. Called by its loop, as the last. */
    public void end(DisconnectReason reason) {
        end(reason, reason.sentence());
    }

    private void end(DisconnectReason reason, String sentence) {
        boolean comesBack = reason == DisconnectReason.SERVER_STOPPING && journal.lasts();
        if (reason != DisconnectReason.ROOM_FAILED) {
            steps.end(comesBack);
        }
        ending.run(reason, CloseSentence.of(reason, comesBack ? Ending.BACK_SOON : sentence));
        journal.onClosed(comesBack);
        batch.flush();
    }

    /** Lets the players of a room know that it ends, while its loop is stuck in its game. Any thread. */
    public void abandon(DisconnectReason reason) {
        ending.run(reason, reason.sentence());
    }

    /** Together with a snapshot: so each client hears of it with the tick after which it holds. */
    private void retuneIfWanted() {
        RoomType wanted = commands.wantedType();
        if (wanted == null || wanted == type) {
            return;
        }
        type = wanted;
        if (!type.tuning().equals(match.tuning())) {
            match.retune(type.tuning());
        }
        places.setLimits(
                type.settings().capacity().players(), type.settings().capacity().spectators());
        broadcast.adapt(type);
        roster.adapt(type);
        batch.increment(Counter.ROOMS_RETUNED);
    }
}

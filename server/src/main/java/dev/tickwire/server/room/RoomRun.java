package dev.tickwire.server.room;

import dev.tickwire.server.backend.Outbox;
import dev.tickwire.server.broadcast.Broadcast;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Places;

/**
 * A room for as long as it goes by the same rules: a match, and all that is made for its tables. Belongs to the room's
 * loop.
 */
final class RoomRun {
    private final Parts parts;
    private final Match match;
    private final Outbox outbox;
    private final Broadcast broadcast;
    private final Roster roster;
    private final CommandRunner commands;
    private final RuleEffects effects;
    private final StepRunner steps;
    private final SnapshotRunner snapshots;
    private final Sleeper sleeper;

    /** What a room has whatever its rules are. */
    record Parts(
            Listing listing,
            RoomMailbox mailbox,
            Places places,
            Seating seating,
            Lifetime lifetime,
            Notices notices,
            CounterBatch batch,
            RoomStats stats) {}

    private RoomRun(Parts parts, Match match, Outbox outbox, Broadcast broadcast, Roster roster) {
        this.parts = parts;
        this.match = match;
        this.outbox = outbox;
        this.broadcast = broadcast;
        this.roster = roster;
        commands = newCommands();
        effects = new RuleEffects(match, roster, parts.places, parts.listing);
        steps = newSteps();
        snapshots = new SnapshotRunner(broadcast, roster, parts.batch, parts.stats);
        sleeper = new Sleeper(this);
    }

    /** With nobody in it. */
    static RoomRun of(Parts parts, RoomType type, Match match, Outbox outbox) {
        Broadcast broadcast = new Broadcast(type, match, parts.batch, parts.stats);
        Roster roster = new Roster(
                parts.listing, type, match, broadcast, parts.places, parts.seating, parts.batch, parts.stats);
        return new RoomRun(parts, match, outbox, broadcast, roster);
    }

    private CommandRunner newCommands() {
        parts.notices.isFor(roster);
        return new CommandRunner(
                parts.listing,
                parts.mailbox,
                roster,
                match,
                broadcast,
                parts.lifetime,
                parts.places,
                parts.notices,
                parts.batch);
    }

    private StepRunner newSteps() {
        return new StepRunner(match, roster, new RequestRunner(match, roster, outbox), parts.batch, parts.stats);
    }

    /** The same room by other rules. */
    RoomRun goingBy(RoomType type, Match other, Outbox itsOutbox) {
        Broadcast next = broadcast.goingBy(type, other);
        return new RoomRun(parts, other, itsOutbox, next, new Roster(roster, type, other, next));
    }

    /** Does a step; {@code type} is how the room runs now. */
    void step(RoomType type, long deadlineNanos, long nowNanos) {
        steps.run(type, deadlineNanos, nowNanos);
        commands.stepped();
        broadcast.news().collect();
        parts.stats.stepped();
        parts.batch.increment(Counter.TICKS);
    }

    /** Goes on with other settings. */
    void retune(RoomType to) {
        match.retune(to.tuning());
        broadcast.adapt(to);
        roster.adapt(to);
        parts.batch.increment(Counter.ROOMS_RETUNED);
    }

    Parts parts() {
        return parts;
    }

    Match match() {
        return match;
    }

    /** Whether it is put aside where it is empty: rooms of some types come back only where the server stops. */
    boolean isKept(RoomType type) {
        return type.settings().opening().isKept() && match.sink().lasts();
    }

    Outbox outbox() {
        return outbox;
    }

    Broadcast broadcast() {
        return broadcast;
    }

    Roster roster() {
        return roster;
    }

    CommandRunner commands() {
        return commands;
    }

    RuleEffects effects() {
        return effects;
    }

    StepRunner steps() {
        return steps;
    }

    SnapshotRunner snapshots() {
        return snapshots;
    }

    Sleeper sleeper() {
        return sleeper;
    }
}

package dev.tickwire.server.console;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.Scope;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Changes rates and tunables of rooms that run, and remembers who did what. Any thread may use it. */
public final class Changes {
    /** Older ones are forgotten; the audit log has them. */
    public static final int MOST = 200;

    private final LocalRooms rooms;
    private final Audit audit;
    private final InstantSource clock;
    private final Deque<Change> newestFirst = new ArrayDeque<>();
    private int count;

    public Changes(LocalRooms rooms, Audit audit, InstantSource clock) {
        this.rooms = rooms;
        this.audit = audit;
        this.clock = clock;
    }

    /** Says something of some rooms, beside what is said of them already. */
    public synchronized Change make(String who, Scope scope, Adjustment adjustment) throws InvalidAdjustmentException {
        Adjustment before = rooms.adjustments().getOrDefault(scope, Adjustment.NONE);
        return replace(who, scope, before.and(adjustment));
    }

    /** Says this of some rooms, in place of all that is said of them. */
    public synchronized Change set(String who, Scope scope, Adjustment adjustment) throws InvalidAdjustmentException {
        return replace(who, scope, adjustment);
    }

    /** Lets rooms run by the config again, as far as this scope goes. */
    public synchronized Change reset(String who, Scope scope) throws InvalidAdjustmentException {
        return replace(who, scope, Adjustment.NONE);
    }

    /** Takes a change back: what it said is as it was before, and what others said since stays. */
    public synchronized Change undo(String who, int number) throws InvalidAdjustmentException {
        for (Change change : newestFirst) {
            if (change.number() == number) {
                Adjustment now = rooms.adjustments().getOrDefault(change.scope(), Adjustment.NONE);
                return replace(who, change.scope(), now.back(change.after(), change.before()));
            }
        }
        throw new InvalidAdjustmentException("There is no change " + number + ", or it is too long ago.");
    }

    /** The changes, the newest first. */
    public synchronized List<Change> list() {
        return new ArrayList<>(newestFirst);
    }

    /** How many there were since the start. */
    public synchronized int count() {
        return count;
    }

    private Change replace(String who, Scope scope, Adjustment after) throws InvalidAdjustmentException {
        Adjustment before = rooms.adjust(scope, after);
        Change change = new Change(++count, clock.instant(), who, scope, before, after);
        newestFirst.addFirst(change);
        if (newestFirst.size() > MOST) {
            newestFirst.removeLast();
        }
        audit.log(who, "adjust", Described.scope(scope), Described.change(change));
        return change;
    }
}

package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatListener;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one door into a room: a bounded queue of commands. Any thread offers; the room's loop takes.
 *
 * <p>Requests are refused where {@code mailbox} of them wait already, and chats where it is half full. A departure is
 * never refused: there is a slot for each seat that may be there. After {@link #close} every command is refused, and
 * everybody who waits for one is answered, also those whose command came in at the same moment.
 */
final class RoomMailbox implements SeatListener {
    /** Slots for retunes and closes, which come a few at a time. */
    private static final int SPARE = 64;

    private final Counters counters;
    private final int requestLimit;
    /** Several threads may take from it, after the room has closed. */
    private final MpmcVarHandleArrayQueue<RoomCommand> commands;

    private final Sleep sleep = new Sleep();
    private volatile @Nullable DisconnectReason closedFor;

    RoomMailbox(RoomSettings.Capacity limits, Counters counters) {
        this.counters = counters;
        requestLimit = limits.mailbox();
        // A seat departs twice at most. Seats there are: those that sit, and those whose requests wait.
        int capacity = requestLimit + 2 * (requestLimit + limits.places()) + SPARE;
        commands = new MpmcVarHandleArrayQueue<>(capacity);
    }

    /**
     * Hands over a command that somebody waits for, and that may be refused.
     *
     * @return false if too many wait; the caller answers
     */
    boolean request(RoomCommand command) {
        if (closedFor == null && commands.size() >= requestLimit) {
            counters.increment(Counter.MAILBOXES_FULL);
            return false;
        }
        return offer(command);
    }

    /** Hands over a command of the server's own. */
    boolean offer(RoomCommand command) {
        if (!commands.offer(command)) {
            counters.increment(Counter.MAILBOXES_FULL);
            return false;
        }
        sleep.stir();
        refuseAllIfClosed();
        return true;
    }

    /** Whether its room sleeps: whatever comes wakes it. */
    Sleep sleep() {
        return sleep;
    }

    @Override
    public void departed(Seat seat) {
        if (closedFor == null) {
            offer(new RoomCommand.Depart(seat));
        }
    }

    @Override
    public boolean said(Seat seat, byte[] text) {
        boolean isTaken = closedFor == null
                && commands.size() < requestLimit / 2
                && commands.offer(new RoomCommand.Say(seat, text));
        if (isTaken) {
            sleep.stir();
        }
        return isTaken;
    }

    @Override
    public void stirred() {
        sleep.stir();
    }

    @Override
    public boolean reported(Seat seat, String text) {
        return request(new RoomCommand.Report(seat, text));
    }

    /** The oldest command; null: there is none, or the room has closed. Called by the room's loop. */
    @Nullable
    RoomCommand poll() {
        return closedFor == null ? commands.poll() : null;
    }

    /** Commands that wait; any thread may ask. */
    int depth() {
        return commands.size();
    }

    /** Refuses whatever waits and whatever comes; any thread may close it, and the first reason counts. */
    void close(DisconnectReason reason) {
        if (closedFor == null) {
            closedFor = reason;
        }
        refuseAllIfClosed();
    }

    /** Why it was closed; null: it was not. Any thread may ask. */
    @Nullable
    DisconnectReason closedFor() {
        return closedFor;
    }

    private void refuseAllIfClosed() {
        DisconnectReason reason = closedFor;
        if (reason == null) {
            return;
        }
        for (RoomCommand late = commands.poll(); late != null; late = commands.poll()) {
            if (late instanceof RoomCommand.Enter enter) {
                enter.seat().end(reason);
                enter.seat().giveUp();
            } else if (late instanceof RoomCommand.Resume resume) {
                resume.seat().end(reason == DisconnectReason.ROOM_CLOSED ? DisconnectReason.SEAT_EXPIRED : reason);
                resume.seat().giveUp();
            } else if (late instanceof RoomCommand.Ask ask) {
                ask.answer().completeExceptionally(new IllegalStateException("the room has closed"));
            } else if (late instanceof RoomCommand.Look look) {
                look.answer().completeExceptionally(new IllegalStateException("the room has closed"));
            } else if (late instanceof RoomCommand.Recent recent) {
                recent.answer().completeExceptionally(new IllegalStateException("the room has closed"));
            } else if (late instanceof RoomCommand.Hear hear) {
                hear.answer().completeExceptionally(new IllegalStateException("the room has closed"));
            } else if (late instanceof RoomCommand.WatchBytes watching) {
                watching.watch().close();
            } else if (late instanceof RoomCommand.Change change) {
                change.swap().listener().refused("the room has closed");
            } else if (late instanceof RoomCommand.Lock lock) {
                lock.done().completeExceptionally(new IllegalStateException("the room has closed"));
            }
        }
    }
}

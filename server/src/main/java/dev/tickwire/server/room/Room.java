package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.server.broadcast.Broadcast;
import dev.tickwire.server.inputs.InputSchedule;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.Places;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import org.jspecify.annotations.Nullable;

/**
 * One room: a match, the players in it and those who watch, and the tick that moves them.
 *
 * <p>Whatever other threads want of it goes through its mailbox, and is done by the loop that runs the room. It has no
 * thread and no clock: the loop says what time it is.
 */
public final class Room {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Commands done in one tick, so that a crowd at the door does not make the tick late. */
    private static final int MOST_COMMANDS = 64;

    private static final long NEVER_EMPTY = Long.MAX_VALUE;

    private final String id;
    private final Counters counters;
    private final Places places;
    private final RoomMailbox mailbox;
    private final Match match;
    private final CounterBatch batch;
    private final Broadcast broadcast;
    private final Roster roster;
    /** Written by the loop only. */
    private volatile RoomType type;
    /** How it is to run from the next snapshot on. */
    private RoomType wantedType;

    private @Nullable DisconnectReason closing;
    private boolean hadSomebody;
    private volatile boolean wasPromised;
    private volatile long emptySinceNanos = NEVER_EMPTY;

    /** Opens a room with nobody in it: runs the game's {@code start}, which may throw anything and take any time. */
    public Room(String id, RoomType type, JournalSink journal, Counters counters) {
        this.id = id;
        this.type = type;
        this.counters = counters;
        wantedType = type;
        places = new Places(
                type.settings().capacity().players(), type.settings().capacity().spectators());
        mailbox = new RoomMailbox(type.settings().capacity(), counters);
        match = type.newMatch(journal);
        batch = new CounterBatch(counters);
        broadcast = new Broadcast(type, match, batch);
        roster = new Roster(type, match, broadcast, places, batch);
    }

    public String id() {
        return id;
    }

    /** Its type, with the rates and tunables that hold now; any thread may ask. */
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

    /** Commands that wait for its next tick; any thread may ask. */
    public int mailboxDepth() {
        return mailbox.depth();
    }

    /** Whether nobody is in it, nor about to be; any thread may ask. */
    public boolean isEmpty() {
        return places.isEmpty();
    }

    /** Since when nobody has been in it, as its loop noticed; {@link Long#MAX_VALUE}: it has noticed nothing. */
    public long emptySinceNanos() {
        return emptySinceNanos;
    }

    /** Promises a place, if there is one; any thread may ask. What is promised must be {@link #enter}ed or released. */
    public boolean reserve(Role role) {
        wasPromised = true;
        return places.reserve(role);
    }

    /** Takes back a promise; any thread may. */
    public void release(Role role) {
        places.release(role);
    }

    /** Whether a token opens a seat in this room; any thread may ask. It may not do so any more at the next tick. */
    public boolean hasSeatFor(ResumeToken token) {
        return roster.hasSeatFor(token);
    }

    /**
     * Turns a promise into a seat: the player is in the room at its next tick. A request that resumes needs no promise.
     * Any thread.
     *
     * @return null if too many come at once; the promise is taken back. A seat in a room that has closed is ended
     *     already
     */
    public @Nullable Seat enter(Outlet outlet, SeatRequest request) {
        Seat seat = new Seat(id, type, outlet, request, mailbox, counters);
        boolean isNew = request.resumes() == null;
        if (mailbox.request(isNew ? new RoomCommand.Enter(seat) : new RoomCommand.Resume(seat))) {
            return seat;
        }
        if (isNew) {
            places.release(request.role());
        }
        return null;
    }

    /**
     * Lets it run at the rates and by the tunables of its type as that is now, from its next snapshot on. Any thread.
     */
    public void follow(RoomType reloaded) {
        mailbox.offer(new RoomCommand.Retune(reloaded));
    }

    /** Ends the room at its next tick. Any thread. */
    public void close(DisconnectReason reason) {
        mailbox.offer(new RoomCommand.Close(reason));
    }

    /**
     * Closes the room's doors if nobody is in it, nor about to be; nobody can enter it any more, and it ends at its
     * next tick. Any thread.
     */
    public boolean closeIfEmpty() {
        return places.closeIfEmpty();
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
        roster.expire(nowNanos);
        doCommands(nowNanos);
        if (closing == null && places.isClosed()) {
            closing = DisconnectReason.ROOM_CLOSED;
        }
        if (closing != null) {
            end(closing);
            return false;
        }
        takeInputs(deadlineNanos);
        match.step();
        broadcast.collect();
        batch.increment(Counter.TICKS);
        int tick = match.tick();
        if (tick % type.ticksPerSnapshot() == 0) {
            if (ticksBehind >= type.ticksPerSnapshot()) {
                batch.increment(Counter.SNAPSHOTS_OVERTAKEN);
            } else {
                retuneIfWanted();
                broadcast(nowNanos);
            }
        }
        batch.flush();
        return !closeIfEmptyForLong(nowNanos);
    }

    /** Ends the room now, and lets its players know why. Called by its loop, which does not use the room any more. */
    public void end(DisconnectReason reason) {
        abandon(reason);
        batch.flush();
    }

    /** Lets the players of a room know that it ends, while its loop is stuck in its game. Any thread. */
    public void abandon(DisconnectReason reason) {
        places.close();
        mailbox.close(reason);
        roster.endAll(reason);
    }

    private void doCommands(long nowNanos) {
        for (int done = 0; done < MOST_COMMANDS && closing == null; done++) {
            RoomCommand command = mailbox.poll();
            if (command == null) {
                return;
            }
            doCommand(command, nowNanos);
        }
    }

    private void doCommand(RoomCommand command, long nowNanos) {
        if (command instanceof RoomCommand.Enter enter) {
            welcome(roster.enter(enter.seat(), type));
        } else if (command instanceof RoomCommand.Resume resume) {
            welcome(roster.resume(resume.seat(), type));
        } else if (command instanceof RoomCommand.Depart depart) {
            roster.depart(depart.seat(), nowNanos);
        } else if (command instanceof RoomCommand.Say say) {
            say(say, nowNanos);
        } else if (command instanceof RoomCommand.Retune retune) {
            wantedType = type.withRatesOf(retune.type());
        } else if (command instanceof RoomCommand.Close close) {
            closing = close.reason();
        }
    }

    private void say(RoomCommand.Say say, long nowNanos) {
        Player speaker = roster.find(say.seat());
        if (speaker == null) {
            return;
        }
        if (speaker.chats().take(type.settings().logs().chatPerTenSeconds(), nowNanos)) {
            broadcast.say(match.tick() + 1, speaker.number(), speaker.nameUtf8(), say.text());
        } else {
            batch.increment(Counter.CHATS_TOO_MANY);
        }
    }

    private void welcome(@Nullable Player player) {
        if (player == null) {
            return;
        }
        hadSomebody = true;
        Seat seat = player.seat();
        Welcome.Builder welcome = type.welcome().toBuilder()
                .setRoom(id)
                .setName(player.name())
                .setCodec(seat.codec())
                .setResumed(seat.request().resumes() != null);
        long graceMillis = type.settings().timeouts().resumeGraceMillis();
        if (!player.isSpectator()) {
            welcome.setPlayer(player.number());
        }
        if (!player.isSpectator() && graceMillis > 0) {
            welcome.setResumeToken(new ResumeToken(seat.secret(), player.number(), id).toBytes())
                    .setResumeGraceMillis((int) graceMillis);
        }
        byte[] frame = ServerFrameWriter.welcome(welcome.build());
        seat.outlet().send(frame, 0, frame.length);
        player.recipient().setToldType(type);
    }

    /** Together with a snapshot: so each client hears of it with the tick after which it holds. */
    private void retuneIfWanted() {
        if (wantedType == type) {
            return;
        }
        type = wantedType;
        match.retune(type.tuning());
        broadcast.adapt(type);
        for (int i = 0; i < roster.count(); i++) {
            roster.get(i).adapt(type);
        }
        batch.increment(Counter.ROOMS_RETUNED);
    }

    private void broadcast(long nowNanos) {
        if (roster.count() == 0) {
            return;
        }
        broadcast.begin();
        for (int i = 0; i < roster.count(); i++) {
            Player player = roster.get(i);
            if (!player.isAway()) {
                broadcast.send(player.recipient(), nowNanos);
            }
        }
        broadcast.flush();
    }

    private void takeInputs(long deadlineNanos) {
        int tick = match.tick() + 1;
        for (int i = 0; i < roster.count(); i++) {
            Player player = roster.get(i);
            if (!player.isAway() && !player.isSpectator()) {
                takeInput(player, tick, deadlineNanos);
            }
        }
    }

    private void takeInput(Player player, int tick, long deadlineNanos) {
        InputSchedule inputs = player.inputs();
        inputs.drain(player.seat().inputs(), player.recipient().margins(), tick, deadlineNanos, type.nanosPerTick());
        int offset = inputs.take(tick);
        if (offset >= 0) {
            player.setAtRest(false);
            match.input(player.number(), inputs.raws(), offset, inputs.viewAgo(tick));
        }
    }

    /** A room that somebody was about to join, and nobody did, closes at once. */
    private boolean closeIfEmptyForLong(long nowNanos) {
        if (!places.isEmpty()) {
            emptySinceNanos = NEVER_EMPTY;
            return false;
        }
        if (emptySinceNanos == NEVER_EMPTY) {
            emptySinceNanos = nowNanos;
        }
        long timeoutNanos =
                wasPromised && !hadSomebody ? 0 : type.settings().timeouts().emptyRoomMillis() * NANOS_PER_MILLI;
        if (nowNanos - emptySinceNanos < timeoutNanos || !places.closeIfEmpty()) {
            return false;
        }
        mailbox.close(DisconnectReason.ROOM_CLOSED);
        return true;
    }
}

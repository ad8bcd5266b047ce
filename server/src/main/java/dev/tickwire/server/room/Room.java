package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.world.Simulation;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One room: a world, the players in it and who watches them, and the tick that moves them.
 *
 * <p>World and players belong to the loop that runs the room; other threads promise seats and offer them to the
 * mailbox. It has no thread and no clock: the loop says what time it is.
 */
public final class Room {
    private static final double NANOS_PER_MILLI = 1e6;

    private final String id;
    /** Written by the loop alone. */
    private volatile RoomType type;
    /** What it shall be from the next snapshot on. */
    private volatile RoomType wantedType;

    private final Counters counters;
    private final Places places;
    private final MpscVarHandleArrayQueue<Seat> mailbox;
    /** By the player's number; written by the loop alone. */
    private final AtomicReferenceArray<@Nullable Seat> seated;

    private final Simulation simulation;
    private final CounterBatch batch;
    private final EventFeed events;
    private final @Nullable ChatFeed chats;
    private final Broadcast broadcast;
    private final Player[] players;
    private final int[] restingInput;
    private int playerCount;
    private volatile @Nullable DisconnectReason closing;
    private boolean empty;
    private long emptySinceNanos;

    /** A room with nobody in it. */
    public Room(String id, RoomType type, Counters counters) {
        this.id = id;
        this.type = type;
        wantedType = type;
        this.counters = counters;
        places = new Places(type.settings().playerLimit(), type.settings().spectatorLimit());
        mailbox = new MpscVarHandleArrayQueue<>(type.settings().mailboxCapacity());
        simulation = type.newSimulation();
        simulation.setMostViewAgo(type.mostViewAgo());
        batch = new CounterBatch(counters);
        events = new EventFeed(type, simulation, batch);
        boolean hasChat = type.settings().chatPerTenSeconds() > 0;
        chats = hasChat ? new ChatFeed(type.settings().chatLogCapacity(), batch) : null;
        broadcast = new Broadcast(type, simulation, events, chats, batch);
        players = new Player[type.settings().placeCount()];
        seated = new AtomicReferenceArray<>(type.settings().playerLimit());
        restingInput = type.visibleSchema().inputs().columns().stream()
                .mapToInt(ColumnType::restingRaw)
                .toArray();
    }

    public String id() {
        return id;
    }

    /** Its type, with the rates and tunables that hold now; any thread may ask. */
    public RoomType type() {
        return type;
    }

    /**
     * Lets it run at the rates and by the tunables of its type as that is now, from its next snapshot on; any thread
     * may ask.
     */
    public void follow(RoomType reloaded) {
        wantedType = type.withRatesOf(reloaded);
    }

    /** Players who are in the room or about to be, or whose seats are kept; any thread may ask. */
    public int seatCount() {
        return places.count(Role.PLAYER);
    }

    /** Those who watch or are about to; any thread may ask. */
    public int spectatorCount() {
        return places.count(Role.SPECTATOR);
    }

    /**
     * Promises a seat, if there is one; any thread may ask. What is promised must be {@link #take}n or
     * {@link #release}d.
     */
    public boolean reserve(Role role) {
        return places.reserve(role);
    }

    /** Takes back the promise for a request, if there was one; any thread may. */
    public void release(SeatRequest request) {
        if (request.resumes() == null) {
            places.release(request.role());
        }
    }

    /**
     * Whether a token opens a seat in this room; any thread may ask. It may not do so any more when the seat is taken.
     */
    public boolean hasSeatFor(ResumeToken token) {
        Seat seat = token.player() < seated.length() ? seated.get(token.player()) : null;
        return seat != null && seat.isOpenedBy(token);
    }

    /**
     * Turns a promise into a seat; the player is in the room at its next tick. Who resumes needs no promise: the seat
     * is there. Null: too many are coming at once. Any thread.
     */
    public @Nullable Seat take(Outlet outlet, SeatRequest request) {
        Seat seat = new Seat(this, outlet, request, counters);
        if (!mailbox.offer(seat)) {
            counters.increment(Counter.MAILBOXES_FULL);
            release(request);
            return null;
        }
        if (places.isClosed()) {
            seat.end(DisconnectReason.ROOM_CLOSED);
        }
        return seat;
    }

    /** Tells everybody in the room what somebody says; any thread may. False: too much is being said at once. */
    boolean say(Seat seat, byte[] text) {
        return chats != null && chats.offer(seat, text);
    }

    /** Ends the room at its next tick; any thread may ask. */
    public void close(DisconnectReason reason) {
        closing = reason;
    }

    /**
     * Runs one tick. Called by the loop.
     *
     * @param deadlineNanos when the tick was due
     * @param nowNanos what time it is
     * @return whether the room goes on; if not, it is closed, and its players are told
     */
    public boolean tick(long deadlineNanos, long nowNanos) {
        DisconnectReason reason = closing;
        if (reason != null) {
            end(reason);
            return false;
        }
        noteWhoIsGone(nowNanos);
        admitThoseWhoCame();
        int tick = simulation.tick() + 1;
        for (int i = 0; i < playerCount; i++) {
            if (!players[i].isAway() && !players[i].isSpectator()) {
                takeInput(players[i], tick, deadlineNanos);
            }
        }
        simulation.step();
        events.collect();
        if (chats != null) {
            chats.collect(tick);
        }
        batch.increment(Counter.TICKS);
        if (tick % type.ticksPerSnapshot() == 0) {
            changeTypeIfWanted();
            broadcast(nowNanos);
        }
        batch.flush();
        return !closeIfEmptyForLong(nowNanos);
    }

    /**
     * Ends the room now, and tells its players why. Called by the loop, once, after which the room is not used again.
     */
    public void end(DisconnectReason reason) {
        places.close();
        for (int i = 0; i < playerCount; i++) {
            players[i].seat().end(reason);
        }
        for (Seat seat = mailbox.poll(); seat != null; seat = mailbox.poll()) {
            seat.end(reason);
        }
        batch.flush();
    }

    /** Together with a snapshot: so each client hears of it with the tick after which it holds. */
    private void changeTypeIfWanted() {
        RoomType wanted = wantedType;
        if (wanted != type) {
            type = wanted;
            wanted.adapt(simulation);
            broadcast.adapt(wanted);
            for (int i = 0; i < playerCount; i++) {
                players[i].adapt(wanted);
            }
            batch.increment(Counter.ROOMS_RETUNED);
        }
    }

    private void broadcast(long nowNanos) {
        if (playerCount == 0) {
            return;
        }
        broadcast.begin(simulation);
        for (int i = 0; i < playerCount; i++) {
            if (!players[i].isAway()) {
                broadcast.send(players[i], nowNanos);
            }
        }
        broadcast.flush();
    }

    private void noteWhoIsGone(long nowNanos) {
        for (int i = playerCount - 1; i >= 0; i--) {
            Player player = players[i];
            if (player.seat().hasLeft()) {
                remove(i);
            } else if (player.isAway()) {
                if (player.awayNanos(nowNanos) >= type.resumeGraceNanos()) {
                    batch.increment(Counter.SEATS_EXPIRED);
                    remove(i);
                }
            } else if (player.seat().isBroken()) {
                batch.increment(Counter.SEATS_KEPT);
                player.goAway(nowNanos);
                rest(player);
            }
        }
    }

    private void remove(int index) {
        Player gone = players[index];
        players[index] = players[--playerCount];
        if (gone.isSpectator()) {
            places.release(Role.SPECTATOR);
        } else {
            seated.set(gone.number(), null);
            simulation.leave(gone.number());
            places.release(Role.PLAYER);
        }
    }

    /** Lets go of a player's inputs: nobody holds a key down who is not there. */
    private void rest(Player player) {
        player.inputs().clear();
        simulation.setInput(player.number(), restingInput, 0, 0);
    }

    private void admitThoseWhoCame() {
        for (Seat seat = mailbox.poll(); seat != null; seat = mailbox.poll()) {
            ResumeToken token = seat.request().resumes();
            if (token != null) {
                resume(seat, token);
            } else if (seat.hasLeft() || seat.isBroken()) {
                release(seat.request());
            } else {
                admit(seat);
            }
        }
    }

    private void admit(Seat seat) {
        boolean plays = seat.request().role() == Role.PLAYER;
        int number = plays ? firstFreeNumber() : Player.NO_NUMBER;
        String wanted = seat.request().name();
        String madeUp = plays ? "Player " + (number + 1) : "Spectator";
        Player player = new Player(number, wanted.isEmpty() ? madeUp : wanted, seat, type, batch);
        players[playerCount++] = player;
        events.welcome(player);
        if (chats != null) {
            chats.welcome(player);
        }
        if (plays) {
            seated.set(number, seat);
            simulation.join(number, player.name());
        }
        welcome(player);
    }

    private int firstFreeNumber() {
        int number = 0;
        while (seated.get(number) != null) {
            number++;
        }
        return number;
    }

    /** Lets a player go on who has come back, perhaps before the old connection was known to be dead. */
    private void resume(Seat seat, ResumeToken token) {
        if (!hasSeatFor(token)) {
            seat.end(DisconnectReason.SEAT_EXPIRED);
        } else if (!seat.isBroken()) {
            int index = indexOf(token.player());
            Player before = players[index];
            if (!before.isAway()) {
                rest(before);
                before.seat().end(DisconnectReason.RESUMED_ELSEWHERE);
            }
            Player player = before.resumed(seat);
            players[index] = player;
            seated.set(player.number(), seat);
            events.resume(player, before);
            if (chats != null) {
                chats.resume(player, before);
            }
            batch.increment(Counter.SEATS_RESUMED);
            welcome(player);
        }
    }

    private int indexOf(int number) {
        int index = 0;
        while (players[index].number() != number) {
            index++;
        }
        return index;
    }

    private void welcome(Player player) {
        Seat seat = player.seat();
        seat.setPlayer(player);
        Welcome.Builder welcome = type.welcome().toBuilder()
                .setRoom(id)
                .setName(player.name())
                .setCodec(seat.codec())
                .setResumed(seat.request().resumes() != null);
        if (!player.isSpectator()) {
            welcome.setPlayer(player.number());
        }
        if (!player.isSpectator() && type.settings().resumeGraceMillis() > 0) {
            welcome.setResumeToken(new ResumeToken(seat.secret(), player.number(), id).toBytes())
                    .setResumeGraceMillis((int) type.settings().resumeGraceMillis());
        }
        byte[] frame = ServerFrameWriter.welcome(welcome.build());
        seat.outlet().send(frame, 0, frame.length);
        player.setToldType(type);
    }

    private void takeInput(Player player, int tick, long deadlineNanos) {
        InputQueue queue = player.seat().inputs();
        for (InputQueue.Slot input = queue.poll(); input != null; input = queue.poll()) {
            double marginNanos = deadlineNanos - input.arrivalNanos + (double) type.nanos((long) input.tick - tick);
            player.noteMargin(input.number, (int) Math.rint(marginNanos / NANOS_PER_MILLI));
            player.inputs().add(input, tick);
            queue.release(input);
        }
        int offset = player.inputs().take(tick);
        if (offset >= 0) {
            simulation.setInput(
                    player.number(),
                    player.inputs().raws(),
                    offset,
                    player.inputs().viewAgo(tick));
        }
    }

    private boolean closeIfEmptyForLong(long nowNanos) {
        if (!places.isEmpty()) {
            empty = false;
            return false;
        }
        if (!empty) {
            empty = true;
            emptySinceNanos = nowNanos;
        }
        return nowNanos - emptySinceNanos >= type.emptyRoomTimeoutNanos() && places.closeIfEmpty();
    }
}

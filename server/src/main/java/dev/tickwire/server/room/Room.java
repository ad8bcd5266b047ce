package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.world.Simulation;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One room: a world, the players in it, and the tick that moves them.
 *
 * <p>World and players belong to the loop that runs the room; other threads promise seats and offer them to the mailbox. It has
 * no thread and no clock: the loop says what time it is.
 */
public final class Room {
    private static final int CLOSED = -1;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String id;
    private final RoomType type;
    private final Counters counters;
    private final AtomicInteger seats = new AtomicInteger();
    private final MpscVarHandleArrayQueue<Seat> mailbox;

    private final Simulation simulation;
    private final CounterBatch batch;
    private final EventFeed events;
    private final Broadcast broadcast;
    private final Player[] players;
    private final boolean[] numbersTaken;
    private int playerCount;
    private volatile @Nullable DisconnectReason closing;
    private boolean empty;
    private long emptySinceNanos;

    /** A room with nobody in it. */
    public Room(String id, RoomType type, Counters counters) {
        this.id = id;
        this.type = type;
        this.counters = counters;
        mailbox = new MpscVarHandleArrayQueue<>(type.settings().mailboxCapacity());
        simulation = type.newSimulation();
        simulation.setMostViewAgo(type.mostViewAgo());
        batch = new CounterBatch(counters);
        events = new EventFeed(type, simulation, batch);
        broadcast = new Broadcast(type, simulation, events, batch);
        players = new Player[type.settings().playerLimit()];
        numbersTaken = new boolean[type.settings().playerLimit()];
    }

    public String id() {
        return id;
    }

    public RoomType type() {
        return type;
    }

    /** Players who are in the room or about to be; any thread may ask. */
    public int seatCount() {
        return Math.max(0, seats.get());
    }

    /** Promises a seat, if there is one; any thread may ask. What is promised must be {@link #take}n or {@link #release}d. */
    public boolean reserve() {
        while (true) {
            int taken = seats.get();
            if (taken == CLOSED || taken >= type.settings().playerLimit()) {
                return false;
            }
            if (seats.compareAndSet(taken, taken + 1)) {
                return true;
            }
        }
    }

    /** Takes a promise back; any thread may. */
    public void release() {
        seats.updateAndGet(taken -> taken > 0 ? taken - 1 : taken);
    }

    /** Turns a promise into a seat; the player is in the room at its next tick. Null: too many are coming at once. Any thread. */
    public @Nullable Seat take(Outlet outlet, String name, boolean hashEverySnapshot, Codec codec) {
        Seat seat = new Seat(this, outlet, name, hashEverySnapshot, codec, counters);
        if (!mailbox.offer(seat)) {
            counters.increment(Counter.MAILBOXES_FULL);
            release();
            return null;
        }
        if (seats.get() == CLOSED) {
            seat.end(DisconnectReason.ROOM_CLOSED);
        }
        return seat;
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
        removeThoseWhoLeft();
        admitThoseWhoCame();
        int tick = simulation.tick() + 1;
        for (int i = 0; i < playerCount; i++) {
            takeInput(players[i], tick, deadlineNanos);
        }
        simulation.step();
        events.collect();
        batch.increment(Counter.TICKS);
        if (tick % type.ticksPerSnapshot() == 0 && playerCount > 0) {
            broadcast.begin(simulation);
            for (int i = 0; i < playerCount; i++) {
                broadcast.send(players[i], nowNanos);
            }
            broadcast.flush();
        }
        batch.flush();
        return !closeIfEmptyForLong(nowNanos);
    }

    /** Ends the room now, and tells its players why. Called by the loop, once, after which the room is not used again. */
    public void end(DisconnectReason reason) {
        seats.set(CLOSED);
        for (int i = 0; i < playerCount; i++) {
            players[i].seat().end(reason);
        }
        for (Seat seat = mailbox.poll(); seat != null; seat = mailbox.poll()) {
            seat.end(reason);
        }
        batch.flush();
    }

    private void removeThoseWhoLeft() {
        for (int i = playerCount - 1; i >= 0; i--) {
            Player player = players[i];
            if (player.seat().hasLeft()) {
                players[i] = players[--playerCount];
                numbersTaken[player.number()] = false;
                simulation.leave(player.number());
                release();
            }
        }
    }

    private void admitThoseWhoCame() {
        for (Seat seat = mailbox.poll(); seat != null; seat = mailbox.poll()) {
            if (seat.hasLeft()) {
                release();
            } else {
                admit(seat);
            }
        }
    }

    private void admit(Seat seat) {
        int number = 0;
        while (numbersTaken[number]) {
            number++;
        }
        numbersTaken[number] = true;
        Player player = new Player(number, seat, type, batch);
        players[playerCount++] = player;
        events.welcome(player);
        String name = seat.name().isEmpty() ? "Player " + (number + 1) : seat.name();
        simulation.join(number, name);
        byte[] welcome = ServerFrameWriter.welcome(type.welcome().toBuilder()
                .setRoom(id)
                .setPlayer(number)
                .setName(name)
                .setCodec(seat.codec())
                .build());
        seat.outlet().send(welcome, 0, welcome.length);
    }

    private void takeInput(Player player, int tick, long deadlineNanos) {
        InputQueue queue = player.seat().inputs();
        for (InputQueue.Slot input = queue.poll(); input != null; input = queue.poll()) {
            double marginNanos = deadlineNanos - input.arrivalNanos + (double) type.nanos((long) input.tick - tick);
            player.setMarginMillis((int) Math.rint(marginNanos / NANOS_PER_MILLI));
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
        if (seats.get() > 0) {
            empty = false;
            return false;
        }
        if (!empty) {
            empty = true;
            emptySinceNanos = nowNanos;
        }
        return nowNanos - emptySinceNanos >= type.emptyRoomTimeoutNanos() && seats.compareAndSet(0, CLOSED);
    }
}

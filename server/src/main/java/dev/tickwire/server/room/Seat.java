package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import java.util.List;

/**
 * A place in a room, from the moment that it is promised: what a session and the room's loop share.
 *
 * <p>The public methods are the session's, called by the one thread that reads its socket, but for {@link #leave}, which any thread may call. They
 * take no locks and never wait; the room looks at what they left at its next tick.
 */
public final class Seat {
    private final Room room;
    private final Outlet outlet;
    private final String name;
    private final boolean hashEverySnapshot;
    private final Codec codec;
    private final Counters counters;
    private final InputQueue inputs;
    private final int[] rawMin;
    private final int[] rawMax;
    private volatile int ackTick;
    private volatile boolean resyncWanted;
    private volatile boolean left;

    Seat(Room room, Outlet outlet, String name, boolean hashEverySnapshot, Codec codec, Counters counters) {
        this.room = room;
        this.outlet = outlet;
        this.name = name;
        this.hashEverySnapshot = hashEverySnapshot;
        this.codec = codec;
        this.counters = counters;
        TableType type = room.type().visibleSchema().inputs();
        List<ColumnType> columns = type.columns();
        rawMin = columns.stream().mapToInt(ColumnType::rawMin).toArray();
        rawMax = columns.stream().mapToInt(ColumnType::rawMax).toArray();
        inputs = new InputQueue(room.type().settings().inputQueueCapacity(), columns.size());
    }

    /** The room's id. */
    public String roomId() {
        return room.id();
    }

    public RoomType roomType() {
        return room.type();
    }

    /**
     * Hands over an input: {@code count} raw values from {@code offset}.
     *
     * @param viewAgo how far behind the tick the others were as the player saw them, in sixteenths of a tick
     * @return false if the values do not fit the game's inputs: the client is broken
     */
    public boolean offerInput(int tick, int viewAgo, int[] raws, int offset, int count, long arrivalNanos) {
        if (count != rawMin.length) {
            return false;
        }
        for (int column = 0; column < count; column++) {
            int raw = raws[offset + column];
            if (raw < rawMin[column] || raw > rawMax[column]) {
                return false;
            }
        }
        if (!inputs.offer(tick, viewAgo, arrivalNanos, raws, offset)) {
            counters.increment(Counter.INPUTS_QUEUE_FULL);
        }
        return true;
    }

    /** Tells which snapshot the client has applied. */
    public void acknowledge(int tick) {
        if (tick > ackTick) {
            ackTick = tick;
        }
    }

    /** Makes the next snapshot a keyframe. */
    public void requestResync() {
        counters.increment(Counter.RESYNCS);
        resyncWanted = true;
    }

    /** Gives the place up. */
    public void leave() {
        left = true;
    }

    Outlet outlet() {
        return outlet;
    }

    String name() {
        return name;
    }

    boolean hashEverySnapshot() {
        return hashEverySnapshot;
    }

    /** What the player's snapshots come in. */
    Codec codec() {
        return codec;
    }

    InputQueue inputs() {
        return inputs;
    }

    int ackTick() {
        return ackTick;
    }

    boolean takeResyncWanted() {
        boolean wanted = resyncWanted;
        if (wanted) {
            resyncWanted = false;
        }
        return wanted;
    }

    boolean hasLeft() {
        return left;
    }

    /** Ends the connection, and the seat with it. */
    void end(DisconnectReason reason) {
        left = true;
        outlet.close(reason);
    }
}

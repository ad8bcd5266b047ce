package dev.tickwire.server.room;

import dev.tickwire.proto.ChatText;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.TableType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection's hold on a place in a room, from the moment that it is promised: what a session and the room's loop
 * share. When the connection breaks, the place stays for a while, for the seat of another connection to go on with.
 *
 * <p>The public methods are the session's, called by the one thread that reads its socket, but for {@link #leave},
 * which any thread may call. They take no locks and never wait; the room looks at what they left at its next tick.
 */
public final class Seat {
    private static final long CHAT_WINDOW_NANOS = 10_000_000_000L;

    private final Room room;
    private final Outlet outlet;
    private final SeatRequest request;
    private final byte[] secret = ResumeToken.newSecret();
    private final Counters counters;
    private final InputQueue inputs;
    private final int[] rawMin;
    private final int[] rawMax;
    private volatile int ackTick;
    /** Written by the room's loop, before the snapshot goes out. */
    private volatile int newestSentTick;

    private volatile boolean resyncWanted;
    private volatile boolean left;
    private volatile boolean broken;
    private long chatWindowNanos;
    private int chatsInWindow;
    /** Of the room's loop. */
    private @Nullable Player player;

    Seat(Room room, Outlet outlet, SeatRequest request, Counters counters) {
        this.room = room;
        this.outlet = outlet;
        this.request = request;
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
     * @return false if the values do not fit the game's inputs, or it is a spectator's: the client is broken
     */
    public boolean offerInput(int tick, int viewAgo, int[] raws, int offset, int count, long arrivalNanos) {
        if (count != rawMin.length || request.role() == Role.SPECTATOR) {
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

    /**
     * Hands over something said to everybody in the room. What the room does not pass on is counted, and ends nobody.
     */
    public void say(String said, long nowNanos) {
        Counter why = room.type().settings().chatPerTenSeconds() == 0
                ? Counter.CHATS_REFUSED
                : saysTooMuch(nowNanos) ? Counter.CHATS_TOO_MANY : tell(said);
        if (why != null) {
            counters.increment(why);
        }
    }

    private boolean saysTooMuch(long nowNanos) {
        if (chatsInWindow == 0 || nowNanos - chatWindowNanos >= CHAT_WINDOW_NANOS) {
            chatWindowNanos = nowNanos;
            chatsInWindow = 0;
        }
        return ++chatsInWindow > room.type().settings().chatPerTenSeconds();
    }

    /** Why it is not told; null: it is. */
    private @Nullable Counter tell(String said) {
        String text = ChatText.accept(said);
        if (text == null) {
            return Counter.CHATS_UNFIT;
        }
        return room.say(this, text.getBytes(StandardCharsets.UTF_8)) ? null : Counter.CHATS_QUEUE_FULL;
    }

    /**
     * Tells which snapshot the client has applied.
     *
     * @return false if it was not sent that snapshot over this connection: the client is broken
     */
    public boolean acknowledge(int tick) {
        if (tick > newestSentTick) {
            return false;
        }
        if (tick > ackTick) {
            ackTick = tick;
        }
        return true;
    }

    /** Makes the next snapshot a keyframe. */
    public void requestResync() {
        counters.increment(Counter.RESYNCS);
        resyncWanted = true;
    }

    /** Gives the place up, for good. */
    public void leave() {
        left = true;
    }

    /**
     * The connection has ended with a close code, which says whether the place is given up or kept for a while; the
     * first call counts.
     */
    public void disconnected(int closeCode) {
        if (left || broken) {
            return;
        }
        boolean kept = isKeptAfter(closeCode)
                && request.role() == Role.PLAYER
                && room.type().settings().resumeGraceMillis() > 0;
        broken = kept;
        left = !kept;
    }

    /** The page that went away may come back, and a network does: not who left, or misbehaved. */
    private static boolean isKeptAfter(int closeCode) {
        return closeCode == DisconnectReason.SERVER_STOPPING.closeCode()
                || closeCode == Outlet.BROKEN
                || closeCode == DisconnectReason.IDLE_TIMEOUT.closeCode()
                || closeCode == DisconnectReason.TOO_SLOW.closeCode();
    }

    Outlet outlet() {
        return outlet;
    }

    /** Who holds it; null: it is not in the room yet. */
    @Nullable
    Player player() {
        return player;
    }

    void setPlayer(Player holder) {
        player = holder;
    }

    SeatRequest request() {
        return request;
    }

    /** What the player's snapshots come in. */
    Codec codec() {
        return request.codec();
    }

    /** What opens the place for another connection. */
    byte[] secret() {
        return secret;
    }

    /**
     * Whether a token opens this place. Until this connection has acknowledged something, the token that it came with
     * still does: the welcome with the next one may have got lost.
     */
    boolean isOpenedBy(ResumeToken token) {
        ResumeToken before = request.resumes();
        return token.has(secret) || (before != null && ackTick == 0 && token.has(before.secret()));
    }

    InputQueue inputs() {
        return inputs;
    }

    int ackTick() {
        return ackTick;
    }

    void setNewestSentTick(int tick) {
        newestSentTick = tick;
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

    /** Whether the connection has ended, but the place is kept. */
    boolean isBroken() {
        return broken;
    }

    /** Ends the connection; whether the place is kept is up to the reason. */
    void end(DisconnectReason reason) {
        disconnected(reason.closeCode());
        outlet.close(reason);
    }
}

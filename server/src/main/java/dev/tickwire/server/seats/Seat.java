package dev.tickwire.server.seats;

import dev.tickwire.proto.ChatText;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.FrameCommands;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.address.Cost;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection's hold on a place in a room: what a session and the room's loop share. When the connection breaks, the
 * place stays for a while, for the seat of another connection to go on with.
 *
 * <p>Methods that hand something over are called by the one thread that reads the socket; any thread may end the seat.
 * None takes a lock or waits.
 */
public final class Seat {
    private final String roomId;
    private final Outlet outlet;
    private final SeatRequest request;
    private final Codec codec;
    private final byte[] secret;
    private final SeatListener listener;
    private final Counters counters;
    private final Speeches speeches;
    /** Written by the room's loop. */
    private volatile RoomType type;

    private final AtomicReference<@Nullable Departure> departure = new AtomicReference<>();
    /** Why the server ended the connection; null: it did not. */
    private volatile @Nullable DisconnectReason endedFor;

    private volatile long ack;

    private volatile long heardNanos;
    /** Written by the room's loop, before the snapshot goes out. */
    private volatile int newestSentTick;

    private final Reports reports;
    private final KeptPlace kept = new KeptPlace(this);
    private final CompletableFuture<Seat> gone = new CompletableFuture<>();

    /** A seat that is not in its room yet; {@code type} is the room's when the seat was taken. */
    public Seat(
            String roomId,
            RoomType type,
            Outlet outlet,
            SeatRequest request,
            SeatListener listener,
            Counters counters) {
        this.roomId = roomId;
        this.type = type;
        this.outlet = outlet;
        secret = outlet.secret();
        departure.set(outlet.departed());
        this.request = request;
        this.listener = listener;
        this.counters = counters;
        reports = new Reports(counters);
        codec = type.settings().flow().codecFor(request.software().codecs());
        speeches = new Speeches(type);
    }

    /** The room's id. */
    public String roomId() {
        return roomId;
    }

    /** The room's type, with the rates that hold now; any thread may ask. */
    public RoomType roomType() {
        return type;
    }

    /** The room runs at other rates now. Called by its loop. */
    public void adapt(RoomType to) {
        type = to;
    }

    /** Its room may have other rules than when the seat was made: the client is told of these. Called by the loop. */
    public void followRules(RoomType now) {
        if (!type.hasRulesOf(now)) {
            speeches.goBy(now, 0, null);
            type = now;
        }
    }

    /** What the client says of its game, by whatever rules of it. */
    public Speeches speeches() {
        return speeches;
    }

    /** All that a frame says has been handed over: the room is to know. */
    public void stir() {
        listener.stirred();
    }

    /** Something came from the client, whatever it is. */
    public void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** When something came from the client last. */
    public long heardNanos() {
        return heardNanos;
    }

    /**
     * Hands over an input: {@code count} raw values from {@code offset}.
     *
     * @param viewAgo how far behind the tick the others were as the player saw them, in sixteenths of a tick
     * @return false if the values do not fit the game's inputs, or it is a spectator's: the client is broken
     */
    public boolean offerInput(int tick, int viewAgo, int[] raws, int offset, int count, long arrivalNanos) {
        if (!speeches.holds(raws, offset, count) || request.role() == Role.SPECTATOR) {
            return false;
        }
        if (!speeches.spokenInputs().offer(tick, viewAgo, arrivalNanos, raws, offset)) {
            counters.increment(Counter.INPUTS_QUEUE_FULL);
        }
        return true;
    }

    /** Hands over something said to everybody in the room. What is not passed on is counted, and ends nobody. */
    public void say(String said) {
        if (type.settings().logs().chatPerTenSeconds() == 0) {
            counters.increment(Counter.CHATS_REFUSED);
            return;
        }
        String text = ChatText.accept(said);
        if (text == null) {
            counters.increment(Counter.CHATS_UNFIT);
        } else if (!outlet.address().take(Cost.CHAT, heardNanos)) {
            counters.increment(Counter.CHATS_TOO_MANY);
        } else if (!listener.said(this, text.getBytes(StandardCharsets.UTF_8))) {
            counters.increment(Counter.CHATS_QUEUE_FULL);
        }
    }

    /** Hands over what the player says is wrong. What is not taken is counted, and ends nobody. */
    public void report(String said) {
        String text = ChatText.accept(said);
        if (text == null) {
            counters.increment(Counter.PLAYER_REPORTS_UNFIT);
        } else if (!outlet.address().take(Cost.CHAT, heardNanos)) {
            counters.increment(Counter.PLAYER_REPORTS_TOO_MANY);
        } else if (!listener.reported(this, text)) {
            counters.increment(Counter.PLAYER_REPORTS_QUEUE_FULL);
        }
    }

    /** Tells which snapshot the client has applied; false: it was sent none, and the client is broken. */
    public boolean acknowledge(int tick) {
        if (tick > newestSentTick) {
            return false;
        }
        if (tick > ackTick()) {
            ack = Ack.of(tick, heardNanos);
        }
        return true;
    }

    /** Tick of the newest snapshot that the client says it has applied; 0: none. */
    public int ackTick() {
        return Ack.tick(ack);
    }

    /** The newest ack and when it came, for {@link Ack} to read. */
    public long ack() {
        return ack;
    }

    /** Called by the room's loop before the snapshot of that tick goes out. */
    public void setNewestSentTick(int tick) {
        newestSentTick = tick;
    }

    /** What the client says of how it fares. */
    public Reports reports() {
        return reports;
    }

    /** The connection has ended; only the first call counts. */
    public void depart(Departure why) {
        if (departure.compareAndSet(null, why)) {
            listener.departed(this);
        }
    }

    /** The server ends the connection; only the first call counts. */
    public void depart(DisconnectReason why) {
        endedFor = departure.get() == null ? why : endedFor;
        depart(Departure.of(why));
    }

    /** In a word for the log: why the connection ended. */
    public String whyDeparted() {
        return String.valueOf(endedFor == null ? departure.get() : endedFor);
    }

    /** The player gives its place up for good, also where the connection was ended and the place is kept. */
    public void leave() {
        Departure before = departure.getAndSet(Departure.LEFT);
        if (before == null || before.mayComeBack()) {
            listener.departed(this);
        }
    }

    /** The place is another's, or nobody's: whoever had it cannot come back into it. */
    public void giveUp() {
        departure.set(Departure.ENDED);
        kept.letGo();
        gone.complete(this);
    }

    /** Done when it is given up: what is kept of its player has been handed over by then. */
    public CompletableFuture<Seat> gone() {
        return gone;
    }

    /** Ends the connection; whether the place is kept is up to the reason. */
    public void end(DisconnectReason reason) {
        end(reason, reason.sentence());
    }

    /** Ends the connection with a sentence for the player. Never throws: whoever ends many seats reaches them all. */
    public void end(DisconnectReason reason, String sentence) {
        try {
            depart(reason);
            outlet.close(reason, sentence);
        } catch (Throwable bug) {
            counters.increment(Counter.LOOP_ERRORS);
            Failures.log("a connection did not close cleanly: a bug in the server", bug);
        }
    }

    public boolean hasDeparted() {
        return departure.get() != null;
    }

    /** Whether the connection has ended, and the player may come back into its place. */
    public boolean mayComeBack() {
        Departure why = departure.get();
        return why != null
                && why.mayComeBack()
                && request.role() == Role.PLAYER
                && type.settings().timeouts().resumeGraceMillis() > 0;
    }

    public Outlet outlet() {
        return outlet;
    }

    /** Its place, if that is kept. */
    public KeptPlace kept() {
        return kept;
    }

    public SeatRequest request() {
        return request;
    }

    /** What the player's snapshots are written in. */
    public Codec codec() {
        return codec;
    }

    /** What opens the place for another connection. */
    public byte[] secret() {
        return secret;
    }

    /**
     * Whether a token opens this place. Until this connection has acknowledged something, the token that it came with
     * still does: the welcome with the next one may have got lost.
     */
    public boolean isOpenedBy(ResumeToken token) {
        ResumeToken before = request.resumes();
        return token.has(secret) || (before != null && ackTick() == 0 && token.has(before.secret()));
    }

    /** Hands over commands, and which answer came (0: it does not say); what is wrong, for the client, or null. */
    public @Nullable String offerCommands(FrameCommands said, int answered) {
        if (answered > 0) {
            speeches.spokenCommands().setAnswered(answered);
        }
        return said.count() > 0 && request.role() == Role.SPECTATOR
                ? "A spectator has no commands: join as a player to send some."
                : speeches.spokenCommands().offer(said);
    }
}

package dev.tickwire.client.session;

import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ClientFrameWriter;
import dev.tickwire.proto.codec.FrameEvents;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.codec.ServerFrameReader;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One player's connection as the protocol sees it: bytes in with the time at which they came, bytes out.
 *
 * <p>Send {@link #join} first; hand each message to {@link #receive}; call {@link #tick} every {@link #nanosUntilDue}.
 * Times are {@link System#nanoTime} values, never read here. Not thread-safe: the caller sees to it that one thread at
 * a time is in it.
 */
public final class ClientSession {
    /** The protocol version spoken. */
    public static final int PROTOCOL_VERSION = 1;

    private static final long RESYNC_RETRY_NANOS = 1_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;
    /** How often to look while the world is not there yet. */
    private static final long WAITING_NANOS = 50_000_000L;
    /** A little more than it is, for what rounding makes of it. */
    private static final double LONGEST_SNAPSHOT_SECONDS = 10.001;

    private final Join join;
    private final SessionListener listener;
    private final ServerFrameReader frame = new ServerFrameReader();
    private final ClientFrameWriter writer = new ClientFrameWriter();
    private final InputClock clock;
    private final SentInputs sentInputs = new SentInputs();
    private final RoundTrips roundTrips = new RoundTrips();
    private @Nullable Welcome welcome;
    private @Nullable Schema schema;
    private @Nullable Replica replica;
    private @Nullable FrameEvents events;
    /** When the newest snapshot came; before the first: when the welcome did. */
    private long snapshotNanos;

    private int ackTick;
    private int ackedTick;
    private boolean hasLostBaseline;
    private boolean isDesynced;
    private boolean hasAskedResync;
    private long resyncNanos;
    private boolean isLeaving;

    /**
     * A session that will join as told; the protocol version is filled in, and the codecs.
     *
     * @param earlyTicks by how many ticks inputs arrive earlier than they need to, 0 to 1: so many bots do not all send
     *     in one instant
     */
    public ClientSession(Join join, double earlyTicks, SessionListener listener) {
        clock = new InputClock(earlyTicks);
        this.join = join.toBuilder()
                .setProtocolVersion(PROTOCOL_VERSION)
                .addCodecs(Codec.PACKED)
                .build();
        this.listener = listener;
    }

    /**
     * The first frame to send. With it goes a ping, whose answer tells by the first snapshot how far away the server
     * is.
     */
    public byte[] join(long nowNanos) {
        ByteWriter out = new ByteWriter(64);
        writer.join(join, out);
        writer.ping(roundTrips.start(nowNanos), out);
        return out.toByteArray();
    }

    /**
     * Takes in one message, from {@code offset} (included) to {@code end} (excluded); keeps no reference to the bytes.
     *
     * @throws MalformedFrameException if the server sent nonsense: end the connection
     */
    public void receive(byte[] bytes, int offset, int end, long nowNanos) throws MalformedFrameException {
        frame.read(bytes, offset, end);
        Welcome told = frame.welcome();
        if (told != null) {
            onWelcome(told, nowNanos);
        }
        if (frame.hasPong()) {
            long nanos = roundTrips.end(frame.pong(), nowNanos);
            if (nanos >= 0) {
                clock.onRoundTrip(nanos / NANOS_PER_MILLI, nowNanos / NANOS_PER_MILLI);
                listener.onRoundTrip(nanos);
            }
        }
        if (frame.hasSnapshot()) {
            onSnapshot(end - offset, nowNanos);
        }
    }

    /** Whether the world is there, so that inputs make sense. */
    public boolean isPlaying() {
        return ackTick > 0 && !isLeaving;
    }

    /** How long until {@link #tick} has something to say. */
    public long nanosUntilDue(long nowNanos) {
        return !isPlaying()
                ? WAITING_NANOS
                : (long) (clock.millisUntilDue(nowNanos / NANOS_PER_MILLI) * NANOS_PER_MILLI);
    }

    /**
     * Appends what is to be said now: an input, acks, a ping or a resync, as they are due; before the world is there,
     * pings alone.
     *
     * @param input a legal raw value per column of the schema's inputs
     * @return whether anything was appended, so that there is a frame to send
     */
    public boolean tick(int[] input, long nowNanos, ByteWriter out) {
        int before = out.length();
        if (isPlaying()) {
            play(input, nowNanos, out);
        }
        if (!isLeaving && roundTrips.isDue(nowNanos)) {
            writer.ping(roundTrips.start(nowNanos), out);
        }
        return out.length() > before;
    }

    private void play(int[] input, long nowNanos, ByteWriter out) {
        int inputTick = clock.due(nowNanos / NANOS_PER_MILLI);
        if (inputTick != InputClock.HOLD) {
            writer.input(inputTick, input, out);
            sentInputs.sent(inputTick, nowNanos);
        }
        if (ackTick > ackedTick) {
            writer.ack(ackTick, out);
            ackedTick = ackTick;
        }
        if ((hasLostBaseline || isDesynced) && (!hasAskedResync || nowNanos - resyncNanos >= RESYNC_RETRY_NANOS)) {
            writer.resync(out);
            hasAskedResync = true;
            resyncNanos = nowNanos;
            listener.onResync();
        }
    }

    /** Appends that the player leaves; the server then closes the connection, and {@link #tick} says no more. */
    public void leave(ByteWriter out) {
        isLeaving = true;
        writer.leave(out);
    }

    /**
     * Reports to the listener what the server has not answered by now: snapshots always, inputs and pings where they
     * have waited for more than {@code leastNanos}. Does nothing before the welcome.
     */
    public void reportWaiting(long nowNanos, long leastNanos) {
        if (welcome == null) {
            return;
        }
        listener.onSnapshotMissing(nowNanos - snapshotNanos);
        sentInputs.waiting(nowNanos, leastNanos, listener::onInputUnanswered);
        roundTrips.waiting(nowNanos, leastNanos, listener::onPingUnanswered);
    }

    /** What the server said on joining; null: nothing yet. */
    public @Nullable Welcome welcome() {
        return welcome;
    }

    /** The game's tables and inputs; null: no welcome yet. */
    public @Nullable Schema schema() {
        return schema;
    }

    /** The newest snapshot; null: none yet. Good until the next {@link #receive}. */
    public @Nullable Snapshot snapshot() {
        return replica == null ? null : replica.snapshot();
    }

    /**
     * What {@link #snapshot} was before the newest one was applied; null: nothing. Good until the next
     * {@link #receive}.
     */
    public @Nullable Snapshot previousSnapshot() {
        return replica == null ? null : replica.previous();
    }

    private void onWelcome(Welcome told, long nowNanos) throws MalformedFrameException {
        if (told.getProtocolVersion() != PROTOCOL_VERSION) {
            throw new MalformedFrameException("the server speaks protocol version " + told.getProtocolVersion());
        }
        checkRates(told.getTickRateHz(), told.getTicksPerSnapshot());
        if (told.getCodec() != Codec.PLAIN && !join.getCodecsList().contains(told.getCodec())) {
            throw new MalformedFrameException("the server's codec is not one that was asked for");
        }
        if (replica == null) {
            Schema visible = SchemaMessages.fromMessage(told.getSchema());
            if (SchemaMessages.knowsAllKinds(told.getSchema()) && visible.hash() != told.getSchemaHash()) {
                throw new MalformedFrameException("the schema is not the one that its hash stands for");
            }
            schema = visible;
            replica = new Replica(visible);
            snapshotNanos = nowNanos;
            events = new FrameEvents(visible);
        }
        clock.start(told.getTickRateHz());
        welcome = told;
        listener.onWelcome(this);
    }

    private void onSnapshot(int frameBytes, long nowNanos) throws MalformedFrameException {
        if (replica == null || events == null) {
            throw new MalformedFrameException("a snapshot came before the welcome");
        }
        noteTime(nowNanos);
        events.read(frame);
        Replica.Outcome outcome = replica.apply(frame);
        if (events.count() > 0) {
            listener.onEvents(this, events);
        }
        if (outcome == Replica.Outcome.BASELINE_UNKNOWN) {
            hasLostBaseline = true;
            return;
        }
        noteSync(outcome);
        boolean isFirst = ackTick == 0;
        long gapNanos = isFirst ? -1 : nowNanos - snapshotNanos;
        snapshotNanos = nowNanos;
        ackTick = frame.tick();
        int acked = frame.inputAckTick();
        if (acked >= 0) {
            sentInputs.acked(acked, nowNanos, listener::onInputShown);
        }
        listener.onSnapshot(this, gapNanos, frameBytes);
    }

    /** Takes what the frame tells of time, whatever becomes of its blocks. */
    private void noteTime(long nowNanos) throws MalformedFrameException {
        double nowMillis = nowNanos / NANOS_PER_MILLI;
        clock.onSnapshot(frame.tick(), nowMillis);
        Rates rates = frame.rates();
        if (rates != null) {
            onRates(rates, nowMillis);
        }
        if (frame.hasInputMargin()) {
            clock.onMargin(frame.inputsBetween(), frame.inputMarginMillis(), nowMillis);
            listener.onInputMargin(frame.inputMarginMillis());
        }
    }

    private void onRates(Rates rates, double nowMillis) throws MalformedFrameException {
        checkRates(rates.getTickRateHz(), rates.getTicksPerSnapshot());
        welcome = Objects.requireNonNull(welcome).toBuilder()
                .setTickRateHz(rates.getTickRateHz())
                .setTicksPerSnapshot(rates.getTicksPerSnapshot())
                .clearTunables()
                .addAllTunables(rates.getTunablesList())
                .setMostViewAgo(rates.getMostViewAgo())
                .build();
        clock.onRates(frame.tick(), rates.getTickRateHz(), nowMillis);
        listener.onWelcome(this);
    }

    /**
     * Refuses what no server can be configured for: ticks at 0.1 to 1000 Hz, and a snapshot every ten seconds at least.
     */
    private static void checkRates(double tickRateHz, int ticksPerSnapshot) throws MalformedFrameException {
        boolean hasTicks = tickRateHz >= 0.1 && tickRateHz <= 1_000;
        if (!hasTicks || ticksPerSnapshot < 1 || ticksPerSnapshot / tickRateHz > LONGEST_SNAPSHOT_SECONDS) {
            throw new MalformedFrameException(
                    "the rates make no sense: " + tickRateHz + " Hz with " + ticksPerSnapshot + " ticks per snapshot");
        }
    }

    private void noteSync(Replica.Outcome outcome) {
        hasLostBaseline = false;
        if (outcome == Replica.Outcome.DESYNC) {
            if (!isDesynced) {
                listener.onDesync(frame.tick());
            }
            isDesynced = true;
        } else if (frame.hasStateHash()) {
            isDesynced = false;
        }
        if (!isDesynced) {
            hasAskedResync = false;
        }
    }
}

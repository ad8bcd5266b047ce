package dev.tickwire.client.session;

import dev.tickwire.proto.ChatText;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ClientFrameWriter;
import dev.tickwire.proto.codec.FrameEvents;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.codec.ServerFrameReader;
import dev.tickwire.proto.desync.HeldState;
import dev.tickwire.proto.wire.Answers;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.DesyncAnswer;
import dev.tickwire.proto.wire.Feature;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One player's connection, without sockets: takes bytes with the time at which they came, and gives bytes to send.
 *
 * <p>Send {@link #join} first; hand each message to {@link #receive}; call {@link #tick} every {@link #nanosUntilDue}.
 * Times are {@link System#nanoTime} values, never read here. Not thread-safe: the caller lets one thread in at a time.
 */
public final class ClientSession {
    /** The protocol version spoken. */
    public static final int PROTOCOL_VERSION = 1;

    private static final long RESYNC_RETRY_NANOS = 1_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;
    /** How often to look before the first snapshot has come. */
    private static final long WAITING_NANOS = 50_000_000L;
    /** A little more than ten seconds, because of rounding. */
    private static final double LONGEST_SNAPSHOT_SECONDS = 10.001;

    private final Join join;
    private final SessionListener listener;
    private final ServerFrameReader frame = new ServerFrameReader();
    private final ClientFrameWriter writer = new ClientFrameWriter();
    private final double earlyTicks;
    private final boolean decodes;
    private final InputClock clock;
    private final SentInputs sentInputs = new SentInputs();
    private final SentCommands sentCommands;
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
    /** What was held when the hash differed, while that is looked into. */
    private @Nullable HeldState held;
    /** What is to be said of it next. */
    private @Nullable Desync complaint;

    private boolean hasAskedResync;
    private long resyncNanos;
    private boolean isLeaving;

    /**
     * A session that will join with this request; it adds the protocol version, the codecs and features.
     *
     * @param earlyTicks by how many ticks inputs arrive earlier than they need to, 0 to 1: so that many bots do not all
     *     send in one instant
     */
    public ClientSession(Join join, double earlyTicks, SessionListener listener) {
        this(join, earlyTicks, true, listener);
    }

    /**
     * A session that may spare itself the world.
     *
     * @param decodes false: it looks at the structure of each frame only, so it has no {@link #snapshot}, hears of no
     *     events, and cannot tell that it holds something else than the server has sent
     */
    public ClientSession(Join join, double earlyTicks, boolean decodes, SessionListener listener) {
        this(join, earlyTicks, decodes, listener, new SentCommands());
    }

    private ClientSession(
            Join join, double earlyTicks, boolean decodes, SessionListener listener, SentCommands sentCommands) {
        this.earlyTicks = earlyTicks;
        this.decodes = decodes;
        this.sentCommands = sentCommands;
        clock = new InputClock(earlyTicks);
        this.join = join.toBuilder()
                .setProtocolVersion(PROTOCOL_VERSION)
                .clearCodecs()
                .addCodecs(Codec.PACKED)
                .clearFeatures()
                .addFeatures(Feature.CELLS)
                .addFeatures(Feature.SWAPS)
                .build();
        this.listener = listener;
    }

    /**
     * A session over another connection for the seat of this one, which has had its welcome. If the seat is gone by
     * then, it is refused.
     */
    public ClientSession comeBack() {
        Welcome seat = Objects.requireNonNull(welcome, "a session without a welcome has no seat");
        Join again = join.toBuilder().setResumeToken(seat.getResumeToken()).build();
        return new ClientSession(again, earlyTicks, decodes, listener, sentCommands);
    }

    /** The first frame to send: the join and a ping, so that the round trip is known by the first snapshot. */
    public byte[] join(long nowNanos) {
        ByteWriter out = new ByteWriter(64);
        writer.join(join, out);
        writer.ping(roundTrips.start(nowNanos), out);
        return out.toByteArray();
    }

    /**
     * Takes in one message, from {@code offset} (included) to {@code end} (excluded); keeps no reference to the bytes.
     *
     * @throws MalformedFrameException if the message cannot be understood: end the connection
     */
    public void receive(byte[] bytes, int offset, int end, long nowNanos) throws MalformedFrameException {
        frame.read(bytes, offset, end);
        Welcome answer = frame.welcome();
        if (answer != null) {
            onWelcome(answer, nowNanos);
        }
        if (frame.hasPong()) {
            long nanos = roundTrips.end(frame.pong(), nowNanos);
            if (nanos >= 0) {
                clock.onRoundTrip(nanos / NANOS_PER_MILLI, nowNanos / NANOS_PER_MILLI);
                listener.onRoundTrip(nanos);
            }
        }
        DesyncAnswer answered = frame.desync();
        if (answered != null) {
            onDesyncAnswer(answered);
        }
        if (frame.hasSnapshot()) {
            onSnapshot(end - offset, nowNanos);
        }
    }

    /** Whether the first snapshot has come, and the player has not left. */
    public boolean isPlaying() {
        return ackTick > 0 && !isLeaving;
    }

    /** How many nanoseconds it is until {@link #tick} has something to send. */
    public long nanosUntilDue(long nowNanos) {
        return !isPlaying()
                ? WAITING_NANOS
                : (long) (clock.millisUntilDue(nowNanos / NANOS_PER_MILLI) * NANOS_PER_MILLI);
    }

    /** As {@link #tick(int[], long, long, ByteWriter)}, in time. */
    public boolean tick(int @Nullable [] input, long nowNanos, ByteWriter out) {
        return tick(input, nowNanos, nowNanos, out);
    }

    /**
     * Appends what is due now: an input, acks, a ping or a resync; before the first snapshot only pings.
     *
     * @param input a legal raw value per column of the schema's inputs; null: the player does nothing
     * @param dueNanos when the input should have been sent, from which its latency counts
     * @return whether anything was appended, so that there is a frame to send
     */
    public boolean tick(int @Nullable [] input, long dueNanos, long nowNanos, ByteWriter out) {
        int before = out.length();
        if (isPlaying()) {
            play(input, dueNanos, nowNanos, out);
        }
        if (!isLeaving && roundTrips.isDue(nowNanos)) {
            writer.ping(roundTrips.start(nowNanos), out);
        }
        return out.length() > before;
    }

    private void play(int @Nullable [] input, long dueNanos, long nowNanos, ByteWriter out) {
        int inputTick = clock.due(nowNanos / NANOS_PER_MILLI);
        if (inputTick != InputClock.HOLD && input != null) {
            writer.input(inputTick, input, out);
            sentInputs.sent(inputTick, dueNanos);
        }
        if (ackTick > ackedTick) {
            writer.ack(ackTick, out);
            ackedTick = ackTick;
        }
        int answered = sentCommands.takeConfirmation();
        if (answered > 0) {
            writer.answered(answered, out);
        }
        if ((hasLostBaseline || isDesynced) && (!hasAskedResync || nowNanos - resyncNanos >= RESYNC_RETRY_NANOS)) {
            writer.resync(out);
            hasAskedResync = true;
            resyncNanos = nowNanos;
            listener.onResync();
        }
        if (complaint != null) {
            writer.desync(complaint, out);
            complaint = null;
        }
    }

    /** Whether one more command may be sent: not too many wait for an answer. */
    public boolean mayCommand() {
        return isPlaying() && sentCommands.hasRoom();
    }

    /**
     * Appends a command, if one {@linkplain #mayCommand may} be sent; the listener hears of its answer.
     *
     * @param kind its index among the schema's commands
     * @param raws a legal raw value per column of the kind that is no text
     * @param texts a text per column that is one
     * @param dueNanos when it should have been sent, from which its latency counts
     */
    public void command(int kind, int[] raws, String[] texts, long dueNanos, ByteWriter out) {
        writer.command(sentCommands.sent(kind, dueNanos), kind, raws, texts, out);
    }

    /** Appends something that the player says to everybody in the room. */
    public void chat(String text, ByteWriter out) {
        writer.chat(text, out);
    }

    /**
     * Appends that something is wrong, for those who run the server: it saves the room's last minute with this text, as
     * often as it allows.
     *
     * @param text 1 to {@value ChatText#LONGEST} characters, without line breaks; what the server refuses is an
     *     IllegalArgumentException
     */
    public void report(String text, ByteWriter out) {
        String fitting = ChatText.accept(text);
        if (fitting == null) {
            throw new IllegalArgumentException(
                    "a report has 1 to " + ChatText.LONGEST + " characters, and no control characters or line breaks");
        }
        writer.report(fitting, out);
    }

    /**
     * Appends that the player leaves; the server then closes the connection, and {@link #tick} appends nothing more.
     */
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
        sentCommands.waiting(nowNanos, leastNanos, listener::onCommandUnanswered);
    }

    /** The server's answer to the join, with the rates that hold now; null: it has not come yet. */
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

    private void onWelcome(Welcome answer, long nowNanos) throws MalformedFrameException {
        if (answer.getProtocolVersion() != PROTOCOL_VERSION) {
            throw new MalformedFrameException("the server speaks protocol version " + answer.getProtocolVersion());
        }
        checkRates(answer.getTickRateHz(), answer.getTicksPerSnapshot());
        if (answer.getCodec() != Codec.PLAIN && !join.getCodecsList().contains(answer.getCodec())) {
            throw new MalformedFrameException("the server's codec is not one that was asked for");
        }
        Schema visible = SchemaMessages.fromMessage(answer.getSchema());
        if (SchemaMessages.knowsAllKinds(answer.getSchema()) && visible.hash() != answer.getSchemaHash()) {
            throw new MalformedFrameException("the schema is not the one that its hash stands for");
        }
        schema = visible;
        replica = new Replica(visible);
        snapshotNanos = nowNanos;
        events = new FrameEvents(visible);
        if (welcome == null) {
            clock.start(answer.getTickRateHz());
            sentCommands.resume(Math.max(1, answer.getNextCommand()));
        } else {
            goOn();
        }
        welcome = answer;
        listener.onWelcome(this);
    }

    /** The room goes by other rules: nothing is sent by these until there is a snapshot of theirs. */
    private void goOn() {
        ackTick = 0;
        ackedTick = 0;
        hasLostBaseline = false;
        isDesynced = false;
    }

    private void onSnapshot(int frameBytes, long nowNanos) throws MalformedFrameException {
        if (replica == null || events == null) {
            throw new MalformedFrameException("a snapshot came before the welcome");
        }
        noteTime(nowNanos);
        Replica.Outcome outcome = decodes ? apply(replica, events) : Replica.Outcome.APPLIED;
        Answers answers = frame.answers();
        if (answers != null) {
            sentCommands.answered(answers, nowNanos, listener);
        }
        if (outcome == Replica.Outcome.BASELINE_UNKNOWN) {
            hasLostBaseline = true;
            return;
        }
        noteSync(outcome);
        boolean isFirst = ackTick == 0;
        long gapNanos = isFirst ? -1 : Math.max(0, nowNanos - snapshotNanos - quietNanos());
        snapshotNanos = nowNanos;
        ackTick = frame.tick();
        int acked = frame.inputAckTick();
        if (acked >= 0) {
            sentInputs.acked(acked, nowNanos, listener::onInputShown);
        }
        listener.onSnapshot(this, gapNanos, frameBytes);
    }

    /** How long, of the time since the snapshot before, the server had nothing to say as nothing changed. */
    private long quietNanos() {
        int ticks = frame.quietAgo() == 0 ? 0 : Math.max(0, frame.tick() - frame.quietAgo() - ackTick);
        return (long) (ticks * 1e9 / Objects.requireNonNull(welcome).getTickRateHz());
    }

    private Replica.Outcome apply(Replica to, FrameEvents happened) throws MalformedFrameException {
        happened.read(frame);
        Replica.Outcome outcome = to.apply(frame);
        if (happened.count() > 0) {
            listener.onEvents(this, happened);
        }
        return outcome;
    }

    private void onDesyncAnswer(DesyncAnswer answer) {
        if (!answer.getFinding().isEmpty()) {
            listener.onDesyncFinding(answer.getTick(), answer.getFinding());
        } else if (held != null && held.tick() == answer.getTick()) {
            complaint = held.rows(answer);
            held = null;
        }
    }

    /** Takes ticks, rates and margins from the frame, also where its blocks cannot be applied. */
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
     * Refuses rates that no server can have: it has ticks at 0.1 to 1000 Hz, and a snapshot at least every ten seconds.
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
                held = new HeldState(Objects.requireNonNull(snapshot()));
                complaint = held.hashes();
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

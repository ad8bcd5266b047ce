package dev.tickwire.client.swarm.bot;

import dev.tickwire.client.session.ClientSession;
import dev.tickwire.client.session.SessionListener;
import dev.tickwire.client.swarm.report.Tally;
import dev.tickwire.client.transport.Connection;
import dev.tickwire.client.transport.ConnectionListener;
import dev.tickwire.client.transport.Disconnect;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bot: a session on a connection and a pilot that plays; it reports all that happens to the tally.
 *
 * <p>Messages come on an I/O thread, turns on the ticker's; each holds the bot's lock while it is in the session.
 */
public final class Bot implements ConnectionListener, SessionListener {
    /** What a bot is doing. */
    public enum State {
        NEW,
        JOINING,
        PLAYING,
        /** The connection is lost, and the bot comes back. */
        AWAY,
        GONE
    }

    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);
    private static final int MOST_PENDING_SENDS = 8;
    private static final long SILENCE_NANOS = 10_000_000_000L;
    /**
     * An input or a ping that has waited for longer than this when a bot is done counts with the time it has waited.
     */
    private static final long UNANSWERED_NANOS = 1_000_000_000L;

    private static final double FIRST_TICK_RATE_HZ = 20;
    private static final double GOLDEN = 0.6180339887498949;

    private final int number;
    private final SwarmSettings settings;
    private final Tally tally;
    private final Ticker ticker;
    private final Comeback comeback;
    private final ByteWriter out = new ByteWriter(64);
    private BiConsumer<URI, ConnectionListener> connector = (uri, listener) -> {};
    private ClientSession session;
    /** The newest session that had a welcome. */
    private ClientSession seat;

    private volatile State state = State.NEW;
    private volatile boolean isLeaving;
    private volatile @Nullable Welcome welcome;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Disconnect ended;
    private volatile long heardNanos;
    private volatile boolean isSilent;
    private long joinNanos;
    private @Nullable Pilot pilot;
    private @Nullable RandomCommands commands;
    private int[] input = {};

    public Bot(int number, SwarmSettings settings, Tally tally, Ticker ticker) {
        this.number = number;
        this.settings = settings;
        this.tally = tally;
        this.ticker = ticker;
        comeback = new Comeback(new SplittableRandom(settings.seed() ^ number));
        session = new ClientSession(
                Join.newBuilder()
                        .setClient("tickwire-swarm")
                        .setRoomType(settings.roomType())
                        .setRoom(settings.room())
                        .setName("Bot " + number)
                        .setHashEverySnapshot(true)
                        .build(),
                (number * GOLDEN) % 1,
                this);
        seat = session;
    }

    /** Starts to join, over a connection that is asked for. */
    public void start(BiConsumer<URI, ConnectionListener> connector) {
        this.connector = connector;
        state = State.JOINING;
        joinNanos = System.nanoTime();
        connector.accept(settings.webSocket(), this);
    }

    /** Leaves with a message to the server; a bot that is not in a room yet only stops. */
    public void leave() {
        isLeaving = true;
        Connection to = connection;
        if (to == null || state != State.PLAYING) {
            return;
        }
        byte[] frame;
        synchronized (this) {
            out.clear();
            session.leave(out);
            frame = out.toByteArray();
        }
        to.send(frame);
    }

    /**
     * Counts what the server has not answered by the end of the measuring: without it, a server that stands still would
     * not show.
     */
    public void settle(long nowNanos) {
        if (state == State.JOINING) {
            tally.joinWaiting(nowNanos - joinNanos);
        }
        if (state == State.AWAY) {
            tally.away(comeback.awayNanos(nowNanos));
        }
        reportWaiting(nowNanos);
    }

    private synchronized void reportWaiting(long nowNanos) {
        if (state == State.JOINING || state == State.PLAYING) {
            session.reportWaiting(nowNanos, UNANSWERED_NANOS);
        }
    }

    /** Breaks the connection, as a failing network does. */
    public void breakConnection() {
        Connection broken = connection;
        if (broken != null) {
            broken.abort();
        }
    }

    public State state() {
        return state;
    }

    /** Whether no snapshot had come for long when the bot was settled, though the connection was open. */
    public boolean isSilent() {
        return isSilent;
    }

    /** Why the connection is over; null: it is not, or the bot has left by itself. */
    public @Nullable Disconnect ended() {
        return ended;
    }

    /** What the server said on joining; null: nothing yet. */
    public @Nullable Welcome welcome() {
        return welcome;
    }

    @Override
    public void onOpen(Connection opened) {
        connection = opened;
        heardNanos = System.nanoTime();
        synchronized (this) {
            opened.send(session.join(heardNanos));
        }
        ticker.add((dueNanos, nowNanos) -> turn(opened, dueNanos, nowNanos), heardNanos);
    }

    @Override
    public void onBytes() {
        heardNanos = System.nanoTime();
    }

    @Override
    public void onMessage(byte[] bytes, int offset, int end) {
        long now = heardNanos;
        tally.received(end - offset);
        try {
            synchronized (this) {
                session.receive(bytes, offset, end, now);
            }
        } catch (MalformedFrameException e) {
            abort(Disconnect.serverFrameMalformed(e.getMessage() == null ? "" : e.getMessage()));
        }
    }

    @Override
    public void onClosed(Disconnect why) {
        connection = null;
        if (isLeaving) {
            state = State.GONE;
            return;
        }
        long now = System.nanoTime();
        reportWaiting(now);
        boolean wasAway = state == State.AWAY;
        boolean comesBack = settings.resume() && welcome != null && Comeback.isWorthTrying(why);
        if (state == State.JOINING) {
            tally.joinRefused();
        }
        if (!wasAway || !comesBack) {
            tally.disconnected(why);
        }
        if (!comesBack) {
            ended = why;
            state = State.GONE;
            return;
        }
        if (!wasAway) {
            comeback.lost(now);
            state = State.AWAY;
        }
        ticker.add(this::comeBack, now + comeback.nextPauseNanos());
    }

    /** Tries for the seat again; no turn follows. */
    private long comeBack(long dueNanos, long nowNanos) {
        if (!isLeaving) {
            synchronized (this) {
                session = seat.comeBack();
            }
            connector.accept(settings.webSocket(), this);
        }
        return 0;
    }

    @Override
    public void onWelcome(ClientSession welcomed) {
        Welcome answer = welcomed.welcome();
        Schema schema = welcomed.schema();
        if (answer == null || schema == null) {
            throw new IllegalStateException("a welcome without a schema");
        }
        boolean hasOtherTables = welcome == null || welcome.getSchemaHash() != answer.getSchemaHash();
        seat = welcomed;
        welcome = answer;
        pilot = Pilot.of(answer, schema, new SplittableRandom(settings.seed() * 1_000_003 + number));
        if (hasOtherTables) {
            commands = new RandomCommands(schema.commands(), new SplittableRandom(~settings.seed() + number));
            input = new int[schema.inputs().columns().size()];
            RandomPilot.rest(schema.inputs(), input);
        }
    }

    @Override
    public void onSnapshot(ClientSession of, long gapNanos, int frameBytes) {
        Snapshot now = of.snapshot();
        if (now == null) {
            throw new IllegalStateException("onSnapshot without a snapshot");
        }
        tally.snapshot(frameBytes, EntityChanges.count(of.previousSnapshot(), now));
        if (gapNanos >= 0) {
            tally.gap(gapNanos, snapshotNanos());
        }
        if (state == State.JOINING) {
            state = State.PLAYING;
            tally.joined(heardNanos - joinNanos);
        }
        if (state == State.AWAY) {
            state = State.PLAYING;
            tally.resumed(comeback.awayNanos(heardNanos));
        }
    }

    @Override
    public void onInputShown(long latencyNanos) {
        tally.inputShown(latencyNanos);
    }

    @Override
    public void onSnapshotMissing(long waitedNanos) {
        isSilent = waitedNanos > Tally.LONG_GAP_NANOS;
        // What is not due yet is not missing.
        if (waitedNanos > snapshotNanos()) {
            tally.gap(waitedNanos, snapshotNanos());
        }
    }

    @Override
    public void onInputUnanswered(long waitedNanos) {
        tally.inputUnanswered(waitedNanos);
    }

    @Override
    public void onPingUnanswered(long waitedNanos) {
        tally.roundTrip(waitedNanos);
    }

    @Override
    public void onCommandAnswered(int kind, int answer, long latencyNanos) {
        tally.commandAnswered(latencyNanos);
    }

    @Override
    public void onCommandRefused(int kind) {
        tally.commandRefused();
    }

    @Override
    public void onCommandUnanswered(long waitedNanos) {
        tally.commandUnanswered(waitedNanos);
    }

    @Override
    public void onInputMargin(int marginMillis) {
        tally.inputMargin(marginMillis);
    }

    @Override
    public void onRoundTrip(long nanos) {
        tally.roundTrip(nanos);
    }

    @Override
    public void onDesync(int tick) {
        tally.desync();
    }

    @Override
    public void onDesyncFinding(int tick, String finding) {
        LOG.warn("desync of bot {} at tick {}: {}", number, tick, finding);
    }

    @Override
    public void onResync() {
        tally.resync();
    }

    /** Plays, as long as this is the bot's connection. */
    private long turn(Connection to, long dueNanos, long nowNanos) {
        if (to != connection || isLeaving) {
            return 0;
        }
        tally.lag(nowNanos - dueNanos);
        if (nowNanos - heardNanos > SILENCE_NANOS) {
            to.abort(Disconnect.serverSilent());
            return 0;
        }
        if (to.pendingSends() > MOST_PENDING_SENDS) {
            tally.unsent();
            // The frame stays due: without a wait it would be tried again at once.
            return periodNanos();
        }
        byte[] frame = think(nowNanos);
        if (frame != null) {
            tally.sent(frame.length);
            to.send(frame);
        }
        return nowNanos - dueNanos + nanosUntilNext(nowNanos);
    }

    private long periodNanos() {
        Welcome answer = welcome;
        return (long) (1e9 / (answer == null ? FIRST_TICK_RATE_HZ : answer.getTickRateHz()));
    }

    /** How long it should be between two snapshots. */
    private long snapshotNanos() {
        Welcome answer = welcome;
        return answer == null ? 0 : periodNanos() * answer.getTicksPerSnapshot();
    }

    private synchronized long nanosUntilNext(long nowNanos) {
        return Math.max(1, session.nanosUntilDue(nowNanos));
    }

    private synchronized byte @Nullable [] think(long nowNanos) {
        Snapshot now = session.snapshot();
        if (pilot != null && now != null) {
            pilot.decide(session.previousSnapshot(), now, input);
        }
        out.clear();
        session.tick(input, nowNanos, out);
        if (commands != null) {
            commands.appendDue(session, nowNanos, out);
        }
        return out.length() > 0 ? out.toByteArray() : null;
    }

    private void abort(Disconnect why) {
        Connection to = connection;
        if (to != null) {
            to.abort(why);
        }
    }
}

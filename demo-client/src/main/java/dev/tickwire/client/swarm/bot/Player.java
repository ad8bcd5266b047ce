package dev.tickwire.client.swarm.bot;

import dev.tickwire.client.session.ClientSession;
import dev.tickwire.client.session.SessionListener;
import dev.tickwire.client.swarm.report.Tally;
import dev.tickwire.client.swarm.scenario.Behaviour;
import dev.tickwire.client.swarm.scenario.Plan.Member;
import dev.tickwire.client.transport.Connection;
import dev.tickwire.client.transport.Disconnect;
import dev.tickwire.client.transport.Host;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.DistantBrains;
import java.net.URI;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bot that behaves: a session on a connection and a pilot that plays; it reports all that happens to the tally. */
final class Player extends Bot implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Player.class);
    private static final int MOST_BACKLOG_BYTES = 1024;
    private static final long SILENCE_NANOS = 10_000_000_000L;
    /**
     * An input or a ping that has waited for longer than this when a bot is done counts with the time it has waited.
     */
    private static final long UNANSWERED_NANOS = 1_000_000_000L;

    /** The longest time between two heartbeats that a server may be set to, and a bit. */
    private static final long HEARTBEAT_NANOS = 11_000_000_000L;
    /** A frame that is as small has no rows. */
    private static final int EMPTY_FRAME_BYTES = 32;

    private static final double FIRST_TICK_RATE_HZ = 20;
    private static final double GOLDEN = 0.6180339887498949;

    private final Behaviour does;
    private final Comeback comeback;
    private final ByteWriter out = new ByteWriter(64);
    private ClientSession session;
    /** The newest session that had a welcome. */
    private ClientSession seat;

    private volatile boolean isSilent;
    private long heardNanos;
    private long joinNanos;
    private @Nullable Pilot pilot;
    private @Nullable Talk talk;
    private int[] input = {};
    /** When the frame was due that could not be sent yet; 0: there is none. */
    private long owedNanos;
    /** Whether the server need not send a snapshot until something changes. */
    private boolean isAtRest;

    Player(Member member, URI server, Host host, Tally tally, Brains brains) {
        super(member, server, host, tally, brains);
        does = member.role().does();
        comeback = new Comeback(new SplittableRandom(member.seed()));
        session = new ClientSession(
                join().setHashEverySnapshot(member.decodes())
                        .setSpectate(does == Behaviour.SPECTATE)
                        .build(),
                (member.number() * GOLDEN) % 1,
                member.decodes(),
                this);
        seat = session;
    }

    @Override
    public void start(long dueNanos) {
        setState(State.JOINING);
        joinNanos = dueNanos;
        connect(true, 0);
    }

    @Override
    void sayGoodbye(Connection to) {
        out.clear();
        session.leave(out);
        to.send(out.toByteArray());
    }

    /** Without it, a server that stands still would not show. */
    @Override
    public void settle(long nowNanos) {
        if (state() == State.JOINING) {
            tally.joinWaiting(nowNanos - joinNanos);
        }
        if (state() == State.AWAY) {
            tally.away(comeback.awayNanos(nowNanos));
        }
        reportWaiting(nowNanos);
    }

    private void reportWaiting(long nowNanos) {
        if (state() == State.JOINING || state() == State.PLAYING) {
            session.reportWaiting(nowNanos, UNANSWERED_NANOS);
        }
    }

    @Override
    public boolean isSilent() {
        return isSilent;
    }

    @Override
    public void onOpen(Connection opened) {
        setConnection(opened);
        heardNanos = System.nanoTime();
        opened.send(session.join(heardNanos));
        host.add((dueNanos, nowNanos) -> turn(opened, dueNanos, nowNanos), heardNanos);
    }

    @Override
    public void onBytes() {
        heardNanos = System.nanoTime();
    }

    @Override
    public void onMessage(byte[] bytes, int offset, int end) {
        tally.received(end - offset);
        try {
            session.receive(bytes, offset, end, heardNanos);
        } catch (MalformedFrameException e) {
            abort(Disconnect.serverFrameMalformed(e.getMessage() == null ? "" : e.getMessage()));
        }
    }

    @Override
    public void onClosed(Disconnect why) {
        setConnection(null);
        if (isLeaving()) {
            setState(State.GONE);
            return;
        }
        long now = System.nanoTime();
        reportWaiting(now);
        boolean wasAway = state() == State.AWAY;
        boolean comesBack = member.role().resumes() && welcome() != null && Comeback.isWorthTrying(why);
        if (state() == State.JOINING) {
            tally.joinRefused();
        }
        if (!wasAway || !comesBack) {
            tally.disconnected(why);
        }
        if (!comesBack) {
            setEnded(why);
            return;
        }
        if (!wasAway) {
            comeback.lost(now);
            setState(State.AWAY);
        }
        host.add(this::comeBack, now + comeback.nextPauseNanos());
    }

    /** Tries for the seat again; no turn follows. */
    private long comeBack(long dueNanos, long nowNanos) {
        if (!isLeaving()) {
            session = seat.comeBack();
            connect(true, 0);
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
        Welcome before = welcome();
        boolean isOther = before == null || before.getSchemaHash() != answer.getSchemaHash();
        seat = welcomed;
        setWelcome(answer);
        if (isOther) {
            input = new int[schema.inputs().columns().size()];
            RandomPilot.rest(schema.inputs(), input);
        }
        if (isOther || before == null || before.getTickRateHz() != answer.getTickRateHz()) {
            pilot = pilot(answer, schema);
        }
        if (isOther && !(pilot instanceof BrainPilot)) {
            talk = Talk.of(does, member.role().perSecond(), schema, new SplittableRandom(~member.seed()));
        }
    }

    private @Nullable Pilot pilot(Welcome answer, Schema schema) {
        if (does == Behaviour.IDLE || does == Behaviour.SPECTATE) {
            return null;
        }
        DistantBrains brains = does == Behaviour.BRAIN && member.decodes() ? brains().of(answer) : null;
        var brain = brains == null ? null : brains.seat(answer.getPlayer(), member.seed(), this::command);
        return brains == null || brain == null
                ? new RandomPilot(schema.inputs(), answer.getTickRateHz(), new SplittableRandom(member.seed()))
                : new BrainPilot(brains, brain, answer.getTickRateHz());
    }

    /** A brain sends a command. */
    private boolean command(int kind, int[] raws, String[] texts) {
        boolean may = session.mayCommand();
        if (may) {
            session.command(kind, raws, texts, System.nanoTime(), out);
        }
        return may;
    }

    @Override
    public void onSnapshot(ClientSession of, long gapNanos, int frameBytes) {
        Snapshot now = of.snapshot();
        int updates = member.decodes() && now != null ? EntityChanges.count(of.previousSnapshot(), now) : 0;
        isAtRest = gapNanos < 0 || (member.decodes() ? updates == 0 : frameBytes <= EMPTY_FRAME_BYTES);
        tally.snapshot(frameBytes, updates);
        if (gapNanos >= 0) {
            tally.gap(gapNanos, snapshotNanos());
        }
        if (state() == State.JOINING) {
            setState(State.PLAYING);
            tally.joined(heardNanos - joinNanos);
        }
        if (state() == State.AWAY) {
            setState(State.PLAYING);
            tally.resumed(comeback.awayNanos(heardNanos));
        }
    }

    @Override
    public void onInputShown(long latencyNanos) {
        tally.inputShown(latencyNanos);
    }

    @Override
    public void onSnapshotMissing(long waitedNanos) {
        // Where nothing changes there are only heartbeats; a stall is one all the same if even these do not come.
        if (isAtRest && waitedNanos < HEARTBEAT_NANOS) {
            isSilent = false;
            return;
        }
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
        LOG.warn("desync of bot {} at tick {}: {}", member.number(), tick, finding);
    }

    @Override
    public void onResync() {
        tally.resync();
    }

    /** Plays, as long as this is the bot's connection. */
    private long turn(Connection to, long dueNanos, long nowNanos) {
        if (to != connection() || isLeaving()) {
            return 0;
        }
        tally.lag(nowNanos - dueNanos);
        if (nowNanos - heardNanos > SILENCE_NANOS) {
            to.abort(Disconnect.serverSilent());
            return 0;
        }
        if (to.backlogBytes() > MOST_BACKLOG_BYTES) {
            tally.unsent();
            owedNanos = owedNanos == 0 ? dueNanos : owedNanos;
            // The frame stays due: without a wait it would be tried again at once.
            return periodNanos();
        }
        think(owedNanos == 0 ? dueNanos : owedNanos, nowNanos);
        owedNanos = 0;
        if (out.length() > 0) {
            tally.sent(out.length());
            to.send(out.toByteArray());
        }
        return nowNanos - dueNanos + Math.max(1, session.nanosUntilDue(nowNanos));
    }

    private long periodNanos() {
        Welcome answer = welcome();
        return (long) (1e9 / (answer == null ? FIRST_TICK_RATE_HZ : answer.getTickRateHz()));
    }

    /** How long it should be between two snapshots. */
    private long snapshotNanos() {
        Welcome answer = welcome();
        return answer == null ? 0 : periodNanos() * answer.getTicksPerSnapshot();
    }

    private void think(long dueNanos, long nowNanos) {
        out.clear();
        Pilot decider = pilot;
        if (decider != null && session.isPlaying()) {
            decider.decide(member.decodes() ? session.snapshot() : null, input);
        }
        session.tick(decider == null ? null : input, dueNanos, nowNanos, out);
        if (talk != null) {
            talk.appendDue(session, nowNanos, out);
        }
    }

    private void abort(Disconnect why) {
        Connection to = connection();
        if (to != null) {
            to.abort(why);
        }
    }
}

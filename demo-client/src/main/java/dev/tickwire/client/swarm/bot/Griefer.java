package dev.tickwire.client.swarm.bot;

import com.google.protobuf.ByteString;
import dev.tickwire.client.session.ClientSession;
import dev.tickwire.client.swarm.report.Tally;
import dev.tickwire.client.swarm.scenario.Behaviour;
import dev.tickwire.client.swarm.scenario.Plan.Member;
import dev.tickwire.client.transport.Connection;
import dev.tickwire.client.transport.Disconnect;
import dev.tickwire.client.transport.Host;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.ServerFrameReader;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Welcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A bot that misbehaves by intent. When the server closes its connection, it comes back and goes on; only how often
 * that happens is counted of it.
 */
final class Griefer extends Bot {
    private static final byte[] HALF_A_REQUEST =
            "GET /ws HTTP/1.1\r\nHost: localhost\r\nConn".getBytes(StandardCharsets.US_ASCII);
    private static final Set<Behaviour> PASSING = Set.of(Behaviour.FLOOD_JOINS, Behaviour.FLOOD_CREATES);
    private static final Set<Behaviour> STUCK = Set.of(Behaviour.SLOW_READER, Behaviour.NEVER_READS);
    private static final int SMALL_BUFFER_BYTES = 4096;
    private static final int MOST_BACKLOG_BYTES = 1 << 18;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SHORTEST_PAUSE_NANOS = 0.2e9;

    private final Behaviour does;
    private final SplittableRandom random;
    private final ServerFrameReader frame = new ServerFrameReader();
    private final Mischief mischief;
    private ByteString seat = ByteString.EMPTY;
    private long joinNanos;

    Griefer(Member member, URI server, Host host, Tally tally, Brains brains) {
        super(member, server, host, tally, brains);
        does = member.role().does();
        random = new SplittableRandom(member.seed());
        mischief = new Mischief(does, random);
    }

    @Override
    public void start(long dueNanos) {
        setState(State.JOINING);
        joinNanos = dueNanos;
        connect(does != Behaviour.HALF_OPEN, STUCK.contains(does) ? SMALL_BUFFER_BYTES : 0);
    }

    @Override
    void sayGoodbye(Connection to) {
        to.abort();
    }

    @Override
    public void onOpen(Connection opened) {
        setConnection(opened);
        if (does == Behaviour.HALF_OPEN) {
            setState(State.PLAYING);
            tally.joined(System.nanoTime() - joinNanos);
            opened.sendRaw(HALF_A_REQUEST);
        } else {
            opened.send(ClientFrame.newBuilder().setJoin(request()).build().toByteArray());
        }
    }

    private Join request() {
        Join.Builder join =
                join().setProtocolVersion(ClientSession.PROTOCOL_VERSION).addCodecs(Codec.PACKED);
        if (does == Behaviour.FLOOD_CREATES) {
            join.clearRoom().clearCreateIfMissing().setCreate(true);
        } else if (does == Behaviour.FLAPPER) {
            join.setResumeToken(seat);
        }
        return join.build();
    }

    @Override
    public void onMessage(byte[] bytes, int offset, int end) {
        tally.received(end - offset);
        try {
            frame.read(bytes, offset, end);
        } catch (MalformedFrameException e) {
            // The answer to nonsense may be anything.
            return;
        }
        Welcome answer = frame.welcome();
        if (answer != null) {
            onWelcome(answer);
        }
        if (frame.hasSnapshot()) {
            mischief.seen(frame.tick());
        }
    }

    private void onWelcome(Welcome answer) {
        if (state() == State.JOINING) {
            tally.joined(System.nanoTime() - joinNanos);
        }
        setWelcome(answer);
        setState(State.PLAYING);
        seat = answer.getResumeToken();
        mischief.begin(answer);
        Connection to = connection();
        if (to == null) {
            return;
        }
        if (PASSING.contains(does)) {
            to.abort();
        } else if (does == Behaviour.NEVER_READS) {
            to.setReading(false);
        } else if (does == Behaviour.SLOW_READER) {
            to.readSlowly(Math.max(1, member.role().perSecond()));
        } else {
            host.add((dueNanos, nowNanos) -> turn(to), System.nanoTime() + periodNanos());
        }
    }

    private long periodNanos() {
        return (long) (NANOS_PER_SECOND / Math.max(0.001, member.role().perSecond()));
    }

    private long turn(Connection to) {
        if (to != connection() || isLeaving()) {
            return 0;
        }
        if (does == Behaviour.FLAPPER) {
            to.abort();
            return 0;
        }
        if (to.backlogBytes() < MOST_BACKLOG_BYTES) {
            mischief.act(to);
        }
        return periodNanos();
    }

    @Override
    public void onClosed(Disconnect why) {
        boolean wasOpen = connection() != null;
        setConnection(null);
        if (isLeaving()) {
            setState(State.GONE);
            return;
        }
        // What it breaks itself is no answer of the server's.
        if (!why.reason().equals(Disconnect.connectionLost().reason())) {
            tally.disconnected(why);
            seat = ByteString.EMPTY;
        }
        if (state() == State.JOINING) {
            tally.joinRefused();
        }
        setState(State.AWAY);
        host.add(this::comeBack, System.nanoTime() + pauseNanos(wasOpen));
    }

    /** At once if it is what it is named after; otherwise soon, if the server lets it in at all. */
    private long pauseNanos(boolean wasOpen) {
        double pause = PASSING.contains(does) && wasOpen ? periodNanos() : SHORTEST_PAUSE_NANOS;
        return (long) (pause * (0.5 + random.nextDouble()));
    }

    private long comeBack(long dueNanos, long nowNanos) {
        if (!isLeaving()) {
            start(nowNanos);
        }
        return 0;
    }
}

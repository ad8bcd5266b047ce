package dev.tickwire.server.transport;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.session.Session;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket: hands whole messages to its {@link Session}, and sends what rooms and the session have to say.
 *
 * <p>Frames come on a selector thread, one at a time, and are handled there; nothing in it blocks.
 */
final class Connection implements FrameHandler, Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int FIRST_MESSAGE_BYTES = 256;
    private static final byte[] NO_BYTES = {};
    private static final long CLOSE_TIMEOUT_NANOS = 3_000_000_000L;

    private final BiFunction<Outlet, Long, Session> sessions;
    private final Connections connections;
    private final int maxMessageBytes;
    private final Counters counters;
    private final @Nullable WriteQueue writes;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile @Nullable CoreSession core;
    private volatile @Nullable FrameSender sender;
    private volatile @Nullable Session session;
    private volatile long closingSinceNanos;
    private volatile int peerCloseCode;
    private byte[] message = new byte[FIRST_MESSAGE_BYTES];
    private int messageLength;

    Connection(
            BiFunction<Outlet, Long, Session> sessions,
            Connections connections,
            int maxMessageBytes,
            Counters counters,
            @Nullable WriteQueue writes) {
        this.sessions = sessions;
        this.connections = connections;
        this.maxMessageBytes = maxMessageBytes;
        this.counters = counters;
        this.writes = writes;
    }

    @Override
    public void onOpen(CoreSession coreSession, Callback callback) {
        core = coreSession;
        sender = new FrameSender(socketOf(coreSession), coreSession::abort, writes);
        session = sessions.apply(this, System.nanoTime());
        counters.increment(Counter.CONNECTIONS_OPENED);
        connections.add(this);
        callback.succeeded();
        coreSession.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        CoreSession coreSession = core;
        FrameSender through = sender;
        Session to = session;
        if (coreSession == null || through == null || to == null) {
            throw new IllegalStateException("a frame came before the connection was open");
        }
        if (frame.getOpCode() == OpCode.CLOSE) {
            peerCloseCode = CloseStatus.getCloseStatus(frame).getCode();
            // Jetty answers it when the callback is complete: not before what is being written is out.
            through.finish(callback::succeeded);
            return;
        }
        switch (frame.getOpCode()) {
            case OpCode.BINARY, OpCode.CONTINUATION -> onData(frame, to);
            case OpCode.TEXT -> to.onText();
            case OpCode.PING -> onPing(frame, to);
            case OpCode.PONG -> to.onControl(System.nanoTime());
            default -> {}
        }
        callback.succeeded();
        coreSession.demand();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("a connection failed", cause);
        FrameSender through = sender;
        if (through != null) {
            through.finish(() -> {});
        }
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        if (closing.compareAndSet(false, true)) {
            counters.increment(Counter.CONNECTIONS_LOST);
        }
        Session ended = session;
        if (ended != null) {
            ended.onClosed(departure(status));
        }
        connections.remove(this);
        callback.succeeded();
    }

    @Override
    public boolean isIdle() {
        FrameSender through = sender;
        return through != null && through.isIdle();
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        send(OpCode.BINARY, bytes, offset, length);
    }

    @Override
    public void close(DisconnectReason reason, String sentence) {
        CoreSession toClose = core;
        FrameSender through = sender;
        if (toClose != null && through != null && closing.compareAndSet(false, true)) {
            counters.disconnected(reason);
            closingSinceNanos = System.nanoTime();
            through.finish(() -> toClose.close(reason.closeCode(), sentence, Callback.NOOP));
        }
    }

    /** Looks at deadlines; called every second or so by {@link Connections}. */
    void checkTime(long nowNanos) {
        CoreSession checked = core;
        Session of = session;
        if (checked == null || of == null) {
            return;
        }
        if (closing.get()) {
            abortIfStuck(checked, nowNanos);
        } else if (of.checkTime(nowNanos) && isIdle()) {
            send(OpCode.PING, NO_BYTES, 0, 0);
        }
    }

    /**
     * By what the peer said, or what it did wrong; Jetty has a code of its own for each way in which a socket fails.
     */
    private Departure departure(CloseStatus status) {
        int said = peerCloseCode;
        int code = said != 0 || !isProtocolError(status.getCode()) ? said : status.getCode();
        if (code == 0
                || code == DisconnectReason.IDLE_TIMEOUT.closeCode()
                || code == DisconnectReason.TOO_SLOW.closeCode()) {
            return Departure.LOST;
        }
        return switch (code) {
            case CloseStatus.SHUTDOWN -> Departure.GOING_AWAY;
            case CloseStatus.NORMAL -> Departure.LEFT;
            default -> Departure.ENDED;
        };
    }

    private static boolean isProtocolError(int code) {
        return code == CloseStatus.PROTOCOL || code == CloseStatus.BAD_PAYLOAD || code == CloseStatus.MESSAGE_TOO_LARGE;
    }

    private void abortIfStuck(CoreSession stuck, long nowNanos) {
        long since = closingSinceNanos;
        if (since != 0 && nowNanos - since > CLOSE_TIMEOUT_NANOS) {
            closingSinceNanos = 0;
            counters.increment(Counter.CONNECTIONS_ABORTED);
            stuck.abort();
        }
    }

    private void onData(Frame frame, Session to) {
        ByteBuffer payload = frame.getPayload();
        int length = messageLength + payload.remaining();
        if (length > maxMessageBytes) {
            to.onTooBig();
            return;
        }
        if (length > message.length) {
            message = Arrays.copyOf(message, Math.min(maxMessageBytes, Math.max(length, message.length * 2)));
        }
        payload.get(message, messageLength, payload.remaining());
        messageLength = length;
        if (frame.isFin()) {
            messageLength = 0;
            to.onMessage(message, 0, length, System.nanoTime());
        }
    }

    private void onPing(Frame ping, Session to) {
        if (to.onControl(System.nanoTime())) {
            byte[] payload = BufferUtil.toArray(ping.getPayload());
            send(OpCode.PONG, payload, 0, payload.length);
        }
    }

    private void send(int opCode, byte[] bytes, int offset, int length) {
        FrameSender through = sender;
        if (through != null && !closing.get() && !through.send(opCode, bytes, offset, length)) {
            LOG.debug("a message was dropped: too many wait already");
            counters.increment(Counter.MESSAGES_DROPPED);
        }
    }

    private static EndPoint socketOf(CoreSession coreSession) {
        if (coreSession instanceof WebSocketCoreSession session) {
            return session.getConnection().getEndPoint();
        }
        throw new IllegalStateException("a WebSocket has no socket of its own: " + coreSession.getClass());
    }
}

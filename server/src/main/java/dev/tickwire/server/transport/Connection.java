package dev.tickwire.server.transport;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Addresses;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.WritePendingException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket: hands whole messages to its {@link Session}, and sends what rooms and the session have to say.
 *
 * <p>Frames come on a selector thread, one at a time, and are handled there; nothing in it blocks.
 */
final class Connection extends Wheel.Rider implements FrameHandler, Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final byte[] NO_BYTES = {};
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long CLOSE_TIMEOUT_NANOS = 3_000_000_000L;
    /** For a client that broke the rules, to read why, before its socket is closed whatever it still sends. */
    private static final long LINGER_MILLIS = 250;
    /** As many as a client may have sent before it read its close. */
    private static final int MOST_FRAMES_AFTER_CLOSE = 2_048;

    private final Sessions sessions;
    private final Addresses addresses;
    private final @Nullable InetAddress client;
    private final Connections connections;
    private final MessageBuffer message;
    private final Counters counters;
    private final @Nullable WriteQueue writes;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile @Nullable Link link;
    private volatile long closingSinceNanos;
    private volatile int peerCloseCode;
    /** Of the thread that looks at deadlines. */
    private long bytesHeard;
    /** Of the thread that reads. */
    private int framesAfterClose;

    /** What there is once it is open. */
    private record Link(CoreSession core, EndPoint plain, FrameSender sender, Session session, Address address) {}

    /** One from {@code client}; null: that has no address. */
    Connection(
            Sessions sessions,
            Addresses addresses,
            @Nullable InetAddress client,
            Connections connections,
            int maxMessageBytes,
            Counters counters,
            @Nullable WriteQueue writes) {
        this.sessions = sessions;
        this.addresses = addresses;
        this.client = client;
        this.connections = connections;
        message = new MessageBuffer(maxMessageBytes);
        this.counters = counters;
        this.writes = writes;
    }

    @Override
    public void onOpen(CoreSession coreSession, Callback callback) {
        EndPoint plain = ThriftyEndPoint.plainEndOf(coreSession);
        FrameSender sender = new FrameSender(plain, this::fail, writes);
        Address address = addresses.hold(client);
        address.connected();
        link = new Link(coreSession, plain, sender, sessions.open(this, System.nanoTime()), address);
        counters.increment(Counter.CONNECTIONS_OPENED);
        connections.add(this);
        callback.succeeded();
        coreSession.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        Link open = link;
        if (open == null) {
            throw new IllegalStateException("a frame came before the connection was open");
        }
        if (frame.getOpCode() == OpCode.CLOSE) {
            peerCloseCode = CloseStatus.getCloseStatus(frame).getCode();
            // Jetty answers it when the callback is complete: not before what is being written is out.
            open.sender.finish(callback::succeeded);
            return;
        }
        long nowNanos = System.nanoTime();
        if (closing.get()) {
            onFrameAfterClose(open.plain);
        } else if (open.session.onFrame(nowNanos)) {
            handle(frame, open.session, nowNanos);
        }
        callback.succeeded();
        open.core.demand();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        note(cause);
        Link failed = link;
        if (failed != null) {
            failed.sender.finish(() -> {});
        }
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        if (closing.compareAndSet(false, true)) {
            counters.increment(Counter.CONNECTIONS_LOST);
        }
        Link ended = link;
        if (ended != null) {
            ended.session.onClosed(CloseCodes.departure(peerCloseCode, status));
            ended.address.disconnected();
            addresses.release(ended.address);
        }
        connections.remove(this);
        callback.succeeded();
    }

    @Override
    public Address address() {
        Link open = link;
        if (open == null) {
            throw new IllegalStateException("a connection is not open yet");
        }
        return open.address;
    }

    @Override
    public boolean isIdle() {
        Link open = link;
        return open != null && open.sender.isIdle();
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        send(OpCode.BINARY, bytes, offset, length);
    }

    @Override
    public void close(DisconnectReason reason, String sentence) {
        Link open = link;
        if (open != null && closing.compareAndSet(false, true)) {
            counters.disconnected(reason);
            closingSinceNanos = System.nanoTime();
            connections.lookSoon(this);
            try {
                say(open, reason, sentence);
            } catch (Throwable bug) {
                fail(bug);
            }
        }
    }

    /** Cuts the connection off, and counts that where it is the server's fault. Any thread may; once or more. */
    void fail(Throwable cause) {
        try {
            if (isOurFault(cause)) {
                closing.set(true);
            }
            note(cause);
        } finally {
            abort();
        }
    }

    /** Looks at deadlines: in how many seconds to look again, at least 1. */
    int checkTime(long nowNanos) {
        Link open = link;
        if (open == null) {
            return 1;
        }
        long bytes = ThriftyEndPoint.under(open.plain).bytesRead();
        if (bytes != bytesHeard) {
            bytesHeard = bytes;
            open.session.onBytes(nowNanos);
        }
        if (closing.get()) {
            abortIfStuck(nowNanos);
        } else if (open.session.checkTime(nowNanos) && isIdle()) {
            send(OpCode.PING, NO_BYTES, 0, 0);
        }
        return closing.get() ? 1 : (int) Math.max(1, open.session.nanosToCheck(nowNanos) / NANOS_PER_SECOND);
    }

    void hear(long nowNanos) {
        Link open = link;
        if (open != null) {
            open.session.onBytes(nowNanos);
        }
    }

    private void abortIfStuck(long nowNanos) {
        long since = closingSinceNanos;
        if (since != 0 && nowNanos - since > CLOSE_TIMEOUT_NANOS) {
            closingSinceNanos = 0;
            counters.increment(Counter.CONNECTIONS_ABORTED);
            abort();
        }
    }

    private void abort() {
        Link ended = link;
        if (ended != null) {
            ended.core.abort();
        }
    }

    /** Sends a close behind what waits already, and our half of the connection ends with it. */
    private void say(Link open, DisconnectReason reason, String sentence) {
        byte[] payload = BufferUtil.toArray(
                new CloseStatus(reason.closeCode(), sentence).toFrame().getPayload());
        boolean hasBrokenRules = CloseCodes.saysThatAClientBrokeARule(reason);
        if (hasBrokenRules) {
            ThriftyEndPoint.under(open.plain).discardInput();
        }
        open.sender.close(payload, () -> {
            open.plain.shutdownOutput();
            if (hasBrokenRules) {
                connections.runLater(open.core::abort, LINGER_MILLIS);
            }
        });
    }

    private void note(Throwable cause) {
        if (isOurFault(cause)) {
            counters.increment(Counter.CONNECTIONS_FAILED);
            counters.noteMemory(cause);
            LOG.error("a connection is cut off: the server threw an exception", cause);
        } else {
            LOG.debug("a connection failed", cause);
        }
    }

    /** Not a network or a client that breaks, nor a frame that was on its way when Jetty answered that. */
    private static boolean isOurFault(Throwable cause) {
        return !(cause instanceof IOException
                || cause instanceof WebSocketException
                || cause instanceof WritePendingException);
    }

    private void onFrameAfterClose(EndPoint plain) {
        if (++framesAfterClose > MOST_FRAMES_AFTER_CLOSE) {
            ThriftyEndPoint.under(plain).discardInput();
        }
    }

    private void handle(Frame frame, Session to, long nowNanos) {
        switch (frame.getOpCode()) {
            case OpCode.BINARY, OpCode.CONTINUATION -> onData(frame, to, nowNanos);
            case OpCode.TEXT -> to.onText();
            case OpCode.PING -> onPing(frame);
            default -> {}
        }
    }

    private void onData(Frame frame, Session to, long nowNanos) {
        if (!message.add(frame.getPayload())) {
            to.onTooBig();
        } else if (frame.isFin()) {
            to.onMessage(message.bytes(), 0, message.length(), nowNanos);
            message.clear();
        }
    }

    private void onPing(Frame ping) {
        byte[] payload = BufferUtil.toArray(ping.getPayload());
        send(OpCode.PONG, payload, 0, payload.length);
    }

    private void send(int opCode, byte[] bytes, int offset, int length) {
        Link open = link;
        if (open != null && !closing.get() && !open.sender.send(opCode, bytes, offset, length)) {
            LOG.debug("a message was dropped: too many wait already");
            counters.increment(Counter.MESSAGES_DROPPED);
        }
    }
}

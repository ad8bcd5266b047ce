package dev.tickwire.client.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket to a server. Sends from any thread; hands what comes to its {@link ConnectionListener}.
 *
 * <p>Jetty calls the {@link FrameHandler} methods, on an I/O thread.
 */
public final class Connection implements FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final ConnectionListener listener;
    private final int maxMessageBytes;
    private final AtomicInteger pendingSends = new AtomicInteger();
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final Callback sent = new Sent();
    private volatile @Nullable CoreSession core;
    private volatile @Nullable Disconnect ownReason;
    private byte[] message = {};
    private int messageLength;

    Connection(ConnectionListener listener, int maxMessageBytes) {
        this.listener = listener;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Sends one binary message; the array belongs to the connection from now on. */
    public void send(byte[] bytes) {
        send(new Frame(OpCode.BINARY, ByteBuffer.wrap(bytes)));
    }

    /** How many messages wait for the socket to take them. */
    public int pendingSends() {
        return pendingSends.get();
    }

    /** Drops the connection without a close frame; the listener gets that reason. */
    public void abort(Disconnect why) {
        ownReason = why;
        abort();
    }

    /** Drops the connection without a close frame, as a broken network does. */
    public void abort() {
        CoreSession broken = core;
        if (broken != null) {
            broken.abort();
        }
    }

    @Override
    public void onOpen(CoreSession coreSession, Callback callback) {
        core = coreSession;
        callback.succeeded();
        if (ownReason == null) {
            listener.onOpen(this);
            coreSession.demand();
        } else {
            coreSession.abort();
        }
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        listener.onBytes();
        switch (frame.getOpCode()) {
            case OpCode.BINARY, OpCode.CONTINUATION -> onData(frame);
            case OpCode.TEXT -> abort(Disconnect.serverFrameMalformed("The server sent a text message."));
            case OpCode.PING -> send(new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload())));
            default -> {}
        }
        callback.succeeded();
        CoreSession coreSession = core;
        if (coreSession != null && frame.getOpCode() != OpCode.CLOSE) {
            coreSession.demand();
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("a connection failed", cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        callback.succeeded();
        String sentence = status.getReason();
        end(Disconnect.ofClose(status.getCode(), sentence == null ? "" : sentence));
    }

    /** Tells the listener that the connection is over, once. */
    void end(Disconnect why) {
        if (hasEnded.compareAndSet(false, true)) {
            Disconnect own = ownReason;
            listener.onClosed(own == null ? why : own);
        }
    }

    private void send(Frame frame) {
        CoreSession to = core;
        if (to != null) {
            pendingSends.incrementAndGet();
            to.sendFrame(frame, sent, false);
        }
    }

    private void onData(Frame frame) {
        ByteBuffer payload = frame.getPayload();
        int length = messageLength + payload.remaining();
        if (length > maxMessageBytes) {
            abort(Disconnect.serverFrameMalformed("The server sent more than " + maxMessageBytes + " bytes at once."));
        } else if (frame.isFin() && messageLength == 0 && payload.hasArray()) {
            int offset = payload.arrayOffset() + payload.position();
            listener.onMessage(payload.array(), offset, offset + length);
        } else {
            gather(payload, length);
            if (frame.isFin()) {
                messageLength = 0;
                listener.onMessage(message, 0, length);
            }
        }
    }

    private void gather(ByteBuffer payload, int length) {
        if (length > message.length) {
            message = Arrays.copyOf(message, Math.max(length, message.length * 2));
        }
        payload.get(message, messageLength, payload.remaining());
        messageLength = length;
    }

    /** Counts a message that has been sent, or has failed to be. */
    private final class Sent implements Callback {
        @Override
        public void succeeded() {
            pendingSends.decrementAndGet();
        }

        @Override
        public void failed(Throwable cause) {
            LOG.debug("a message could not be sent", cause);
            pendingSends.decrementAndGet();
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}

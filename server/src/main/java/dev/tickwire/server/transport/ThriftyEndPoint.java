package dev.tickwire.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * A socket that makes half of the system calls that Jetty's makes for small messages, and that is read for a bounded
 * number of bytes before the selector turns to the others.
 *
 * <p>Jetty reads until there is nothing more. A read that did not fill its buffer has emptied the socket, so the next
 * one is answered without asking; what comes later makes the selector report the socket again. It does that, too, where
 * bytes wait that were not read in this turn. And Jetty writes with {@code writev}, which one buffer does not need.
 */
class ThriftyEndPoint extends SocketChannelEndPoint {
    /** Bytes that are read in one turn of the selector; at most one buffer of Jetty's more. */
    static final int BYTES_PER_TURN = 64 * 1024;

    /** Far more than a client can have sent before it read that its connection ends; after that it is not read. */
    static final int MOST_DISCARDED_BYTES = 256 * 1024;

    private final AtomicLong bytesRead = new AtomicLong();
    private volatile boolean discardsInput;
    private boolean isEmptied;
    private int bytesInTurn;
    private int bytesDiscarded;

    ThriftyEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** Where the frames of a WebSocket are written to. */
    static EndPoint plainEndOf(CoreSession webSocket) {
        if (webSocket instanceof WebSocketCoreSession session) {
            return session.getConnection().getEndPoint();
        }
        throw new IllegalStateException("a WebSocket has no socket of ours: " + webSocket.getClass());
    }

    /** The socket under that: TLS wraps it, and so does the PROXY protocol, to say other addresses. */
    static ThriftyEndPoint under(EndPoint plain) {
        EndPoint end = plain;
        while (end instanceof EndPoint.Wrapper wrapper) {
            end = wrapper.unwrap();
        }
        if (end instanceof ThriftyEndPoint socket) {
            return socket;
        }
        throw new IllegalStateException("a WebSocket has no socket of ours: " + end.getClass());
    }

    /** Bytes that came in so far; any thread may ask. */
    long bytesRead() {
        return bytesRead.get();
    }

    /**
     * From now on reads what comes in, so that the end is seen, and throws it away; if that is a lot, it stops to read.
     * Any thread may ask for that.
     */
    void discardInput() {
        discardsInput = true;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (isEmptied || bytesInTurn >= BYTES_PER_TURN) {
            return endTurn(0);
        }
        if (discardsInput) {
            return endTurn(discard(buffer));
        }
        int filled = read(buffer);
        if (filled <= 0) {
            return endTurn(filled);
        }
        isEmptied = BufferUtil.space(buffer) > 0;
        return filled;
    }

    /** Whether it is to be read at all; of the thread that reads. */
    boolean wantsInput() {
        return bytesDiscarded < MOST_DISCARDED_BYTES;
    }

    @Override
    protected void needsFillInterest() {
        if (wantsInput()) {
            super.needsFillInterest();
        }
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        if (buffers.length != 1) {
            return super.flush(buffers);
        }
        ByteBuffer buffer = buffers[0];
        try {
            if (getChannel().write(buffer) > 0) {
                notIdle();
            }
        } catch (IOException e) {
            throw new EofException(e);
        }
        return !buffer.hasRemaining();
    }

    /** What {@link #fill} returns at last; after 0, Jetty waits for the selector. */
    private int endTurn(int filled) {
        isEmptied = false;
        bytesInTurn = 0;
        return filled;
    }

    private int read(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (filled > 0) {
            bytesInTurn += filled;
            bytesRead.lazySet(bytesRead.getPlain() + filled);
        }
        return filled;
    }

    /** Returns 0, or -1 at the end. */
    private int discard(ByteBuffer buffer) throws IOException {
        int filled;
        do {
            filled = read(buffer);
            BufferUtil.clear(buffer);
        } while (filled > 0 && bytesInTurn < BYTES_PER_TURN);
        bytesDiscarded += bytesInTurn;
        return Math.min(0, filled);
    }
}

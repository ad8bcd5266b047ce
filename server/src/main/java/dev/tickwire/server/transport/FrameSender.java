package dev.tickwire.server.transport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes WebSocket messages of a server straight to the socket: header and payload from one buffer, without garbage.
 *
 * <p>Jetty's own flusher allocates about ten objects a frame and takes two locks, at 20 frames per second and player.
 * It is left to write its answers to closes, and closes for what breaks the WebSocket protocol.
 *
 * <p>Any thread may send. One write is under way at a time; what comes meanwhile waits in a short queue, which the
 * thread that completes the write goes on with. Whatever a write throws ends this connection, and nothing else.
 */
final class FrameSender implements Callback {
    private static final Logger LOG = LoggerFactory.getLogger(FrameSender.class);
    private static final int QUEUE = 16;
    private static final int CLOSE = 8;

    private final EndPoint socket;
    private final Consumer<Throwable> onFailure;
    private final @Nullable WriteQueue writes;
    private final AtomicInteger unsent = new AtomicInteger();
    private final MpscVarHandleArrayQueue<Message> waiting = new MpscVarHandleArrayQueue<>(QUEUE);
    private final FrameBuffer buffer = new FrameBuffer();
    private final ByteBuffer[] write = new ByteBuffer[1];
    /** Guards itself and the three below. */
    private final List<Runnable> atEnd = new ArrayList<>(1);

    private byte @Nullable [] lastWords;
    private boolean isFinishing;
    private boolean hasEnded;
    /** Only for the thread that writes: nothing may be written after a close. */
    private boolean hasClosed;

    private static final class Message {
        final int opCode;
        final byte[] bytes;

        Message(int opCode, byte[] bytes) {
            this.opCode = opCode;
            this.bytes = bytes;
        }
    }

    /**
     * Sends over a socket.
     *
     * @param onFailure called with the reason for which a write failed, perhaps more than once
     * @param writes takes over the writes; null: the thread that sends writes, too
     */
    FrameSender(EndPoint socket, Consumer<Throwable> onFailure, @Nullable WriteQueue writes) {
        this.socket = socket;
        this.onFailure = onFailure;
        this.writes = writes;
    }

    /** Whether all messages are out, and more may be sent. */
    boolean isIdle() {
        return unsent.get() == 0;
    }

    /**
     * Sends a message: {@code length} bytes from {@code offset}, which are copied. Never throws.
     *
     * @return false if too many messages wait already; this one is dropped
     */
    boolean send(int opCode, byte[] bytes, int offset, int length) {
        try {
            return writeOrKeep(opCode, bytes, offset, length);
        } catch (Throwable failure) {
            failed(failure);
            return true;
        }
    }

    private boolean writeOrKeep(int opCode, byte[] bytes, int offset, int length) {
        if (unsent.compareAndSet(0, 1)) {
            write(opCode, bytes, offset, length);
            return true;
        }
        if (!waiting.offer(new Message(opCode, Arrays.copyOfRange(bytes, offset, offset + length)))) {
            return false;
        }
        if (unsent.getAndIncrement() == 0) {
            writeNext();
        }
        return true;
    }

    /**
     * Sends nothing more but what waits already, and then runs a task: now, or on the thread that completes the last
     * write. It is free to write to the socket. Further tasks run after it, one by one: who answers a close must find
     * the output shut where this end has said its own, for browsers take a second close for an error.
     */
    void finish(Runnable task) {
        finish(null, task);
    }

    /** The same, with the payload of a close frame to be sent before the task; only the first call's is sent. */
    void close(byte[] payload, Runnable task) {
        finish(payload, task);
    }

    private void finish(byte @Nullable [] closePayload, Runnable task) {
        boolean isFirst;
        boolean isLate;
        synchronized (atEnd) {
            isFirst = !isFinishing;
            isFinishing = true;
            isLate = hasEnded;
            if (isFirst) {
                lastWords = closePayload;
            }
            if (!isLate) {
                atEnd.add(task);
            }
        }
        if (isLate) {
            run(task);
        } else if (isFirst && unsent.getAndIncrement() == 0) {
            end();
        }
    }

    /** A write is complete. */
    @Override
    public void succeeded() {
        if (unsent.decrementAndGet() > 0) {
            writeNext();
        }
    }

    /** A write failed: the socket is gone, or Jetty is closing it. Never idle again. */
    @Override
    public void failed(Throwable cause) {
        try {
            onFailure.accept(cause);
        } catch (Throwable another) {
            LOG.error("a connection could not be cut off", another);
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void writeNext() {
        Message next = hasClosed ? null : waiting.poll();
        if (next != null) {
            write(next.opCode, next.bytes, 0, next.bytes.length);
            return;
        }
        // The end is counted like a message, but does not wait in the queue. It is never counted off: nothing follows
        // it.
        end();
    }

    private void end() {
        byte[] close;
        synchronized (atEnd) {
            close = lastWords;
            lastWords = null;
        }
        if (close == null) {
            for (Runnable task = nextAtEnd(); task != null; task = nextAtEnd()) {
                run(task);
            }
        } else {
            hasClosed = true;
            unsent.incrementAndGet();
            write(CLOSE, close, 0, close.length);
        }
    }

    /** Null: all have run, and those that come from now on run at once. */
    private @Nullable Runnable nextAtEnd() {
        synchronized (atEnd) {
            hasEnded = atEnd.isEmpty();
            return hasEnded ? null : atEnd.remove(0);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    private void write(int opCode, byte[] bytes, int offset, int length) {
        try {
            write[0] = buffer.put(opCode, bytes, offset, length);
        } catch (Throwable failure) {
            failed(failure);
            return;
        }
        if (writes == null || !writes.offer(this)) {
            writeFilled();
        }
    }

    /** Writes the frame that is filled; called once for each, by {@link WriteQueue} if there is one. Never throws. */
    void writeFilled() {
        try {
            socket.write(this, write);
        } catch (Throwable failure) {
            failed(failure);
        }
    }
}

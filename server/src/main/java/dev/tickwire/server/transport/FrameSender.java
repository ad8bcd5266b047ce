package dev.tickwire.server.transport;

import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes WebSocket messages of a server straight to the socket: header and payload from one buffer, without garbage.
 *
 * <p>Jetty's own flusher allocates about ten objects a frame and takes two locks, at 20 frames per second and player.
 * It is left to write closes.
 *
 * <p>Any thread may send. One write is under way at a time; what comes meanwhile waits in a short queue, which the
 * thread that completes the write goes on with.
 */
final class FrameSender implements Callback {
    private static final int QUEUE = 16;
    private static final int FIRST_BUFFER_BYTES = 256;
    private static final int LONGEST_HEADER = 10;
    private static final int FINAL = 0x80;
    private static final int SHORT_LENGTH = 125;
    private static final int MEDIUM_LENGTH = 65_535;
    private static final int MEDIUM_MARK = 126;
    private static final int LONG_MARK = 127;

    private final EndPoint socket;
    private final Runnable onFailure;
    private final @Nullable WriteQueue writes;
    private final AtomicInteger unsent = new AtomicInteger();
    private final MpscVarHandleArrayQueue<Message> waiting = new MpscVarHandleArrayQueue<>(QUEUE);
    private ByteBuffer buffer = ByteBuffer.allocateDirect(FIRST_BUFFER_BYTES);
    private final ByteBuffer[] write = {buffer};
    private boolean wasTooLong;
    /** Guards itself and the two below. */
    private final List<Runnable> atEnd = new ArrayList<>(1);

    private boolean isFinishing;
    private boolean hasEnded;

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
     * @param onFailure told if a write fails
     * @param writes where writes are handed over to; null: who sends writes, too
     */
    FrameSender(EndPoint socket, Runnable onFailure, @Nullable WriteQueue writes) {
        this.socket = socket;
        this.onFailure = onFailure;
        this.writes = writes;
    }

    /** Whether all messages are out, and more may be sent. */
    boolean isIdle() {
        return unsent.get() == 0;
    }

    /**
     * Sends a message: {@code length} bytes from {@code offset}, which are copied.
     *
     * @return false if too many messages wait already; this one is dropped
     */
    boolean send(int opCode, byte[] bytes, int offset, int length) {
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
     * write. It is free to write to the socket. Further tasks run after it.
     */
    void finish(Runnable task) {
        boolean isFirst;
        boolean isLate;
        synchronized (atEnd) {
            isFirst = !isFinishing;
            isFinishing = true;
            isLate = hasEnded;
            if (!isLate) {
                atEnd.add(task);
            }
        }
        if (isLate) {
            task.run();
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
        onFailure.run();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void writeNext() {
        Message next = waiting.poll();
        if (next != null) {
            write(next.opCode, next.bytes, 0, next.bytes.length);
            return;
        }
        // What is counted and does not wait is the end, which is never counted off: nothing is sent after it.
        end();
    }

    private void end() {
        List<Runnable> tasks;
        synchronized (atEnd) {
            hasEnded = true;
            tasks = List.copyOf(atEnd);
        }
        tasks.forEach(Runnable::run);
    }

    private void write(int opCode, byte[] bytes, int offset, int length) {
        ByteBuffer out = bufferFor(length);
        out.clear();
        putHeader(opCode, length, out);
        out.put(bytes, offset, length).flip();
        write[0] = out;
        if (writes == null || !writes.offer(this)) {
            writeFilled();
        }
    }

    /** Writes the frame that is filled; called once for each, by {@link WriteQueue} if there is one. */
    void writeFilled() {
        try {
            socket.write(this, write);
        } catch (WritePendingException e) {
            failed(e);
        }
    }

    private static void putHeader(int opCode, int length, ByteBuffer out) {
        out.put((byte) (FINAL | opCode));
        if (length <= SHORT_LENGTH) {
            out.put((byte) length);
        } else if (length <= MEDIUM_LENGTH) {
            out.put((byte) MEDIUM_MARK).putShort((short) length);
        } else {
            out.put((byte) LONG_MARK).putLong(length);
        }
    }

    /**
     * The buffer that is kept, if the message fits; it grows for the second in a row that does not, so that it stays
     * small for the odd keyframe.
     */
    private ByteBuffer bufferFor(int length) {
        int needed = LONGEST_HEADER + length;
        boolean isTooLong = needed > buffer.capacity();
        if (isTooLong && !wasTooLong) {
            wasTooLong = true;
            return ByteBuffer.allocate(needed);
        }
        wasTooLong = false;
        if (isTooLong) {
            buffer = ByteBuffer.allocateDirect(Math.max(needed, 2 * buffer.capacity()));
        }
        return buffer;
    }
}

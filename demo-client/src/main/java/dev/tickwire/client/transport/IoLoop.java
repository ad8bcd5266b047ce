package dev.tickwire.client.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with any number of connections and a schedule: everything about a connection happens on it, and what it is
 * told to do at a time.
 */
public final class IoLoop implements Host, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IoLoop.class);
    private static final int BUFFER_BYTES = 65_536;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;
    private final Schedule schedule = new Schedule();
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final Thread thread;
    private volatile boolean isClosed;

    private IoLoop(int number) throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, "io-" + number);
        thread.setDaemon(true);
    }

    static IoLoop start(int number) {
        try {
            IoLoop loop = new IoLoop(number);
            loop.thread.start();
            return loop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void add(Schedule.Task task, long firstNanos) {
        schedule.add(task, firstNanos);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    @Override
    public void connect(Dial dial, ConnectionListener listener) {
        Connection connection = new Connection(this, dial, listener);
        execute(connection::start);
    }

    Selector selector() {
        return selector;
    }

    /** Where frames are written before they are sent; used again for each. On this thread alone. */
    ByteBuffer out() {
        out.clear();
        return out;
    }

    /** Where bytes are read to, and copied from there; used again for each read. On this thread alone. */
    ByteBuffer in() {
        return in;
    }

    /** Where what was read is taken apart; used again for each read. On this thread alone. */
    byte[] bytes() {
        return bytes;
    }

    private void run() {
        while (!isClosed) {
            try {
                long now = System.nanoTime();
                long waitMillis = (schedule.doWork(now) - now + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
                selector.select(this::onReady, Math.max(1, waitMillis));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        selector.keys().forEach(key -> ((Connection) key.attachment()).abort());
        closeSelector();
    }

    private void onReady(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            connection.onReady(key.readyOps());
        } catch (IOException e) {
            connection.fail(e);
        } catch (RuntimeException e) {
            LOG.error("a connection's listener failed", e);
            connection.abort();
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("a selector could not be closed", e);
        }
    }

    /** Breaks all connections, and ends the thread. */
    @Override
    public void close() {
        isClosed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

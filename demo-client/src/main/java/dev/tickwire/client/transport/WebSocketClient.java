package dev.tickwire.client.transport;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Opens WebSockets, any number of them on the same few threads. From any thread; {@link #close} breaks those that are
 * still open.
 */
public final class WebSocketClient implements AutoCloseable {
    private static final int MOST_LOOPS = 4;

    private final List<IoLoop> loops;
    private final AtomicInteger next = new AtomicInteger();

    private WebSocketClient(List<IoLoop> loops) {
        this.loops = loops;
    }

    /** Starts the threads: half as many as the machine has processors, since a server may be on the same machine. */
    public static WebSocketClient start() {
        return start(Math.max(1, Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors() / 2)));
    }

    /** Starts that many threads. */
    public static WebSocketClient start(int threads) {
        return new WebSocketClient(
                IntStream.rangeClosed(1, threads).mapToObj(IoLoop::start).toList());
    }

    /** The thread of somebody, by number: the same number gets the same one. */
    public IoLoop loop(int number) {
        return loops.get(Math.floorMod(number, loops.size()));
    }

    /** Starts to connect; the listener hears how that ends. */
    public void connect(URI uri, ConnectionListener listener) {
        loop(next.getAndIncrement()).connect(Dial.plain(uri), listener);
    }

    @Override
    public void close() {
        loops.forEach(IoLoop::close);
    }
}

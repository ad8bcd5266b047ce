package dev.tickwire.server.transport;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.SelectorManager;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many sockets are open at once, of whatever kind. What comes beyond is closed right away, and counted.
 *
 * <p>It also keeps one file descriptor in reserve. When the process has no other left, that one serves to take the
 * sockets that wait and to close them: nobody could take them otherwise, and the selector would find them waiting again
 * and again. One thread accepts; any may close.
 */
final class SocketLimit implements SelectorManager.AcceptListener {
    private final int most;
    private final Counters counters;
    private final AtomicInteger open = new AtomicInteger();
    private @Nullable SocketChannel reserve;

    SocketLimit(int most, Counters counters) {
        this.most = most;
        this.counters = counters;
    }

    /** Takes the next socket that waits and that there is room for; null: none waits. */
    @Nullable
    SocketChannel accept(ServerSocketChannel server) throws IOException {
        SocketChannel next = next(server);
        while (next != null && open.get() >= most) {
            refuse(next);
            next = next(server);
        }
        return next;
    }

    /** Gives the descriptor in reserve back, once nobody accepts any more. */
    void close() throws IOException {
        if (reserve != null) {
            reserve.close();
        }
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        open.incrementAndGet();
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        open.decrementAndGet();
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        open.decrementAndGet();
    }

    private @Nullable SocketChannel next(ServerSocketChannel server) throws IOException {
        try {
            if (reserve == null) {
                reserve = SocketChannel.open();
            }
            return server.accept();
        } catch (IOException outOfDescriptors) {
            SocketChannel spare = reserve;
            if (spare == null || !server.isOpen()) {
                throw outOfDescriptors;
            }
            reserve = null;
            spare.close();
            return refuseAll(server);
        }
    }

    private @Nullable SocketChannel refuseAll(ServerSocketChannel server) throws IOException {
        for (SocketChannel next = server.accept(); next != null; next = server.accept()) {
            refuse(next);
        }
        return null;
    }

    private void refuse(SocketChannel channel) throws IOException {
        counters.increment(Counter.SOCKETS_REFUSED);
        channel.close();
    }
}

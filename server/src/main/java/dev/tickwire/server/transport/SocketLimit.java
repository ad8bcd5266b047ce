package dev.tickwire.server.transport;

import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Addresses;
import dev.tickwire.server.address.NetworkAddress;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.SelectorManager;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many sockets are open at once, of whatever kind: in all, and from one network address. What comes beyond
 * is closed right away, and counted.
 *
 * <p>It also keeps one file descriptor in reserve. When the process has no other left, that one serves to take the
 * sockets that wait and to close them: nobody could take them otherwise, and the selector would find them waiting again
 * and again. One thread accepts; any may close.
 */
final class SocketLimit implements SelectorManager.AcceptListener {
    private final int most;
    private final Addresses addresses;
    private final Counters counters;
    private final Map<SelectableChannel, Address> open = new ConcurrentHashMap<>();
    private @Nullable SocketChannel reserve;

    SocketLimit(int most, Addresses addresses, Counters counters) {
        this.most = most;
        this.addresses = addresses;
        this.counters = counters;
    }

    /** Takes the next socket that waits and that there is room for; null: none waits. */
    @Nullable
    SocketChannel accept(ServerSocketChannel server) throws IOException {
        SocketChannel next = next(server);
        while (next != null && !isRoomFor(next)) {
            next = next(server);
        }
        return next;
    }

    /** Notes a socket as open, or closes it. */
    private boolean isRoomFor(SocketChannel next) throws IOException {
        if (open.size() >= most) {
            refuse(next, Counter.SOCKETS_REFUSED);
            return false;
        }
        Address address = addresses.hold(NetworkAddress.ofPeer(next.getRemoteAddress()));
        boolean isBanned = address.isBanned(System.nanoTime());
        if (isBanned || !address.openSocket()) {
            addresses.release(address);
            refuse(next, isBanned ? Counter.BANNED_REFUSED : Counter.SOCKETS_TOO_MANY);
            return false;
        }
        open.put(next, address);
        return true;
    }

    /** Gives the descriptor in reserve back, once nobody accepts any more. */
    void close() throws IOException {
        if (reserve != null) {
            reserve.close();
        }
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        onClosed(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        Address address = open.remove(channel);
        if (address != null) {
            address.closeSocket();
            addresses.release(address);
        }
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
            refuse(next, Counter.SOCKETS_REFUSED);
        }
        return null;
    }

    private void refuse(SocketChannel channel, Counter counter) throws IOException {
        counters.increment(counter);
        channel.close();
    }
}

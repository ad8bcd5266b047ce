package dev.tickwire.client.transport;

import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is made.
 *
 * @param uri the server's WebSocket: {@code ws} or {@code wss}
 * @param from local address to come from; null: the system's choice
 * @param receiveBufferBytes what the kernel holds of what is not read; 0: the system's choice
 * @param upgrades whether it asks for the WebSocket; false: it connects, and says nothing by itself
 * @param network what the way to the server is like; null: as it is
 */
public record Dial(
        URI uri,
        @Nullable InetAddress from,
        int receiveBufferBytes,
        boolean upgrades,
        @Nullable Network network) {
    /** A connection like any other. */
    public static Dial plain(URI uri) {
        return new Dial(uri, null, 0, true, null);
    }
}

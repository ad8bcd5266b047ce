package dev.tickwire.server.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Stands for the network of a client, to count what comes from there: an IPv4 address, or the first 64 bits of an IPv6
 * address, since whoever has one of these has 2^64 of them.
 */
final class NetworkAddress {
    private static final int PREFIX_BYTES = 8;

    private NetworkAddress() {}

    static String of(SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress socket) || socket.isUnresolved()) {
            return "";
        }
        InetAddress address = socket.getAddress();
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, PREFIX_BYTES) : bytes);
    }
}

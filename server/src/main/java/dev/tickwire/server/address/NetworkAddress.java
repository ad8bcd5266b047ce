package dev.tickwire.server.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the network of a client, to count what comes from there: an IPv4 address, or the first 64 bits of an IPv6
 * address, since whoever has one of these has 2^64 of them.
 */
public final class NetworkAddress {
    private static final int PREFIX_BYTES = 8;
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)" + "(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private NetworkAddress() {}

    /** What stands for the network of an address; empty: there is no address. */
    static String of(@Nullable InetAddress address) {
        if (address == null) {
            return "";
        }
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, PREFIX_BYTES) : bytes);
    }

    /** As people write the network of an address, such as 203.0.113.7 or 2001:db8:0:1:0:0:0:0/64. */
    public static String describe(InetAddress address) {
        return describe(of(address));
    }

    /** As people write what stands for a network; empty: there is no address. */
    static String describe(String network) {
        byte[] bytes = HexFormat.of().parseHex(network);
        try {
            if (bytes.length == PREFIX_BYTES) {
                return InetAddress.getByAddress(Arrays.copyOf(bytes, 2 * PREFIX_BYTES))
                                .getHostAddress() + "/64";
            }
            return bytes.length == 0 ? "" : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }

    /** The address of the other end of a socket; null: it is none of a network. */
    public static @Nullable InetAddress ofPeer(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress socket ? socket.getAddress() : null;
    }

    /** Reads an address as it is written, without brackets; null: it is none. No name is ever looked up. */
    public static @Nullable InetAddress parse(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}

package dev.tickwire.server.http;

import dev.tickwire.server.address.NetworkAddress;
import dev.tickwire.server.address.Networks;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: the other end of its socket, or what a trusted proxy says of it in
 * {@code X-Forwarded-For}. Each proxy appends whom it was asked by, so the last address that is no trusted proxy's is
 * the client's; what stands before it, anybody may have written.
 */
public final class ClientAddress {
    private ClientAddress() {}

    /** Null: it came over no network. */
    public static @Nullable InetAddress of(SocketAddress peer, HttpFields headers, Networks trusted) {
        InetAddress client = NetworkAddress.ofPeer(peer);
        if (!trusted.contains(client)) {
            return client;
        }
        List<String> hops = headers.getValuesList(HttpHeader.X_FORWARDED_FOR);
        for (int i = hops.size() - 1; i >= 0; i--) {
            String[] together = hops.get(i).split(",");
            for (int k = together.length - 1; k >= 0; k--) {
                InetAddress hop = NetworkAddress.parse(withoutPort(together[k].strip()));
                if (hop == null) {
                    return client;
                }
                client = hop;
                if (!trusted.contains(hop)) {
                    return client;
                }
            }
        }
        return client;
    }

    /** Some proxies write it as {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? "" : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}

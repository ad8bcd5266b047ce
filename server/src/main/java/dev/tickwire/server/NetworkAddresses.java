package dev.tickwire.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses by which other machines reach this one. */
final class NetworkAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkAddresses.class);

    private NetworkAddresses() {}

    /**
     * The addresses of this machine, if {@code host} stands for all of them, as 0.0.0.0 does; otherwise no address,
     * since the one that is listened on was printed already.
     */
    static List<String> reachableAt(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress() ? among(addresses()) : List.of();
        } catch (UnknownHostException | SocketException e) {
            LOG.debug("the addresses of this machine are not known", e);
            return List.of();
        }
    }

    /** Those that can be opened in a browser elsewhere; IPv4, which is what people can type. */
    static List<String> among(Stream<InetAddress> addresses) {
        return addresses
                .filter(address -> address instanceof Inet4Address
                        && !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress()
                        && !address.isAnyLocalAddress())
                .map(InetAddress::getHostAddress)
                .distinct()
                .toList();
    }

    private static Stream<InetAddress> addresses() throws SocketException {
        List<InetAddress> found = new ArrayList<>();
        for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (card.isUp()) {
                found.addAll(Collections.list(card.getInetAddresses()));
            }
        }
        return found.stream();
    }
}

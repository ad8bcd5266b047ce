package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class NetworkAddressTest {
    private static String of(String address) throws UnknownHostException {
        return NetworkAddress.of(new InetSocketAddress(InetAddress.getByName(address), 4711));
    }

    @Test
    void shouldTellIpv4AddressesApart() throws UnknownHostException {
        assertThat(of("192.0.2.1")).isEqualTo(of("::ffff:192.0.2.1")).isNotEqualTo(of("192.0.2.2"));
    }

    @Test
    void shouldTakeAllIpv6AddressesOfOneNetworkForOne() throws UnknownHostException {
        assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff::9")).isNotEqualTo(of("2001:db8:1:3::1"));
    }

    @Test
    void shouldTakeWhatHasNoAddressForOne() {
        assertThat(NetworkAddress.of(InetSocketAddress.createUnresolved("host", 1)))
                .isEmpty();
        assertThat(NetworkAddress.of(UnixDomainSocketAddress.of("/tmp/socket"))).isEmpty();
    }
}

package dev.tickwire.server.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkAddressTest {
    private static String of(String address) throws UnknownHostException {
        return NetworkAddress.of(NetworkAddress.ofPeer(new InetSocketAddress(InetAddress.getByName(address), 4711)));
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
    void shouldReadAddressesAndLookUpNoNames() {
        assertThat(NetworkAddress.parse("192.0.2.1")).isEqualTo(NetworkAddress.parse("::ffff:192.0.2.1"));
        assertThat(NetworkAddress.parse("2001:db8::1")).isNotNull();
        for (String none :
                List.of("", "localhost", "1.2.3", "1.2.3.256", "01.2.3.4", ":::", "1::2::3", "fe80::1%eth0", "[::1]")) {
            assertThat(NetworkAddress.parse(none)).as(none).isNull();
        }
    }

    @Test
    void shouldTakeWhatHasNoAddressForOne() {
        assertThat(NetworkAddress.of(NetworkAddress.ofPeer(InetSocketAddress.createUnresolved("host", 1))))
                .isEmpty();
        assertThat(NetworkAddress.of(NetworkAddress.ofPeer(UnixDomainSocketAddress.of("/tmp/socket"))))
                .isEmpty();
    }
}

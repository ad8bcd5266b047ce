package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NetworkAddressesTest {
    @Test
    void shouldNameTheAddressesThatOthersCanOpen() {
        Stream<InetAddress> addresses = Stream.of(
                        "127.0.0.1",
                        "::1",
                        "0.0.0.0",
                        "169.254.3.4",
                        "fe80::1",
                        "192.168.1.7",
                        "10.0.0.5",
                        "192.168.1.7")
                .map(NetworkAddressesTest::address);

        assertThat(NetworkAddresses.among(addresses)).containsExactly("192.168.1.7", "10.0.0.5");
    }

    @Test
    void shouldNameNoneWhereTheServerListensOnOneAddress() {
        assertThat(NetworkAddresses.reachableAt("127.0.0.1")).isEmpty();
        assertThat(NetworkAddresses.reachableAt("::1")).isEmpty();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.tickwire.server.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.255, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "127.0.0.0/8, ::ffff:127.0.0.1, true",
    })
    void shouldKnowWhatIsInANetwork(String network, String address, boolean isIn) {
        assertThat(Networks.parse(List.of("198.51.100.7", network)).contains(NetworkAddress.parse(address)))
                .isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "10.0.0.0/-1", "1.2.3.4/8/8"})
    void shouldRefuseWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Networks.parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("has \"" + text + "\", which is no network: write an address");
    }

    @Test
    void shouldHaveNobodyInNoNetwork() {
        assertThat(Networks.NONE.contains(NetworkAddress.parse("127.0.0.1"))).isFalse();
        assertThat(Networks.parse(List.of("0.0.0.0/0")).contains(null)).isFalse();
    }
}

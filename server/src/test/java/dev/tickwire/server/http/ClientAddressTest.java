package dev.tickwire.server.http;

import static dev.tickwire.server.fixture.TestAddresses.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.address.Networks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private static final Networks TRUSTED = Networks.parse(List.of("10.0.0.0/8", "::1"));

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "192.0.2.1, '', 192.0.2.1",
        "10.0.0.1, '', 10.0.0.1",
        "10.0.0.1, 198.51.100.7, 198.51.100.7",
        "::1, 2001:db8::9, 2001:db8::9",
        "10.0.0.1, '198.51.100.7, 10.0.0.2', 198.51.100.7",
        "10.0.0.1, '10.0.0.3, 10.0.0.2', 10.0.0.3",
        "10.0.0.1, 198.51.100.7:4711, 198.51.100.7",
        "10.0.0.1, '[2001:db8::9]:4711', 2001:db8::9",
    })
    void shouldBelieveTrustedProxies(String peer, String forwarded, String client) {
        assertThat(of(peer, forwarded)).isEqualTo(at(client));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        // Nobody whom we trust has said so.
        "192.0.2.1, 198.51.100.7, 192.0.2.1",
        "192.0.2.1, '198.51.100.7, 10.0.0.1', 192.0.2.1",
        // What the client wrote comes before what the proxy has appended.
        "10.0.0.1, '127.0.0.1, 198.51.100.7', 198.51.100.7",
        "10.0.0.1, '10.0.0.9, 198.51.100.7, 10.0.0.2', 198.51.100.7",
        // Behind what is no address, nothing can be believed.
        "10.0.0.1, '198.51.100.7, nonsense', 10.0.0.1",
        "10.0.0.1, '198.51.100.7, , 10.0.0.2', 10.0.0.2",
        "10.0.0.1, '[', 10.0.0.1",
    })
    void shouldNotBeFooledByWhatAClientWrites(String peer, String forwarded, String client) {
        assertThat(of(peer, forwarded)).isEqualTo(at(client));
    }

    @Test
    void shouldReadSeveralLinesAsOneList() {
        HttpFields.Mutable headers = HttpFields.build();
        headers.add(HttpHeader.X_FORWARDED_FOR, "203.0.113.1");
        headers.add(HttpHeader.X_FORWARDED_FOR, "198.51.100.7, 10.0.0.2");
        assertThat(ClientAddress.of(new InetSocketAddress(at("10.0.0.1"), 1), headers, TRUSTED))
                .isEqualTo(at("198.51.100.7"));
    }

    @Test
    void shouldKnowNoAddressOfWhatIsNotOnANetwork() {
        assertThat(ClientAddress.of(UnixDomainSocketAddress.of("/tmp/socket"), HttpFields.EMPTY, TRUSTED))
                .isNull();
    }

    private static @Nullable InetAddress of(String peer, String forwarded) {
        HttpFields.Mutable headers = HttpFields.build();
        if (!forwarded.isEmpty()) {
            headers.put(HttpHeader.X_FORWARDED_FOR, forwarded);
        }
        return ClientAddress.of(new InetSocketAddress(at(peer), 4711), headers, TRUSTED);
    }
}

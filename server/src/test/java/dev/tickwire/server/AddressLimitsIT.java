package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients from one network address can take from the others. */
class AddressLimitsIT {
    private static final String[] LIMITS = {
        "limits.perAddress.exempt=[]",
        "limits.perAddress.connections=5",
        "limits.perAddress.joinsPerMinute=4",
        "limits.perAddress.handshakesPerMinute=20",
        "limits.perAddress.refusalsPerMinute=6"
    };
    private static final byte[] PROXY_V2 = {
        0x0D,
        0x0A,
        0x0D,
        0x0A,
        0x00,
        0x0D,
        0x0A,
        0x51,
        0x55,
        0x49,
        0x54,
        0x0A,
        0x21,
        0x11,
        0,
        12,
        (byte) 198,
        51,
        100,
        7,
        127,
        0,
        0,
        1,
        0x12,
        0x34,
        0x1F,
        (byte) 0x90
    };

    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(RawClient::close);
    }

    @Test
    void shouldGiveOneAddressAFewSocketsHoweverManyItOpens() {
        try (TestServer server = TestServer.start(LIMITS)) {
            for (int i = 0; i < 30; i++) {
                connect(server);
            }

            patiently().until(() -> server.count(Counter.SOCKETS_TOO_MANY) == 20);
            clients.remove(0).close();
            patiently().until(() -> {
                RawClient next = connect(server);
                return next.sendIfItCan(
                                "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                        && "HTTP/1.1 200 OK\r".equals(next.readLineIfItCan());
            });
        }
    }

    @Test
    void shouldGiveOneAddressAFewWebSocketsAndOthersTheirs() {
        try (TestServer server = startBehindProxy()) {
            for (int i = 0; i < 5; i++) {
                assertThat(connect(server).upgrade("X-Forwarded-For: 198.51.100.7"))
                        .startsWith("HTTP/1.1 101 ");
            }
            assertThat(connect(server).upgrade("X-Forwarded-For: 203.0.113.1, 198.51.100.7"))
                    .startsWith("HTTP/1.1 429 ");
            assertThat(server.count(Counter.CONNECTIONS_TOO_MANY)).isEqualTo(1);
            assertThat(connect(server).upgrade("X-Forwarded-For: 198.51.100.8")).startsWith("HTTP/1.1 101 ");

            clients.get(0).reset();
            patiently().until(() -> server.connectionCount() == 5);
            patiently()
                    .until(() -> connect(server)
                            .upgrade("X-Forwarded-For: 198.51.100.7")
                            .startsWith("HTTP/1.1 101 "));
        }
    }

    @Test
    void shouldBelieveThePROXYProtocolOfTrustedProxies() {
        try (TestServer server = startBehindProxy()) {
            for (int i = 0; i < 5; i++) {
                RawClient client = connect(server);
                if (i % 2 == 0) {
                    client.send("PROXY TCP4 198.51.100.7 127.0.0.1 4711 8080\r\n".getBytes(StandardCharsets.US_ASCII));
                } else {
                    client.send(PROXY_V2);
                }
                assertThat(client.upgrade()).startsWith("HTTP/1.1 101 ");
                client.join("Ada");
                if (i < 4) {
                    assertThat(client.read().opCode()).isEqualTo(RawClient.BINARY);
                } else {
                    client.assertClosed(DisconnectReason.TOO_MANY_JOINS);
                }
            }
            assertThat(connect(server).upgrade("X-Forwarded-For: 198.51.100.7")).startsWith("HTTP/1.1 429 ");
        }
    }

    @Test
    void shouldNotBelieveAnybodyElse() {
        try (TestServer server = TestServer.start(LIMITS)) {
            for (int i = 0; i < 5; i++) {
                assertThat(connect(server).upgrade("X-Forwarded-For: 198.51.100." + i))
                        .startsWith("HTTP/1.1 101 ");
            }
            assertThat(connect(server).upgrade("X-Forwarded-For: 198.51.100.9")).startsWith("HTTP/1.1 429 ");
            RawClient liar = connect(server);
            liar.send(PROXY_V2);
            assertThat(liar.sendIfItCan(
                            "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                    .isTrue();
            assertThat(liar.readLine()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void shouldRefuseJoinsBeyondTheLimitAndBanWhoGoesOn() {
        try (TestServer server = startBehindProxy()) {
            for (int i = 0; i < 11; i++) {
                RawClient client = connect(server);
                assertThat(client.upgrade("X-Forwarded-For: 198.51.100.7")).startsWith("HTTP/1.1 101 ");
                client.join("Mallory");
                if (i < 4) {
                    assertThat(client.read().opCode()).isEqualTo(RawClient.BINARY);
                } else {
                    client.assertClosed(DisconnectReason.TOO_MANY_JOINS);
                }
                client.close();
                patiently().until(() -> server.connectionCount() == 0);
            }

            assertThat(server.count(Counter.ADDRESSES_BANNED)).isEqualTo(1);
            assertThat(connect(server).upgrade("X-Forwarded-For: 198.51.100.7")).startsWith("HTTP/1.1 403 ");
            assertThat(server.count(Counter.BANNED_REFUSED)).isEqualTo(1);
            assertThat(connect(server).upgrade("X-Forwarded-For: 198.51.100.8")).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void shouldRefuseRequestsForOtherHosts() {
        try (TestServer server = TestServer.start()) {
            RawClient rebound = connect(server);
            rebound.send(
                    "GET /api/v1/rooms HTTP/1.1\r\nHost: evil.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(rebound.readHead()).startsWith("HTTP/1.1 421 ");
            assertThat(connect(server).upgrade("Host: evil.example", "Origin: http://evil.example"))
                    .startsWith("HTTP/1.1 421 ");
            assertThat(server.count(Counter.HOSTS_REFUSED)).isEqualTo(2);
        }
    }

    private TestServer startBehindProxy() {
        List<String> settings = new ArrayList<>(List.of(LIMITS));
        settings.add("http.trustedProxies=[\"127.0.0.1\"]");
        return TestServer.start(settings.toArray(String[]::new));
    }

    private RawClient connect(TestServer server) {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client;
    }
}

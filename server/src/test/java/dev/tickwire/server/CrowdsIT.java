package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many at once who do nothing, half of something, or all of it slowly, beside a player who plays on. */
class CrowdsIT {
    private static final int HALF_HANDSHAKES = 2_000;
    private static final int SILENT = 1_000;
    private static final int SLOW_READERS = 200;

    private final List<RawClient> crowd = new ArrayList<>();

    @AfterEach
    void leave() {
        crowd.forEach(RawClient::close);
    }

    @Test
    void shouldLetGoOfHalfDoneHandshakesAndOfThoseWhoNeverJoin() {
        try (TestServer server = TestServer.start();
                Browser player = Browser.joined(server, "Ada")) {
            byte[] half = "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: webso".getBytes(StandardCharsets.US_ASCII);
            come(HALF_HANDSHAKES, () -> {
                RawClient client = new RawClient(server.port());
                client.send(half);
                return client;
            });
            come(SILENT, () -> RawClient.upgraded(server));

            try (Browser next = Browser.joined(server, "Bo")) {
                next.awaitSnapshots(3);
            }
            player.awaitSnapshots(20);
            patiently().atMost(Duration.ofMinutes(1)).until(() -> server.connectionCount() == 1);
            patiently()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> server.count(Counter.REQUESTS_TOO_SLOW) >= HALF_HANDSHAKES);

            assertThat(server.disconnects(DisconnectReason.JOIN_TIMEOUT)).isEqualTo(SILENT);
            assertThat(server.count(Counter.SOCKETS_REFUSED)).isZero();
            player.awaitSnapshots(20);
            assertThat(player.end()).isNull();
        }
    }

    @Test
    void shouldSkipAndThenEndThoseWhoReadByteByByte() {
        try (TestServer server = TestServer.start(
                        "roomTypeDefaults.slowClientTimeout=1s",
                        "roomTypeDefaults.maxUnacked=200ms",
                        "roomTypeDefaults.ackTolerance=200ms");
                Browser player = Browser.joined(server, "Ada")) {
            come(SLOW_READERS, () -> {
                RawClient client = RawClient.upgraded(server.port(), 1_024);
                client.join("Mallory");
                return client;
            });

            patiently().atMost(Duration.ofMinutes(1)).until(() -> {
                crowd.forEach(RawClient::readByte);
                return server.disconnects(DisconnectReason.TOO_SLOW) == SLOW_READERS;
            });

            assertThat(server.count(Counter.MESSAGES_DROPPED))
                    .as("nothing is queued for them")
                    .isZero();
            patiently().until(() -> server.connectionCount() == 1);
            player.awaitSnapshots(20);
            assertThat(player.end()).isNull();
        }
    }

    @Test
    void shouldNoticeThatThosePlayersAndSpectatorsAreGoneWhoAreWrittenToAllTheTime() {
        try (TestServer server = TestServer.start("roomTypeDefaults.idleTimeout=3s");
                Browser player = Browser.joined(server, "Ada")) {
            come(4, () -> RawClient.joined(server));
            come(4, () -> RawClient.watching(server));

            // Their kernels take all that is sent: only that nothing is heard shows it.
            patiently().atMost(Duration.ofMinutes(1)).until(() -> {
                crowd.forEach(RawClient::readWhatIsThere);
                return server.disconnects(DisconnectReason.IDLE_TIMEOUT) == 8;
            });

            player.awaitSnapshots(20);
            assertThat(player.end()).isNull();
            patiently()
                    .until(() -> server.server().rooms().list().get(0).places().count(Role.SPECTATOR) == 0);
            assertThat(server.server().rooms().list().get(0).seatCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldLetGoOfWhoSaysGoodbyeAndDoesNotHangUp() {
        try (TestServer server = TestServer.start();
                Browser player = Browser.joined(server, "Ada")) {
            come(8, () -> {
                RawClient client = RawClient.upgraded(server.port(), 1_024);
                client.join("Mallory");
                client.frame(RawClient.CLOSE, true, new byte[] {0x03, (byte) 0xE8});
                return client;
            });

            patiently().until(() -> server.connectionCount() == 1);
            player.awaitSnapshots(3);
        }
    }

    private void come(int count, Supplier<RawClient> one) {
        for (int i = 0; i < count; i++) {
            crowd.add(one.get());
        }
    }
}

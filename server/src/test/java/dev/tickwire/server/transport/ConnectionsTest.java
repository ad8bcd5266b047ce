package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.transport.ConnectionDriver.Client;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final long JOIN_TIMEOUT_NANOS = 6_000_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final ConnectionDriver server = new ConnectionDriver();

    @Test
    void shouldLookAtEverybodysDeadlinesWhereOneThrowsAnError() {
        try (Client first = server.connect();
                Client broken = server.connect((outlet, now) -> server.newSession(new ThrowingOutlet(), now));
                Client last = server.connect()) {
            server.connections.checkTime(System.nanoTime() + JOIN_TIMEOUT_NANOS);

            first.raw.assertClosed(DisconnectReason.JOIN_TIMEOUT);
            last.raw.assertClosed(DisconnectReason.JOIN_TIMEOUT);
            assertThat(broken.raw.readToEnd()).isNull();
            assertThat(server.count(Counter.CONNECTIONS_FAILED)).isEqualTo(1);
            assertThat(server.connections.count()).isEqualTo(2);
        }
    }

    @Test
    void shouldCountTheTimeOfNobodyInWhichTheWholeProcessStoodStill() {
        try (Client client = server.connect()) {
            long nowNanos = System.nanoTime();
            server.connections.checkTime(nowNanos);

            server.connections.checkTime(nowNanos + JOIN_TIMEOUT_NANOS);
            assertThat(server.count(Counter.CONNECTIONS_FAILED)).isZero();
            assertThat(server.counters.disconnects(DisconnectReason.JOIN_TIMEOUT))
                    .as("what it has said is still to be read")
                    .isZero();

            server.connections.checkTime(nowNanos + JOIN_TIMEOUT_NANOS + SECOND_NANOS);
            client.raw.assertClosed(DisconnectReason.JOIN_TIMEOUT);
        }
    }

    @Test
    void shouldWaitForTheAnswersWhenItStopsAndTellWhoComesMeanwhile() {
        try (Client client = server.connect()) {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            client.raw.assertClosed(DisconnectReason.SERVER_STOPPING);
            assertThat(server.connections.isStopping()).isTrue();
            try (Client late = server.connect()) {
                late.raw.assertClosed(DisconnectReason.SERVER_STOPPING);
                assertThat(stopped).isNotDone();

                answer(late);
                assertThat(stopped).isNotDone();
                answer(client);
            }

            stopped.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(server.connections.count()).isZero();
            assertThat(server.count(Counter.CONNECTIONS_ABORTED)).isZero();
        }
    }

    @Test
    void shouldRunALateTaskAtOnceWhereItHasStopped() {
        server.close();
        boolean[] hasRun = {false};

        server.connections.runLater(() -> hasRun[0] = true, 1_000_000);

        assertThat(hasRun[0]).isTrue();
    }

    private static void answer(Client client) {
        client.raw.frame(RawClient.CLOSE, true, new byte[] {0x03, (byte) 0xE9});
        client.turn();
    }
}

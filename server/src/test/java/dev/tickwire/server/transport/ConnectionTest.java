package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.transport.ConnectionDriver.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final byte[] NOTHING = {};
    private static final byte[] PING = RawClient.encode(0x89, true, NOTHING);

    private final ConnectionDriver server = new ConnectionDriver();

    @AfterEach
    void stop() {
        server.close();
    }

    // What a client may send

    @ParameterizedTest
    @ValueSource(ints = {RawClient.CONTINUATION, RawClient.PING, RawClient.PONG})
    void shouldEndWhoFloodsWithEmptyFramesOfAnyKind(int opCode) {
        try (Client client = server.connect()) {
            client.raw.frame(RawClient.BINARY, false, new byte[] {1});
            int fin = opCode == RawClient.CONTINUATION ? 0 : 0x80;
            client.raw.send(repeat(RawClient.encode(opCode | fin, true, NOTHING), 100));

            client.turn();

            client.raw.assertClosed(DisconnectReason.TOO_MANY_MESSAGES);
        }
    }

    @Test
    void shouldEndWhoSendsAMessageByteByByte() {
        try (Client client = server.connect()) {
            byte[] frame = RawClient.encode(0x82, true, new byte[100]);
            for (int i = 0;
                    i < frame.length && server.counters.disconnects(DisconnectReason.TOO_MANY_MESSAGES) == 0;
                    i++) {
                client.raw.send(new byte[] {frame[i]});
                client.turn();
            }

            client.raw.assertClosed(DisconnectReason.TOO_MANY_MESSAGES);
        }
    }

    @Test
    void shouldHearAPartOfAFrameAsASignOfLife() {
        try (Client client = server.connect()) {
            client.raw.join("Ada");
            client.turn();
            long start = System.nanoTime();
            client.connection.checkTime(start);
            client.raw.send(new byte[] {(byte) 0x82});
            client.turn();

            client.connection.checkTime(start + 29_000_000_000L);
            client.connection.checkTime(start + 58_000_000_000L);
            assertThat(server.counters.disconnects(DisconnectReason.IDLE_TIMEOUT))
                    .isZero();
            client.connection.checkTime(start + 60_000_000_000L);

            client.raw.assertClosed(DisconnectReason.IDLE_TIMEOUT);
        }
    }

    // After the end

    @Test
    void shouldThrowAwayWhatComesFromWhoBrokeTheRules() {
        try (Client client = server.connect()) {
            client.raw.frame(RawClient.TEXT, true, NOTHING);
            client.turn();
            long parsed = client.framesParsed();
            long read = client.socket.bytesRead();

            client.raw.send(repeat(PING, 1_000));
            while (client.socket.bytesRead() < read + 1_000L * PING.length) {
                client.turn();
            }

            assertThat(client.framesParsed()).isEqualTo(parsed);
            client.raw.assertClosed(DisconnectReason.TEXT_FRAME);
        }
    }

    @Test
    void shouldSoonCloseTheSocketOfWhoBrokeTheRulesAndDoesNotAnswer() {
        try (Client client = server.connect()) {
            client.raw.frame(RawClient.TEXT, true, NOTHING);
            client.turn();

            assertThat(client.raw.readToEnd()).startsWith("1003 ");
            await().until(() -> !client.socket.isOpen());
            assertThat(server.connections.count()).isZero();
            assertThat(server.count(Counter.CONNECTIONS_LOST)).isZero();
            assertThat(server.count(Counter.CONNECTIONS_ABORTED)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LEFT", "SERVER_STOPPING", "ROOM_CLOSED"})
    void shouldWaitForTheAnswerOfAnyoneElse(DisconnectReason reason) {
        try (Client client = server.connect()) {
            client.connection.close(reason, reason.sentence());
            client.raw.assertClosed(reason);
            client.raw.send(repeat(PING, 10));
            client.turn();
            assertThat(client.socket.isOpen()).isTrue();

            client.raw.frame(RawClient.CLOSE, true, new byte[] {0x03, (byte) 0xE8});
            client.turn();

            assertThat(client.socket.isOpen()).isFalse();
            assertThat(server.connections.count()).isZero();
            assertThat(server.count(Counter.CONNECTIONS_FAILED)).isZero();
        }
    }

    @Test
    void shouldParseNoMoreThanAClientMayHaveSentBeforeItReadItsClose() {
        try (Client client = server.connect()) {
            client.connection.close(DisconnectReason.LEFT, "told to");
            byte[] pings = repeat(PING, 1_000);
            for (int i = 0; i < 6; i++) {
                client.raw.send(pings);
                client.turn();
            }

            assertThat(client.framesParsed()).isBetween(2_000L, 4_000L);
            client.raw.assertClosed(DisconnectReason.LEFT, "told to");
        }
    }

    @Test
    void shouldAbortWhoDoesNotAnswerInTime() {
        try (Client client = server.connect()) {
            client.connection.close(DisconnectReason.LEFT, "told to");

            client.connection.checkTime(System.nanoTime() + 2_000_000_000L);
            assertThat(server.count(Counter.CONNECTIONS_ABORTED)).isZero();
            client.connection.checkTime(System.nanoTime() + 3_000_000_000L);

            assertThat(server.count(Counter.CONNECTIONS_ABORTED)).isEqualTo(1);
            assertThat(server.connections.count()).isZero();
        }
    }

    // Failures

    @Test
    void shouldCutOffTheConnectionOnWhichAnExceptionIsThrownAndNoOther() {
        try (Client broken = server.connect();
                Client other = server.connect()) {
            assertThatCode(() -> broken.connection.send(new byte[1], 5, 10)).doesNotThrowAnyException();

            assertThat(server.count(Counter.CONNECTIONS_FAILED)).isEqualTo(1);
            assertThat(server.count(Counter.CONNECTIONS_LOST)).isZero();
            assertThat(broken.raw.readToEnd()).isNull();
            assertThat(broken.connection.isIdle()).isFalse();
            other.raw.message(ClientFrame.newBuilder().setPing(7));
            other.turn();
            assertThat(other.raw.read().payload()).containsExactly(0x10, 7);
            assertThat(server.connections.count()).isEqualTo(1);
        }
    }

    @Test
    void shouldCountAnExceptionThrownWhileAFrameIsHandled() {
        try (Client broken = server.connect((outlet, nowNanos) -> server.newSession(new ThrowingOutlet(), nowNanos))) {
            broken.raw.frame(RawClient.TEXT, true, NOTHING);

            broken.turn();

            assertThat(broken.raw.readToEnd()).startsWith("1011 ");
            assertThat(server.count(Counter.CONNECTIONS_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void shouldNotCountAsAFailureWhatClientsAndNetworksDo() {
        try (Client broken = server.connect();
                Client crashed = server.connect()) {
            broken.raw.send(RawClient.encode(0x83, true, NOTHING));
            broken.turn();
            crashed.raw.reset();
            crashed.turn();

            assertThat(server.count(Counter.CONNECTIONS_LOST)).isEqualTo(2);
            assertThat(server.count(Counter.CONNECTIONS_FAILED)).isZero();
        }
    }

    private static byte[] repeat(byte[] frame, int times) {
        byte[] all = new byte[frame.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return all;
    }
}

package dev.tickwire.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketClientIT {
    private final WebSocketClient client = WebSocketClient.start();
    private final Heard heard = new Heard();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void shouldSayThatNothingAcceptsConnections() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        client.connect(URI.create("ws://127.0.0.1:" + port + "/ws"), heard);
        assertThat(end().reason()).isEqualTo("CONNECT_FAILED");
        assertThat(end().sentence()).isEqualTo("Nothing accepts connections at 127.0.0.1:" + port + ".");
    }

    @Test
    void shouldSayThatAnHttpServerHasNoWebSocket() throws Exception {
        try (OddServer server = new OddServer(session -> {})) {
            client.connect(URI.create("ws://127.0.0.1:" + server.port() + "/elsewhere"), heard);
            assertThat(end().reason()).isEqualTo("UPGRADE_REFUSED");
            assertThat(end().sentence()).contains("404");
        }
    }

    @Test
    void shouldPutMessagesTogetherFromFragments() throws Exception {
        Consumer<CoreSession> fragments = session -> {
            OddServer.send(session, OpCode.BINARY, false, new byte[] {1, 2});
            OddServer.send(session, OpCode.CONTINUATION, false, new byte[] {3});
            OddServer.send(session, OpCode.CONTINUATION, true, new byte[] {4, 5});
            OddServer.send(session, OpCode.BINARY, true, new byte[] {6});
        };
        connect(
                fragments,
                () -> await().untilAsserted(
                                () -> assertThat(heard.messages).containsExactly(List.of(1, 2, 3, 4, 5), List.of(6))));
    }

    @Test
    void shouldTakeMessagesLargerThanItsReadBuffer() throws Exception {
        byte[] large = new byte[100_000];
        Arrays.fill(large, (byte) 7);
        connect(
                session -> OddServer.send(session, OpCode.BINARY, true, large),
                () -> await().untilAsserted(() -> assertThat(heard.messages)
                        .singleElement()
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                        .hasSize(large.length)));
    }

    @Test
    void shouldTakeEachPartOfALargeMessageForASignOfLife() throws Exception {
        byte[] large = new byte[100_000];
        connect(
                session -> OddServer.send(session, OpCode.BINARY, true, large),
                () -> await().untilAsserted(
                                () -> assertThat(heard.signsBeforeMessage).hasValueGreaterThan(1)));
    }

    @Test
    void shouldAnswerPings() throws Exception {
        try (OddServer server = new OddServer(session -> OddServer.send(session, OpCode.PING, true, new byte[] {42}))) {
            client.connect(uri(server), heard);
            await().untilAsserted(() -> assertThat(server.received()).anySatisfy(frame -> {
                assertThat(frame.getOpCode()).isEqualTo(OpCode.PONG);
                assertThat(frame.getPayload().get(0)).isEqualTo((byte) 42);
            }));
        }
    }

    @Test
    void shouldKeepWhyTheServerClosed() throws Exception {
        connect(
                session -> session.close(4014, "You are too slow, by 3 s.", Callback.NOOP),
                () -> assertThat(end()).isEqualTo(new Disconnect("TOO_SLOW", 4014, "You are too slow, by 3 s.")));
    }

    @Test
    void shouldSayThatTheConnectionIsLostWhenTheServerVanishes() throws Exception {
        connect(CoreSession::abort, () -> assertThat(end().reason()).isEqualTo("CONNECTION_LOST"));
    }

    @Test
    void shouldNotTakeText() throws Exception {
        connect(
                session -> OddServer.send(session, OpCode.TEXT, true, (byte) 'a'),
                () -> assertThat(end().reason()).isEqualTo("SERVER_FRAME_MALFORMED"));
    }

    @Test
    void shouldGiveTheReasonForWhichItBroke() throws Exception {
        heard.onOpen = connection -> connection.abort(Disconnect.serverSilent());
        connect(session -> {}, () -> assertThat(end().reason()).isEqualTo("SERVER_SILENT"));
    }

    private void connect(Consumer<CoreSession> onOpen, Runnable check) throws Exception {
        try (OddServer server = new OddServer(onOpen)) {
            client.connect(uri(server), heard);
            check.run();
        }
        end();
        assertThat(heard.ends).hasSize(1);
    }

    private static URI uri(OddServer server) {
        return URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    }

    private Disconnect end() {
        await().until(() -> !heard.ends.isEmpty());
        return heard.ends.get(0);
    }

    private static final class Heard implements ConnectionListener {
        private final List<List<Integer>> messages = new CopyOnWriteArrayList<>();
        private final List<Disconnect> ends = new CopyOnWriteArrayList<>();
        private final AtomicInteger signsBeforeMessage = new AtomicInteger();
        private int signs;
        private volatile Consumer<Connection> onOpen = connection -> {};

        @Override
        public void onOpen(Connection connection) {
            onOpen.accept(connection);
        }

        @Override
        public void onBytes() {
            signs++;
        }

        @Override
        public void onMessage(byte[] bytes, int offset, int end) {
            signsBeforeMessage.set(signs);
            Integer[] message = new Integer[end - offset];
            Arrays.setAll(message, i -> (int) bytes[offset + i]);
            messages.add(List.of(message));
        }

        @Override
        public void onClosed(Disconnect why) {
            ends.add(why);
        }
    }
}

package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.TestServer;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoppingIT {
    private static final byte[] GOING_AWAY = {0x03, (byte) 0xE9};
    private static final byte[] PING = RawClient.encode(0x89, true, new byte[0]);

    @Test
    void shouldTellEveryoneThatItStops() {
        try (TestServer server = TestServer.start();
                Browser player = Browser.joined(server, "Ada");
                Browser apart = Browser.connect(server);
                RawClient raw = RawClient.joined(server);
                RawClient notJoined = RawClient.upgraded(server)) {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);

            player.assertClosed(DisconnectReason.SERVER_STOPPING);
            apart.assertClosed(DisconnectReason.SERVER_STOPPING);
            raw.assertClosed(DisconnectReason.SERVER_STOPPING);
            notJoined.assertClosed(DisconnectReason.SERVER_STOPPING);
            assertThat(player.end()).isEqualTo("1001 The server is restarting or shutting down.");
            raw.frame(RawClient.CLOSE, true, GOING_AWAY);
            notJoined.frame(RawClient.CLOSE, true, GOING_AWAY);
            stopped.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void shouldTellHundredsWhoTalkAllTheTime() {
        TestServer server = TestServer.start("roomTypeDefaults.playerLimit=50");
        List<RawClient> clients =
                Stream.generate(() -> RawClient.upgraded(server)).limit(300).toList();
        List<RawClient> players = clients.subList(0, 200);
        players.forEach(player -> player.join("Ada"));
        players.forEach(RawClient::read);
        Set<RawClient> talking = ConcurrentHashMap.newKeySet();
        talking.addAll(clients);
        Set<RawClient> cutOff = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> talk = CompletableFuture.runAsync(() -> {
            // As many frames as the limits allow.
            for (int round = 0; round < 1_000 && !talking.isEmpty(); round++) {
                for (RawClient client : round % 20 == 0 ? clients : players) {
                    if (talking.contains(client) && !client.sendIfItCan(PING) && talking.contains(client)) {
                        cutOff.add(client);
                    }
                }
            }
        });

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);

        for (RawClient client : clients) {
            client.assertClosed(DisconnectReason.SERVER_STOPPING);
            talking.remove(client);
            client.close();
        }
        talk.join();
        stopped.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(cutOff)
                .as("those who could not write any more before they were told")
                .isEmpty();
    }

    @Test
    void shouldRefuseWhoComesWhileItStops() {
        try (TestServer server = TestServer.start();
                RawClient inside = RawClient.joined(server);
                RawClient late = new RawClient(server.port())) {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            inside.assertClosed(DisconnectReason.SERVER_STOPPING);

            assertThat(late.upgrade()).startsWith("HTTP/1.1 503 ");

            inside.frame(RawClient.CLOSE, true, GOING_AWAY);
            stopped.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void shouldNotBeReadyOnceItLetsNobodyIn() throws Exception {
        try (TestServer server = TestServer.start();
                Browser inside = Browser.joined(server, "Ada");
                Browser late = Browser.connect(server)) {
            assertThat(status(server, "/readyz")).isEqualTo(200);

            server.server().rooms().close();

            assertThat(status(server, "/readyz")).isEqualTo(503);
            assertThat(status(server, "/healthz")).isEqualTo(200);
            late.join(Join.newBuilder().setName("Bo"));
            late.assertClosed(DisconnectReason.SERVER_STOPPING);
            inside.awaitSnapshots(3);
        }
    }

    @Test
    void shouldStopEvenIfAClientNeverAnswersTheClose() {
        try (TestServer server = TestServer.start();
                RawClient stubborn = RawClient.joined(server)) {
            CompletableFuture.runAsync(server::close)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();

            assertThat(stubborn.readToEnd()).isEqualTo("1001 The server is restarting or shutting down.");
        }
    }

    @Test
    void shouldFreeItsPortAndBearBeingStoppedTwice() throws Exception {
        TestServer server = TestServer.start();
        int port = server.port();
        server.close();
        server.close();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new RawClient(port)))
                .hasCauseInstanceOf(ConnectException.class);
        try (TestServer next = TestServer.start("http.port=" + port)) {
            assertThat(status(next, "/readyz")).isEqualTo(200);
        }
    }

    private static int status(TestServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
        return Browser.HTTP
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

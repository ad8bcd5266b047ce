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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoppingIT {
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

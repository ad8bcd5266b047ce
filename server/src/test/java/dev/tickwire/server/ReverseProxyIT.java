package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Certificates;
import dev.tickwire.server.fixture.ReverseProxy;
import dev.tickwire.server.fixture.ReverseProxy.Kind;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server behind proxies as docs/deploy sets them up: TLS, a path of its own, and addresses of clients. */
class ReverseProxyIT {
    /** Twice nginx's timeouts, at 50 ticks per second. */
    private static final int LONG_TICKS = 2 * 5 * 50;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldServePagesAndPlayBelowAPath(Kind kind) throws Exception {
        Certificates own = Certificates.make(folder, "own", "EC");
        Path web = Files.createDirectories(folder.resolve("web"));
        Files.writeString(web.resolve("index.html"), "<h1>mine</h1>");
        try (TestServer server = TestServer.start(List.of(web), "http.trustedProxies=[\"127.0.0.1\"]");
                ReverseProxy proxy = ReverseProxy.start(kind, folder, own, server.port(), "75s");
                Browser ada = Browser.joined(
                        own.client(), proxy.uri(), Join.newBuilder().setName("Ada"))) {
            assertThat(get(own.client(), proxy.uri())).isEqualTo("<h1>mine</h1>");
            assertThat(get(own.client(), proxy.uri().resolve("api/v1/rooms"))).contains("\"regatta\"");
            int player = ada.watcher().player();
            ada.input(ada.watcher().lastFrame().getTick() + 10, 7);
            ada.awaitThat(seen -> seen.boat(player, "stroke") == 7);

            ada.leave();

            patiently().until(() -> server.connectionCount() == 0);
        }
    }

    @Test
    void shouldKeepAPlayerWhoDoesNothingForLongerThanTheTimeoutsOfTheProxy() throws Exception {
        Certificates own = Certificates.make(folder, "own", "EC");
        try (TestServer server = TestServer.start(
                        "http.trustedProxies=[\"127.0.0.1\"]",
                        "roomTypes.board.game=whiteboard",
                        "roomTypes.board.idleHeartbeat=2s");
                ReverseProxy proxy = ReverseProxy.start(Kind.NGINX, folder, own, server.port(), "5s");
                Browser ada = Browser.joined(
                        own.client(),
                        proxy.uri(),
                        Join.newBuilder().setName("Ada").setRoomType("board"))) {
            int start = ada.watcher().lastFrame().getTick();

            patiently().atMost(Duration.ofMinutes(1)).until(() -> {
                assertThat(ada.end()).as("ended").isNull();
                return ada.watcher().lastFrame().getTick() > start + LONG_TICKS;
            });
            assertThat(ada.snapshotCount())
                    .as("little more than a heartbeat per second")
                    .isLessThan(LONG_TICKS / 10);
        }
    }

    @Test
    void shouldKnowClientsByTheAddressesAndPagesByTheNamesThatTheProxyTells() throws Exception {
        Certificates own = Certificates.make(folder, "own", "EC");
        try (TestServer server = TestServer.start(
                        "http.trustedProxies=[\"127.0.0.1\"]",
                        "limits.perAddress.connections=1",
                        "limits.perAddress.exempt=[]");
                ReverseProxy proxy = ReverseProxy.start(Kind.NGINX, folder, own, server.port(), "75s")) {
            String page = "https://" + proxy.uri().getAuthority();
            assertThat(upgrade(own.client(), proxy.uri(), "203.0.113.1", page)).isEqualTo(101);
            assertThat(upgrade(own.client(), proxy.uri(), "203.0.113.1", page)).isEqualTo(429);
            assertThat(upgrade(own.client(), proxy.uri(), "203.0.113.2", page)).isEqualTo(101);
            assertThat(upgrade(own.client(), proxy.uri(), "203.0.113.3", "https://elsewhere.example"))
                    .as("a page of another site")
                    .isEqualTo(403);

            assertThat(server.count(Counter.CONNECTIONS_TOO_MANY)).isEqualTo(1);
        }
    }

    /**
     * The status of a request for a WebSocket that comes through a proxy before this one, for a client at that address.
     */
    private static int upgrade(HttpClient client, URI site, String address, String page) {
        URI socket = URI.create(site.resolve("ws").toString().replace("https:", "wss:"));
        try {
            client.newWebSocketBuilder()
                    .header("X-Forwarded-For", address)
                    .header("Origin", page)
                    .buildAsync(socket, new WebSocket.Listener() {})
                    .join();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    private static String get(HttpClient client, URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}

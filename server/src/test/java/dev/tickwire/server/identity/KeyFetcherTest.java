package dev.tickwire.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fetches over real sockets, from services that misbehave. */
class KeyFetcherTest {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private final KeyFetcher fetcher = new KeyFetcher(Runnable::run);
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + service.getAddress().getPort() + path;
    }

    private void answer(String path, int status, byte[] body) {
        service.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", "/good");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            } catch (IOException e) {
                // The other side had enough.
            }
        });
    }

    private void assertFails(String path, String sentence) {
        assertThatThrownBy(() -> fetcher.start(url(path)).get()).rootCause().hasMessageContaining(sentence);
    }

    @Test
    void shouldStopReadingABodyThatIsTooLarge() {
        answer("/large", 200, new byte[TEN_MEGABYTES]);
        assertFails("/large", "the answer is longer than 262144 bytes");
    }

    @Test
    void shouldFollowNoRedirectAndTakeNoErrorForKeys() {
        answer("/good", 200, "{}".getBytes(StandardCharsets.UTF_8));
        answer("/moved", 302, new byte[0]);
        answer("/broken", 500, "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8));
        assertFails("/moved", "the answer has status 302");
        assertFails("/broken", "the answer has status 500");
        assertFails("/nowhere", "the answer has status 404");
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        String url = url("/good");
        service.stop(0);
        assertThat(fetcher.start(url)).isCompletedExceptionally();
    }

    @Test
    void shouldGiveTheBody() {
        answer("/good", 200, "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThat(fetcher.start(url("/good")).join()).isEqualTo("{\"keys\":[]}");
    }
}

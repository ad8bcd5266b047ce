package dev.tickwire.server.transport;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestDeadlinesTest {
    private final Counters counters = new Counters();
    private final HttpConnectionFactory http = new HttpConnectionFactory();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, http);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        RequestDeadlines deadlines = new RequestDeadlines(connector.getScheduler(), Duration.ofMillis(200), counters);
        http.addEventListener(deadlines);
        server.start();
        deadlines.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void shouldEndAConnectionWhoseRequestDripsIn() throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            slow.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            patiently().until(() -> isRefused(slow));

            assertThat(counters.get(Counter.REQUESTS_TOO_SLOW)).isEqualTo(1);
        }
    }

    /** Sends another byte; true: the server has hung up. */
    private static boolean isRefused(Socket slow) {
        try {
            slow.getOutputStream().write('x');
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}

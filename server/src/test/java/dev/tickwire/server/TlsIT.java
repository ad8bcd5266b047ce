package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Certificates;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS and WSS without a proxy. */
class TlsIT {
    @TempDir
    Path files;

    @ParameterizedTest
    @CsvSource({"RSA, loop", "EC, loop", "Ed25519, loop", "EC, io"})
    void shouldLetPlayersPlayOverTls(String kind, String writes) throws Exception {
        Certificates own = Certificates.make(files, "own", kind);
        try (TestServer server = startWithPem(own, "io.writes=" + writes);
                Browser ada = Browser.joined(
                        own.client(), server.uri(), Join.newBuilder().setName("Ada"))) {
            assertThat(server.uri().getScheme()).isEqualTo("https");
            assertThat(health(own.client(), server)).isEqualTo(200);

            ada.awaitSnapshots(50);
            int player = ada.watcher().player();
            ada.input(ada.watcher().lastFrame().getTick() + 10, 7);
            ada.awaitThat(seen -> seen.boat(player, "stroke") == 7);
        }
    }

    @Test
    void shouldTakeAKeyStore() throws Exception {
        Certificates own = Certificates.make(files, "own", "EC");
        try (TestServer server = TestServer.start(
                "http.tls.keyStore=\"" + own.keyStore() + "\"",
                "http.tls.password=\"" + Certificates.PASSWORD + "\"")) {
            assertThat(health(own.client(), server)).isEqualTo(200);
        }
    }

    @Test
    void shouldShowTheRenewedCertificateAndKeepPlayersWhoAreThere() throws Exception {
        Certificates own = Certificates.make(files, "own", "EC");
        Certificates renewed = Certificates.make(files, "renewed", "RSA");
        try (TestServer server = startWithPem(own);
                Browser ada = Browser.joined(
                        own.client(), server.uri(), Join.newBuilder().setName("Ada"))) {
            renewed.writeCertificate(files.resolve("cert.pem"));
            server.server().renewCertificate();
            assertThat(server.count(Counter.CERTIFICATES_UNUSABLE))
                    .as("the key is still the old one")
                    .isEqualTo(1);
            assertThat(health(own.client(), server)).isEqualTo(200);

            renewed.writeKey(files.resolve("key.pem"));
            server.server().renewCertificate();
            server.server().renewCertificate();

            assertThat(server.count(Counter.CERTIFICATES_RENEWED)).isEqualTo(1);
            assertThat(health(renewed.client(), server)).isEqualTo(200);
            assertThatThrownBy(() -> health(own.client(), server)).isInstanceOf(SSLException.class);
            ada.awaitSnapshots(5);
        }
    }

    @Test
    void shouldNotAnswerWithoutTls() throws Exception {
        Certificates own = Certificates.make(files, "own", "EC");
        try (TestServer server = startWithPem(own);
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            plain.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1 200");
            patiently().until(() -> health(own.client(), server) == 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void shouldRefuseOldVersions(String version) throws Exception {
        Certificates own = Certificates.make(files, "own", "RSA");
        try (TestServer server = startWithPem(own);
                SSLSocket old = (SSLSocket) SSLContext.getDefault()
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            old.setEnabledProtocols(new String[] {version});

            assertThatThrownBy(old::startHandshake).isInstanceOf(IOException.class);
        }
    }

    private TestServer startWithPem(Certificates own, String... more) {
        own.writeCertificate(files.resolve("cert.pem"));
        own.writeKey(files.resolve("key.pem"));
        String[] settings = Arrays.copyOf(more, more.length + 2);
        settings[more.length] = "http.tls.certificate=\"" + files.resolve("cert.pem") + "\"";
        settings[more.length + 1] = "http.tls.key=\"" + files.resolve("key.pem") + "\"";
        return TestServer.start(settings);
    }

    private static int health(HttpClient client, TestServer server) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri().resolve("/healthz")).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}

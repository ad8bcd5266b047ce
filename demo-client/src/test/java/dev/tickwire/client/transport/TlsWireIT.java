package dev.tickwire.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.TickwireServer;
import dev.tickwire.server.config.ConfigReader;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a server that speaks TLS. */
class TlsWireIT {
    private static final String PASSWORD = "open sesame";

    private final SSLContext before = defaultContext();
    private final Heard heard = new Heard();
    private TickwireServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void startServer() throws Exception {
        Path keys = folder.resolve("keys.p12");
        makeCertificate(keys);
        server = new TickwireServer(ConfigReader.read(
                null,
                List.of("http.port=0", "http.tls.keyStore=\"" + keys + "\"", "http.tls.password=\"" + PASSWORD + "\""),
                List.of(),
                List.of()));
        server.start();
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(before);
        server.close();
    }

    @Test
    void shouldJoinAndReadSnapshots() throws Exception {
        trust(folder.resolve("keys.p12"));
        join(Dial.plain(uri()));
        await().until(() -> heard.messages.get() > 5);
        assertThat(heard.ends).isEmpty();
    }

    @Test
    void shouldReadOnWhereASlowNetworkHeldItBack() throws Exception {
        trust(folder.resolve("keys.p12"));
        join(new Dial(uri(), null, 0, true, new Network(5, 0, 20_000, 0, 0, 1)));
        await().until(() -> heard.messages.get() > 5);
        assertThat(heard.ends).isEmpty();
    }

    @Test
    void shouldNotConnectToWhomItDoesNotTrust() {
        try (WebSocketClient client = WebSocketClient.start(1)) {
            client.connect(uri(), heard);
            await().until(() -> !heard.ends.isEmpty());
        }
        assertThat(heard.ends.get(0).reason()).isEqualTo("CONNECT_FAILED");
        assertThat(heard.ends.get(0).sentence()).startsWith("There is no TLS with localhost:");
    }

    private void join(Dial dial) {
        WebSocketClient client = WebSocketClient.start(1);
        client.loop(0).connect(dial, heard);
        await().until(() -> heard.messages.get() > 0 || !heard.ends.isEmpty());
    }

    private URI uri() {
        return URI.create(server.url().replaceFirst("https?://[^:]*", "wss://localhost") + "/ws");
    }

    private static void makeCertificate(Path file) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "tickwire",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
    }

    private static void trust(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("tickwire", keys.getCertificate("tickwire"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Heard implements ConnectionListener {
        private final AtomicInteger messages = new AtomicInteger();
        private final List<Disconnect> ends = new CopyOnWriteArrayList<>();

        @Override
        public void onOpen(Connection connection) {
            connection.send(ClientFrame.newBuilder()
                    .setJoin(Join.newBuilder().setProtocolVersion(1).setRoomType("arena"))
                    .build()
                    .toByteArray());
        }

        @Override
        public void onMessage(byte[] bytes, int offset, int end) {
            messages.incrementAndGet();
        }

        @Override
        public void onClosed(Disconnect why) {
            ends.add(why);
        }
    }
}

package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers over HTTP, and whom it lets upgrade. */
class HttpIT {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        Path web = Files.createDirectories(folder.resolve("web/assets")).getParent();
        Files.writeString(web.resolve("index.html"), "<h1>the demo</h1>");
        Files.writeString(web.resolve("assets/game.js"), "play();");
        Files.createDirectories(web.resolve("immutable"));
        Files.writeString(web.resolve("immutable/game-4f2a.js"), "win();");
        Files.write(web.resolve("immutable/game-4f2a.js.gz"), gzip("win();"));
        Files.createDirectories(web.resolve("play"));
        Path library = Files.createDirectories(folder.resolve("library"));
        Files.writeString(library.resolve("index.html"), "<h1>another page</h1>");
        Files.writeString(library.resolve("client.js"), "join();");
        Files.writeString(library.resolve("tickwire-client.js"), "join();");
        Files.writeString(library.resolve("tickwire-client.js.map"), "{}");
        Files.writeString(library.resolve("tickwire-client.d.ts"), "export declare function join(): void;");
        Files.createDirectories(library.resolve("immutable"));
        Files.writeString(library.resolve("immutable/tickwire-client-prediction-4f2a.js"), "predict();");
        Files.write(library.resolve("index.html.gz"), gzip("<h1>another page</h1>"));
        Files.writeString(Files.createDirectories(library.resolve("play")).resolve("index.html"), "<h1>any game</h1>");
        Files.write(library.resolve("play/index.html.gz"), gzip("<h1>any game</h1>"));
        Files.writeString(folder.resolve("secret.txt"), "the secret");
        server = TestServer.start(
                List.of(web, library), "http.allowedOrigins=[\"https://Play.Example.org\"]", "limits.connections=2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldServeThePageOfTheDirectory() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("<h1>the demo</h1>");
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.headers().firstValue("Server")).isEmpty();
        assertThat(get("/assets/game.js").body()).isEqualTo("play();");
        assertThat(get("/nothing.html").statusCode()).isEqualTo(404);
        assertThat(get("/assets/").statusCode()).as("no listing").isEqualTo(404);
    }

    @Test
    void shouldServeFromTheNextDirectoryWhatTheFirstHasNot() throws Exception {
        assertThat(get("/client.js").body()).isEqualTo("join();");
        assertThat(get("/").body()).isEqualTo("<h1>the demo</h1>");
    }

    @Test
    void shouldHaveBrowsersAskWhetherAFileHasChanged() throws Exception {
        String tag = get("/").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = Browser.HTTP.send(
                request("/").header("If-None-Match", tag).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(get("/").headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @ParameterizedTest
    @CsvSource({
        "/tickwire-client.js, text/javascript",
        "/tickwire-client.js.map, application/json",
        "/tickwire-client.d.ts, application/typescript;charset=utf-8",
    })
    void shouldSayOfWhatTypeTheLibraryAndWhatIsBesideItAre(String path, String type) throws Exception {
        assertThat(get(path).headers().firstValue("Content-Type")).hasValue(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/rooms",
                "/api/v1/room-types",
                "/tickwire-client.js",
                "/tickwire-client.d.ts",
                "/immutable/tickwire-client-prediction-4f2a.js",
            })
    void shouldLetPagesOfAllowedOriginsReadTheRoomsAndTheLibrary(String path) {
        assertThat(from("GET", path, "https://play.example.org"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\r\nAccess-Control-Allow-Origin: https://play.example.org\r\n", "\r\nVary: Origin\r\n")
                .doesNotContain("Access-Control-Allow-Credentials");
        assertThat(from("OPTIONS", path, "https://play.example.org"))
                .startsWith("HTTP/1.1 204 ")
                .contains("\r\nAccess-Control-Allow-Origin: https://play.example.org\r\n")
                .contains("\r\nAccess-Control-Allow-Methods: GET, HEAD, POST, DELETE\r\n", "\r\nVary: Origin\r\n");
        for (String method : List.of("GET", "OPTIONS")) {
            assertThat(from(method, path, "https://evil.example.org"))
                    .contains("\r\nVary: Origin\r\n")
                    .doesNotContain("Access-Control");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/client.js", "/healthz", "/immutable/game-4f2a.js"})
    void shouldLetPagesOfOtherOriginsReadNothingElse(String path) {
        assertThat(from("GET", path, "https://play.example.org"))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("Access-Control");
    }

    @Test
    void shouldSayWhoMayReadItAlsoWhereAFileHasNotChanged() throws Exception {
        String tag = get("/tickwire-client.js").headers().firstValue("ETag").orElseThrow();
        assertThat(from("GET", "/tickwire-client.js", "https://play.example.org\r\nIf-None-Match: " + tag))
                .startsWith("HTTP/1.1 304 ")
                .contains("\r\nAccess-Control-Allow-Origin: https://play.example.org\r\n", "\r\nVary: Origin\r\n");
    }

    private static String from(String method, String path, String origin) {
        try (RawClient client = new RawClient(server.port())) {
            return client.http(method, path, "Origin: " + origin);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match: * | 304",
                "If-None-Match: TAG | 304",
                "If-None-Match: W/\"other\", TAG | 304",
                "If-None-Match: \"other\" | 200",
                "If-None-Match: TAG#If-None-Match: \"other\" | 304",
                "If-None-Match: \"other\"#If-None-Match: TAG | 304",
                "If-None-Match: \"other\"#If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT | 200",
                "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT | 304",
                "If-Modified-Since: Mon, 01 Jan 1990 00:00:00 GMT | 200",
                "If-Match: * | 200",
                "If-Match: \"other\" | 412",
            })
    void shouldAnswerConditionsAsTheStandardHasThem(String conditions, int status) throws Exception {
        String tag = get("/").headers().firstValue("ETag").orElseThrow();
        try (RawClient client = new RawClient(server.port())) {
            String headers = conditions.replace("TAG", tag).replace("#", "\r\n");
            client.send(("GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n").getBytes(UTF_8));

            assertThat(client.readLine()).startsWith("HTTP/1.1 " + status + " ");
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /gone HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n\r\n".getBytes(UTF_8));
            assertThat(client.readLine()).as("no such file").startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void shouldServeAnIndexFromTheNextDirectoryWhereTheFirstHasTheFolderAlone() throws Exception {
        assertThat(get("/play/").body()).isEqualTo("<h1>any game</h1>");
        assertThat(get("/play").statusCode()).isEqualTo(302);
        assertThat(get("/play").headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/play/"));
    }

    @Test
    void shouldSendTheCompressedFileBesideAFileToThoseWhoTakeIt() throws Exception {
        for (String path : new String[] {"/immutable/game-4f2a.js", "/play/"}) {
            HttpResponse<byte[]> compressed = compressed(path);
            assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(compressed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            assertThat(gunzip(compressed.body())).isEqualTo(get(path).body());
            assertThat(compressed.headers().firstValue("Content-Type"))
                    .isEqualTo(get(path).headers().firstValue("Content-Type"))
                    .isPresent();
            assertThat(get(path).headers().firstValue("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void shouldNotSendTheCompressedFileOfAnotherDirectory() throws Exception {
        assertThat(new String(compressed("/").body(), UTF_8)).isEqualTo("<h1>the demo</h1>");
    }

    @Test
    void shouldKnowAFileByItsTagCompressedOrNot() throws Exception {
        String path = "/immutable/game-4f2a.js";
        String plain = get(path).headers().firstValue("ETag").orElseThrow();
        String compressed = compressed(path).headers().firstValue("ETag").orElseThrow();
        assertThat(compressed).isNotEqualTo(plain);

        for (String tag : new String[] {plain, compressed}) {
            HttpResponse<String> again = Browser.HTTP.send(
                    request(path)
                            .header("Accept-Encoding", "gzip")
                            .header("If-None-Match", tag)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
            assertThat(again.headers().firstValue("Cache-Control")).hasValue(FOR_EVER);
        }
    }

    @Test
    void shouldHaveBrowsersKeepFilesForEverWhoseNamesChange() throws Exception {
        assertThat(get("/immutable/game-4f2a.js").headers().firstValue("Cache-Control"))
                .hasValue(FOR_EVER);
        assertThat(compressed("/immutable/game-4f2a.js").headers().firstValue("Cache-Control"))
                .hasValue(FOR_EVER);
        for (String path : new String[] {"/", "/play/", "/assets/game.js", "/client.js"}) {
            assertThat(get(path).headers().firstValue("Cache-Control")).as(path).hasValue("no-cache");
        }
        assertThat(get("/immutable/gone.js").headers().allValues("Cache-Control"))
                .as("that there is no such file is not for ever")
                .allSatisfy(control -> assertThat(control).doesNotContain("max-age", "immutable"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "HEAD, /, 200",
        "GET, /client.js, 200",
        "GET, /api/v1/rooms, 200",
        "GET, /nothing.html, 404",
        "HEAD, /nothing.html, 404",
        "GET, /play, 302",
        "GET, /ws, 426",
        "POST, /, 404",
        "GET, /..%2fsecret.txt, 400",
        "GET, //\0, 400",
    })
    void shouldSayWithEveryAnswerWhatItMayNotBeTakenFor(String method, String path, int status) {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.http(method, path))
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("X-Content-Type-Options: nosniff\r\n")
                    .contains("Content-Security-Policy: object-src 'none'; base-uri 'self'; "
                            + "frame-ancestors 'self' https://play.example.org\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/assets/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/%2e%2e%2fsecret.txt",
                "/..;/secret.txt",
                "/..%5csecret.txt",
                "/..\\secret.txt",
                "//secret.txt",
                "/assets/%00/../../secret.txt",
                "/%252e%252e/secret.txt",
                "../secret.txt",
                "/....//secret.txt",
            })
    void shouldServeNothingFromOutsideTheDirectory(String path) {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.http("GET", path))
                    .matches("(?s)HTTP/1.1 4\\d\\d .*")
                    .doesNotContain("the secret");
        }
    }

    @Test
    void shouldSayThatItServesNoPageWithoutADirectory() throws Exception {
        try (TestServer bare = TestServer.start();
                RawClient client = new RawClient(bare.port());
                RawClient other = new RawClient(bare.port())) {
            assertThat(client.http("GET", "/")).startsWith("HTTP/1.1 200 ").contains("--web DIR");
            assertThat(other.http("GET", "/index.html")).startsWith("HTTP/1.1 404 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/readyz", "/api/v1/rooms"})
    void shouldAnswerHeadWithoutABody(String path) {
        try (RawClient client = new RawClient(server.port())) {
            String answer = client.http("HEAD", path);

            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
            assertThat(answer.indexOf("\r\n\r\n")).isEqualTo(answer.length() - 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void shouldAnswerOtherMethodsWithAnError(String method) {
        for (String path : new String[] {"/", "/healthz", "/api/v1/rooms", "/ws"}) {
            try (RawClient client = new RawClient(server.port())) {
                assertThat(client.http(method, path)).matches("(?s)HTTP/1.1 4\\d\\d .*");
            }
        }
    }

    @Test
    void shouldSayThatItIsAliveAndReady() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/healthz").body()).isEqualTo("alive\n");
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void shouldListRoomTypesRoomsAndCounters() throws Exception {
        try (Browser player = Browser.joined(server, "Ada");
                Browser watcher = Browser.joined(server.uri(), Join.newBuilder().setSpectate(true))) {
            watcher.awaitSnapshots(1);
            Config types = json("/api/v1/room-types");
            assertThat(types.getConfigList("it").get(0).root().unwrapped())
                    .containsEntry("name", "regatta")
                    .containsEntry("game", "dev.tickwire.server.fixture.Regatta")
                    .containsEntry("playerLimit", 8)
                    .containsEntry("spectatorLimit", 50)
                    .containsEntry("tickRateHz", 50)
                    .containsEntry("snapshotRateHz", 50);
            assertThat(json("/api/v1/rooms").getConfigList("it").get(0).root().unwrapped())
                    .containsEntry("id", player.room())
                    .containsEntry("type", "regatta")
                    .containsEntry("players", 1)
                    .containsEntry("playerLimit", 8)
                    .containsEntry("spectators", 1)
                    .containsEntry("spectatorLimit", 50)
                    .containsEntry("tickRateHz", 50);
        }
        awaitNoConnections();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/counters", "/api/v1/ticks", "/metrics", "/console"})
    void shouldNotTellPlayersWhatIsForOperators(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldAskForAnUpgradeOnTheAddressForWebSockets() throws Exception {
        assertThat(get("/ws").statusCode()).isEqualTo(426);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: ",
                "Origin: http://127.0.0.1:1",
                "Origin: http://127.0.0.1",
                "Origin: http://play.example.org",
                "Origin: https://play.example.org.evil.example",
                "Origin: https://play.example.org/",
                "Origin: not an origin",
            })
    void shouldRefuseForeignPages(String origin) {
        long refused = server.count(Counter.ORIGINS_REFUSED);
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.upgrade(origin)).startsWith("HTTP/1.1 403 ");
        }
        assertThat(server.count(Counter.ORIGINS_REFUSED)).isEqualTo(refused + 1);
    }

    @Test
    void shouldAcceptItsOwnPagesAndThoseThatTheConfigAllows() {
        for (String origin : new String[] {
            "http://127.0.0.1:" + server.port(), "https://play.example.org", "https://PLAY.example.org"
        }) {
            try (RawClient client = new RawClient(server.port())) {
                assertThat(client.upgrade("Origin: " + origin)).startsWith("HTTP/1.1 101 ");
            }
            awaitNoConnections();
        }
    }

    @Test
    void shouldRefuseMoreConnectionsThanItsLimit() {
        long refused = server.count(Counter.CONNECTIONS_REFUSED);
        try (RawClient first = RawClient.upgraded(server);
                RawClient second = RawClient.upgraded(server);
                RawClient third = new RawClient(server.port())) {
            assertThat(third.upgrade()).startsWith("HTTP/1.1 503 ");
            assertThat(server.count(Counter.CONNECTIONS_REFUSED)).isEqualTo(refused + 1);

            first.reset();
            second.frame(RawClient.CLOSE, true, new byte[0]);
        }
        awaitNoConnections();
        try (RawClient next = RawClient.upgraded(server)) {
            next.join("Ada");
            assertThat(next.read().opCode()).isEqualTo(RawClient.BINARY);
        }
        awaitNoConnections();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Extensions: permessage-deflate",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-webkit-deflate-frame",
            })
    void shouldNotCompressEvenIfAsked(String offer) {
        try (RawClient client = new RawClient(server.port())) {
            String head = client.upgrade(offer);

            assertThat(head).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("extensions");
            client.join("Ada");
            assertThat(client.read().opCode()).isEqualTo(RawClient.BINARY);
        }
        awaitNoConnections();
    }

    @Test
    void shouldRefuseAnotherVersionOfWebSocket() {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.upgrade("Sec-WebSocket-Version: 8")).startsWith("HTTP/1.1 426 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Key: ",
                "Sec-WebSocket-Key: x",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 8",
                "Content-Length: 4",
                "Transfer-Encoding: chunked",
            })
    void shouldRefuseAHandshakeThatIsNone(String header) {
        long refused = server.count(Counter.HANDSHAKES_REFUSED);
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.upgrade(header)).startsWith("HTTP/1.1 400 ");
        }
        assertThat(server.count(Counter.HANDSHAKES_REFUSED)).isEqualTo(refused + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /ws HTTP/1.0, Upgrade, websocket",
        "POST /ws HTTP/1.1, Upgrade, websocket",
        "GET /ws HTTP/1.1, keep-alive, websocket",
        "GET /ws HTTP/1.1, Upgrade, h2c",
    })
    void shouldRefuseARequestThatIsForNoWebSocket(String first, String connection, String upgrade) {
        try (RawClient client = new RawClient(server.port())) {
            client.send(
                    (first + "\r\nHost: 127.0.0.1:" + server.port() + "\r\nConnection: " + connection + "\r\nUpgrade: "
                                    + upgrade + "\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(client.readHead()).matches("(?s)HTTP/1.\\d 4\\d\\d .*");
        }
    }

    private static void awaitNoConnections() {
        patiently().until(() -> server.connectionCount() == 0);
    }

    private static Config json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return ConfigFactory.parseString("{\"it\":" + answer.body() + "}");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return Browser.HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<byte[]> compressed(String path) throws Exception {
        return Browser.HTTP.send(
                request(path).header("Accept-Encoding", "br, gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String gunzip(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path));
    }
}

package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP requests can do to a server, by bytes on a socket. A player beside them notices nothing. */
class RawHttpIT {
    private static final String SECRET = "nobody may read this";
    private static final String PAGE = "0123456789";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browser witness;

    @BeforeAll
    static void start() throws Exception {
        Path web = Files.createDirectories(folder.resolve("web"));
        Files.writeString(folder.resolve("secret.txt"), SECRET);
        Files.writeString(folder.resolve("web-secret.txt"), SECRET);
        Files.writeString(web.resolve("index.html"), PAGE);
        Files.createSymbolicLink(
                web.resolve("link.txt"), Files.writeString(folder.resolve("elsewhere.txt"), "of another directory"));
        server = TestServer.start(List.of(web.toRealPath()));
        witness = Browser.joined(server, "Ada");
    }

    @AfterAll
    static void shouldHaveDisturbedNobodyElse() {
        witness.awaitSnapshots(5);
        assertThat(witness.end()).isNull();
        assertThat(server.count(Counter.CONNECTIONS_FAILED)).isZero();
        witness.close();
        server.close();
    }

    /** What is not read would end the next request, or take the answer back from a client that still sends. */
    @Test
    void shouldAnswerTheNextRequestAfterABodyThatNobodyWantsToHave() {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            client.send(new byte[5000]);

            assertThat(client.http("GET", "/healthz"))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/..%2fsecret.txt",
                "/%2e%2e/secret.txt",
                "/%2e%2e%2fsecret.txt",
                "/%252e%252e/secret.txt",
                "/..;/secret.txt",
                "/x/..;x=1/../../secret.txt",
                "/..%5csecret.txt",
                "/..\\secret.txt",
                "/....//secret.txt",
                "//../secret.txt",
                "/.%00./secret.txt",
                "/secret.txt%00.html",
                "/%c0%ae%c0%ae/secret.txt",
                "/%uff0e%uff0e/secret.txt",
                "/../web-secret.txt",
                "/index.html/../../secret.txt",
                "http://127.0.0.1/../secret.txt",
                "/index.html%",
                "/%zz",
                "/index.html\u0000",
                "*",
                "secret.txt"
            })
    void shouldGiveNothingThatIsOutsideItsDirectories(String path) {
        String answer = ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotContain(SECRET).matches("(?s)HTTP/1\\.1 (400|404) .*");
    }

    @Test
    void shouldFollowLinksThatSomebodyHasPutIntoItsDirectories() {
        assertThat(ask("GET /link.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bytes=0-3, 206, 0123",
        "bytes=8-, 206, 89",
        "bytes=-2, 206, 89",
        "bytes=0-99, 206, 0123456789",
        "bytes=20-, 416, ''",
        "bytes=-0, 416, ''",
        "bytes=5-2, 200, 0123456789",
        "bytes=a-b, 200, 0123456789",
        "lines=0-1, 200, 0123456789",
        "bytes=99999999999999999999-, 200, 0123456789"
    })
    void shouldSendTheRangeOrAllOfIt(String range, int status, String body) {
        String answer =
                ask("GET /index.html HTTP/1.1\r\nHost: localhost\r\nRange: " + range + "\r\nConnection: close\r\n\r\n");

        // A range that makes no sense is left out of account, or refused: RFC 9110 lets a server choose.
        String expected = status == 200 ? "(200|416)" : Integer.toString(status);
        assertThat(answer).matches("(?s)HTTP/1\\.1 " + expected + " .*");
        if (answer.startsWith("HTTP/1.1 20")) {
            assertThat(answer).endsWith("\r\n\r\n" + body);
        }
    }

    @Test
    void shouldNotSendAFileManyTimesOverForOneRequest() {
        String ranges = "0-9,".repeat(1_000) + "0-9";

        String answer = ask("GET /index.html HTTP/1.1\r\nHost: localhost\r\nRange: bytes=" + ranges
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer.length())
                .as(answer.substring(0, Math.min(300, answer.length())))
                .isLessThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW", "get"})
    void shouldAnswerNoOtherMethodThanGetAndHead(String method) {
        for (String path : List.of("/", "/healthz", "/api/v1/rooms", "/ws")) {
            String answer = ask(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(path).matches("(?s)HTTP/1\\.1 (400|404|405|426|501) .*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 6",
                "Content-Length: -1",
                "Content-Length: +5",
                "Content-Length: 5x",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                " Transfer-Encoding: chunked",
                "Host: b",
                "Bad Header: 1",
                "No-Colon",
                ": empty",
                "X: a\u0000b",
                "X: a\rb"
            })
    void shouldRefuseHeadersThatTwoServersCouldReadInTwoWays(String header) {
        try (RawClient client = new RawClient(server.port())) {
            client.send(("GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + header
                            + "\r\n\r\nhelloGET /api/v1/rooms HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(client.readHead()).matches("(?s)HTTP/1\\.1 (400|501) .*");
            assertThat(client.readRest()).as("nothing behind it is read").doesNotContain("HTTP/1.1 200");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a path, 400|414|431", "a header, 400|431", "many headers, 400|431", "a method, 400|431|501"})
    void shouldRefuseAHeadThatIsTooLarge(String what, String statuses) {
        String big = "x".repeat(100_000);
        String request = switch (what) {
            case "a path" -> "GET /" + big + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            case "a header" -> "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + big + "\r\n\r\n";
            case "many headers" -> "GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(20_000) + "\r\n";
            default -> big + " / HTTP/1.1\r\nHost: localhost\r\n\r\n";
        };
        try (RawClient client = new RawClient(server.port())) {
            client.sendIfItCan(request.getBytes(StandardCharsets.US_ASCII));

            String answer = client.readRest();
            // What is left unread when a socket closes makes its last bytes a reset.
            assertThat(answer).matches("(?s)|HTTP/1\\.1 (" + statuses + ") .*");
        }
    }

    @Test
    void shouldNotKeepABodyThatNobodyAskedFor() {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(client.readHead()).startsWith("HTTP/1.1 ");
            byte[] part = new byte[64 * 1024];
            int sent = 0;
            while (sent < 1_000 && client.sendIfItCan(part)) {
                sent++;
            }
            assertThat(sent).as("64 KB that it takes before it hangs up").isLessThan(1_000);
        }
    }

    @Test
    void shouldAnswerRequestsThatComeInOnePacketInOrder() {
        try (RawClient client = new RawClient(server.port())) {
            String close = "Connection: close\r\n";
            client.send((get("/healthz", "") + get("/nothing", "") + get("/index.html", close))
                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(client.readRest()).containsSubsequence("HTTP/1.1 200", "HTTP/1.1 404", "HTTP/1.1 200", PAGE);
        }
    }

    @Test
    void shouldReadARequestByteByByte() {
        try (RawClient client = new RawClient(server.port())) {
            for (byte b : "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)) {
                client.send(new byte[] {b});
            }

            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET / HTTP/1.2\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
                "hello\r\n\r\n"
            })
    void shouldRefuseWhatIsNoRequest(String bytes) {
        assertThat(ask(bytes)).doesNotContain(" 200 ").matches("(?s)|HTTP/1\\.[01] (400|426|505) .*");
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static String ask(String request) {
        try (RawClient client = new RawClient(server.port())) {
            client.send(request.getBytes(StandardCharsets.ISO_8859_1));
            return client.readRest();
        }
    }
}

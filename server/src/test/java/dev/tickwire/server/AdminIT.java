package dev.tickwire.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.io.ByteArrayInputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The listener of operators, over real sockets. */
class AdminIT {
    private static final String ADA = "a".repeat(32);
    private static final String BOB = "b".repeat(32);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                "admin.tokens.ada.role=operate", "admin.tokens.ada.secret=" + ADA,
                "admin.tokens.bob.role=view", "admin.tokens.bob.secret=" + BOB);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldTellNothingToThoseWithoutAToken() throws Exception {
        long before = server.count(Counter.OPERATORS_REFUSED);
        for (String path : new String[] {"/api/v1/counters", "/api/v1/ticks", "/api/v1/nothing", "/metrics"}) {
            HttpResponse<String> answer = send(request(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.body()).contains("admin.tokens").doesNotContain("connections");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(isProblem(answer)).as(path).isEqualTo(path.startsWith("/api/"));
        }
        assertThat(send(request("/api/v1/counters").header("Authorization", "Bearer " + ADA + "a"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.count(Counter.OPERATORS_REFUSED)).isEqualTo(before + 5);
    }

    @Test
    void shouldRefuseAPageOfThePlayersPort() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/counters")
                .header("Authorization", "Bearer " + ADA)
                .header("Origin", server.uri().toString()));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(isProblem(answer)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/nothing, 404",
        "POST, /api/v1/counters, 404",
        "GET, /api/v1/nothing, 404",
        "GET, /api/v1/adjust, 405",
        "PUT, /api/v1/presets, 405",
        "POST, /api/v1/adjust, 400",
    })
    void shouldAnswerEachErrorOfTheApiWithAProblem(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = send(asked(path, ADA).method(method, BodyPublishers.ofString("")));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(isProblem(answer)).isTrue();
        Config problem = ConfigFactory.parseString(answer.body());
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).isNotEmpty();
    }

    @Test
    void shouldSayWhetherTheServerIsWellToEverybodyOnThisPort() throws Exception {
        assertThat(send(request("/healthz")).body()).isEqualTo("alive\n");
    }

    @Test
    void shouldTellCountsToOperatorsAndViewers() throws Exception {
        try (Browser player = Browser.joined(server, "Ada")) {
            player.awaitSnapshots(3);
            for (String token : new String[] {ADA, BOB}) {
                Config counters = json("/api/v1/counters", token);
                assertThat(counters.getInt("connectionsOpened")).isPositive();
                assertThat(counters.root().keySet()).contains("disconnects.TOO_SLOW", "inputsTooEarly");
            }
        }
    }

    @Test
    void shouldTellHowLateTicksStart() throws Exception {
        try (Browser player = Browser.joined(server, "Ada")) {
            player.awaitSnapshots(20);
            long ticks = server.count(Counter.TICKS);

            Config answer = json("/api/v1/ticks", BOB);

            for (String span : new String[] {"sinceStart", "lastMinute"}) {
                assertThat(answer.getLong(span + ".count"))
                        .isGreaterThanOrEqualTo(ticks)
                        .isGreaterThan(20);
                Config late = answer.getConfig(span + ".lateMicros");
                assertThat(late.getLong("p50")).isBetween(0L, late.getLong("p99"));
                assertThat(late.getLong("p999")).isBetween(late.getLong("p99"), late.getLong("max"));
                assertThat(late.getLong("max")).isPositive();
            }
        }
    }

    @Test
    void shouldCompressLongAnswers() throws Exception {
        String plain = send(asked("/api/v1/counters", ADA)).body();
        assertThat(plain.length()).isGreaterThan(1024);

        HttpResponse<byte[]> compressed = Browser.HTTP.send(
                asked("/api/v1/counters", ADA)
                        .header("Accept-Encoding", "br, gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.body().length).isLessThan(plain.length() / 2);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).startsWith("{\"").contains("connectionsOpened");
        }
        assertThat(send(asked("/api/v1/counters", ADA).header("Accept-Encoding", "gzip;q=0"))
                        .body())
                .startsWith("{\"");
    }

    @Test
    void shouldGoOnWithoutAConsoleWhereOnlyTheDefaultPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(8081, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            withoutConsole();
        } catch (BindException takenAlready) {
            withoutConsole();
        }
    }

    private static void withoutConsole() throws Exception {
        TickwireServer started =
                new TickwireServer(ConfigReader.read(null, List.of("http.port=0"), List.of(), List.of()));
        try {
            started.start();
            assertThat(started.adminUrl()).isEmpty();
        } finally {
            started.close();
        }
    }

    @Test
    void shouldNotStartWhereThePortThatWasAskedForIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> {
                        TickwireServer refused = new TickwireServer(ConfigReader.read(
                                null,
                                List.of("http.port=0", "admin.port=" + taken.getLocalPort()),
                                List.of(),
                                List.of()));
                        try {
                            refused.start();
                        } finally {
                            refused.close();
                        }
                    })
                    .isInstanceOf(AdminTakenException.class)
                    .hasMessageContaining("The console cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("admin.port");
        }
    }

    @Test
    void shouldHaveNoListenerWhereItIsOff() {
        try (TestServer without = TestServer.start("admin.port=off")) {
            assertThat(without.server().adminUrl()).isEmpty();
        }
    }

    private static boolean isProblem(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").equals(Optional.of("application/problem+json"));
    }

    private static Config json(String path, String token) throws Exception {
        HttpResponse<String> answer = send(asked(path, token));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return ConfigFactory.parseString("{\"it\":" + answer.body() + "}").getConfig("it");
    }

    private static HttpRequest.Builder asked(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.adminUri().resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return Browser.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}

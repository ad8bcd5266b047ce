package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Feature;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Tavern;
import dev.tickwire.server.fixture.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets over real sockets: how a backend gets them, and how a player shows them. */
class TicketsIT {
    private static final String SECRET = "correct-horse-battery-staple-0123456789";
    private static final String GOOD = "{\"roomType\": \"regatta\", \"user\": \"u1\", \"name\": \"Zoë\"}";

    private static TestServer server;

    @BeforeAll
    static void start() {
        String claims = "claims { level = \"https://game.example/level\", plan = plan }";
        server = TestServer.start(
                "roomTypes.regatta.auth { mode = ticket, secret = " + SECRET + " }",
                "roomTypes.tavern { game = " + Tavern.class.getName() + ", playerLimit = 8 }",
                "roomTypes.tavern.auth { mode = ticket, secret = " + SECRET + ", " + claims + " }");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> ask(String authorization, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/api/v1/tickets"))
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build();
        return Browser.HTTP.send(request, BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 401",
                "{\"roomType\": \"nothing\", \"user\": \"u1\"} | 401",
                "{\"roomType\": \"regatta\", \"user\": \"u1\", \"roomTypes\": 1} | 400",
                "{\"roomType\": \"regatta\"} | 400",
                "{\"roomType\": \"regatta\", \"user\": \"\"} | 400",
                "{\"roomType\": \"regatta\", \"user\": 7} | 400",
                "{\"roomType\": \"regatta\", \"user\": \"u1\", \"seconds\": 301} | 400",
                "{\"roomType\": \"regatta\", \"user\": \"u1\", \"seconds\": 0} | 400",
                "{\"roomType\": \"regatta\", \"user\": \"u1\", \"seconds\": \"long\"} | 400",
                "{\"roomType\": \"regatta\", \"user\": \"u1\", \"claims\": {\"level\": 1}} | 400",
                "{\"roomType\": \"tavern\", \"user\": \"u1\", \"claims\": [1]} | 400",
                "{\"roomType\": \"tavern\", \"user\": \"u1\", \"claims\": null} | 400",
                "{\"roomType\": \"tavern\", \"user\": \"u1\", \"claims\": {\"level\": 1}} | 400",
                "{\"roomType\": \"tavern\", \"user\": \"u1\", \"claims\": {\"exp\": 9000000000}} | 400",
                "{\"roomType\": \"tavern\", \"user\": \"u1\", \"claims\": {\"plan\": \"gold\"}} | 400",
                "{\"roomType\": \"tavern\", \"user\": \"u1\", \"claims\": {\"plan\": 1e999}} | 400",
                "[] | 400",
                "null | 400",
                "nonsense | 400",
            })
    void shouldRefuseToMakeATicketOfNonsense(String body, int status) throws Exception {
        HttpResponse<String> answer = ask("Bearer " + SECRET, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain(SECRET);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void shouldGiveNoTicketToThoseWhoDoNotKnowTheSecret() throws Exception {
        for (String authorization :
                new String[] {"Bearer x", "Bearer", SECRET, "Basic " + SECRET, "Bearer " + SECRET + "0"}) {
            assertThat(ask(authorization, GOOD).statusCode()).as(authorization).isEqualTo(401);
        }
        assertThat(ask("Bearer " + SECRET, "[".repeat(5_000)).statusCode()).isEqualTo(413);
        assertThat(ask("Bearer " + SECRET, "[".repeat(4_000)).statusCode()).isEqualTo(400);
        HttpRequest get = HttpRequest.newBuilder(server.uri().resolve("/api/v1/tickets"))
                .header("Authorization", "Bearer " + SECRET)
                .build();
        HttpResponse<String> refused = Browser.HTTP.send(get, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void shouldLetInWhoShowsATicketOnce() throws Exception {
        HttpResponse<String> answer = ask("Bearer " + SECRET, GOOD);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertLetsInOnce(ticketIn(answer));
    }

    @Test
    void shouldLetInWhomABackendInNodeSignedATicketFor(@TempDir Path folder) throws Exception {
        assertLetsInOnce(signed(folder, "ticket('u2', 'Zoë', 'regatta')"));
    }

    @Test
    void shouldTellRulesWhatABackendSaysAboutAPlayer(@TempDir Path folder) throws Exception {
        String byNode = signed(folder, "ticket('u3', 'Zoë', 'tavern', { 'https://game.example/level': 12 })");
        HttpResponse<String> answer = ask(
                "Bearer " + SECRET,
                "{\"roomType\": \"tavern\", \"user\": \"u4\", \"name\": \"Bo\", \"claims\": {\"plan\": \"paid\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

        Join.Builder join = Join.newBuilder().setRoomType("tavern").addFeatures(Feature.CELLS);
        try (Browser zoe = Browser.joined(server.uri(), join.clone().setTicket(byNode));
                Browser bo = Browser.joined(server.uri(), join.clone().setTicket(ticketIn(answer)))) {
            bo.awaitThat(seen -> seen.raw("account", bo.watcher().player(), "plan") == 1);
            bo.awaitThat(seen -> seen.raw("account", zoe.watcher().player(), "level") == 12);
        }
    }

    /** What the function of the page gives. */
    private static String signed(Path folder, String call) throws Exception {
        Matcher block = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "trust.md")));
        assertThat(block.find()).isTrue();
        Path script = Files.writeString(folder.resolve("ticket.mjs"), block.group(1) + "console.log(" + call + ");");
        ProcessBuilder node = new ProcessBuilder("node", script.toString());
        node.environment().put("TICKWIRE_TICKET_SECRET", SECRET);
        Process process = node.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static String ticketIn(HttpResponse<String> answer) {
        Matcher ticket = Pattern.compile("\"ticket\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(ticket.find()).as(answer.body()).isTrue();
        return ticket.group(1);
    }

    private static void assertLetsInOnce(String ticket) throws Exception {
        Join.Builder join = Join.newBuilder().setTicket(ticket);
        try (Browser player = Browser.joined(server.uri(), join.clone());
                Browser thief = Browser.connect(server)) {
            assertThat(player.watcher().welcome().getName()).isEqualTo("Zoë");
            thief.join(join.clone());
            thief.assertClosed(
                    DisconnectReason.TICKET_INVALID, "The ticket was used before: a ticket is good for one join.");
        }
        try (Browser stranger = Browser.connect(server)) {
            stranger.join(Join.newBuilder());
            stranger.assertClosed(DisconnectReason.NOT_SIGNED_IN);
        }
    }
}

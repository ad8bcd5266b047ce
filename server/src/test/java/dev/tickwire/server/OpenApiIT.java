package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Parlour;
import dev.tickwire.server.fixture.Tavern;
import dev.tickwire.server.fixture.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API over real sockets: each answer is one that its OpenAPI document has, to a validator of JSON Schema. */
class OpenApiIT {
    private static final String SECRET = "correct-horse-battery-staple-0123456789";
    private static final String PAGE = "https://play.example.org";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a test in which all goes well, or all wrong, cannot bring about. */
    private static final Set<Integer> RARE = Set.of(503);

    private static TestServer server;
    private static JsonNode document;
    private static JsonSchemaFactory schemas;

    private final Set<String> seen = new TreeSet<>();

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(
                "api { secret = " + SECRET + ", labels = [region] }",
                "saves.secret = " + SECRET,
                "http.allowedOrigins = [\"" + PAGE + "\"]",
                "limits.perAddress { exempt = [], createsPerMinute = 3, joinsPerMinute = 300 }",
                "roomTypes.cards { game = " + Parlour.class.getName() + ", playerLimit = 4 }",
                "roomTypes.tavern { game = " + Tavern.class.getName() + ", playerLimit = 8 }",
                "roomTypes.tavern.auth { mode = ticket, secret = " + SECRET + " }");
        document = JSON.readTree(Path.of("..", "docs", "openapi.json").toFile());
        schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(
            String method, String path, @Nullable String body, @Nullable String secret, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve("/api/v1" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Browser.HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a request, and sees that its answer is in the document; gives the answer's body. */
    private JsonNode call(String method, String path, @Nullable String body, @Nullable String secret, int status)
            throws Exception {
        return check(send(method, path, body, secret), method, path, body, status);
    }

    private JsonNode check(HttpResponse<String> answer, String method, String path, @Nullable String body, int status)
            throws Exception {
        String operation = operation(path) + " " + method;
        assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(status);
        JsonNode described = document.path("paths").path(operation(path)).path(method.toLowerCase(Locale.ROOT));
        JsonNode content =
                described.path("responses").path(String.valueOf(status)).path("content");
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        assertThat(content.has(type))
                .as(operation + " may answer %s with %s", status, type)
                .isTrue();
        JsonNode value = JSON.readTree(answer.body());
        assertFits(content.path(type).path("schema"), value);
        if (status < 300 && body != null) {
            assertFits(
                    described
                            .path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("schema"),
                    JSON.readTree(body));
        }
        if (status >= 400) {
            assertThat(value.path("status").intValue()).isEqualTo(status);
            assertThat(answer.body()).doesNotContain(SECRET);
        }
        seen.add(operation + " " + status);
        return value;
    }

    /** The schema of a part of the document, in which references to others work. */
    private static void assertFits(JsonNode schema, JsonNode value) {
        assertThat(schema.isMissingNode()).isFalse();
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        JsonSchema compiled = schemas.getSchema(SchemaLocation.of("https://tickwire.dev/part"), whole);
        assertThat(compiled.validate(value)).as(value.toString()).isEmpty();
    }

    private static String operation(String path) {
        String bare = path.split("\\?", 2)[0];
        var templates = document.path("paths").fieldNames();
        while (templates.hasNext()) {
            String template = templates.next();
            if (Pattern.matches(template.replace(".", "[.]").replaceAll("\\{[a-z]+}", "[^/]+"), bare)) {
                return template;
            }
        }
        throw new AssertionError("the document has no " + path);
    }

    @Test
    void shouldAnswerAsItsDocumentSays() throws Exception {
        assertThat(call("GET", "/openapi.json", null, null, 200)).isEqualTo(document);
        assertThat(call("GET", "/room-types", null, null, 200)).hasSize(5);
        createAndFind();
        comeWithReservations();
        change();
        match();
        askForTicketsAndPlayers();
        refuseBodies();
        refuseSecrets();
        assertThat(seen).containsAll(documented());
    }

    private static Set<String> documented() {
        Set<String> all = new TreeSet<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(operation -> operation
                                .getValue()
                                .path("responses")
                                .fieldNames()
                                .forEachRemaining(status -> {
                                    if (!RARE.contains(Integer.parseInt(status))) {
                                        all.add(path.getKey() + " "
                                                + operation.getKey().toUpperCase(Locale.ROOT) + " " + status);
                                    }
                                })));
        return all;
    }

    private void createAndFind() throws Exception {
        String room = "{\"type\":\"cards\",\"name\":\"w1\",\"options\":{\"cards\":7},\"labels\":{\"region\":\"eu\"}}";
        call("POST", "/rooms", room, SECRET, 201);
        call("POST", "/rooms", room, SECRET, 200);
        JsonNode unlisted = call("POST", "/rooms", "{\"type\":\"cards\",\"listed\":false}", SECRET, 201);
        String id = unlisted.path("room").path("id").textValue();
        call("GET", "/rooms/" + id, null, SECRET, 200);
        call("GET", "/rooms/" + id, null, null, 404);
        call("GET", "/rooms/cards.w1", null, null, 200);
        assertThat(call("GET", "/rooms?type=cards&label.cards=7&label.region=eu&free=4", null, null, 200))
                .hasSize(1);
        call("GET", "/rooms?cards=7", null, null, 400);
    }

    private void comeWithReservations() throws Exception {
        JsonNode kept = call("POST", "/rooms/cards.w1/reservations", "{\"seats\":4,\"seconds\":300}", SECRET, 200)
                .path("reservations");
        call("POST", "/rooms/cards.w1/reservations", "{}", SECRET, 409);
        call("POST", "/rooms", "{\"type\":\"cards\",\"name\":\"w1\",\"seats\":1}", SECRET, 409);
        call("POST", "/rooms/cards.w2/reservations", "{}", SECRET, 404);
        try (Browser first = comes(kept.get(0).textValue());
                Browser second = comes(kept.get(1).textValue());
                Browser thief = Browser.connect(server);
                Browser stranger = Browser.connect(server)) {
            assertThat(first.room()).isEqualTo("cards.w1").isEqualTo(second.room());
            thief.join(Join.newBuilder().setRoom(kept.get(0).textValue()));
            thief.assertClosed(
                    DisconnectReason.UNKNOWN_ROOM, "No place is kept by this: it came too late, or was used before.");
            stranger.join(Join.newBuilder().setRoom("cards.w1"));
            stranger.assertClosed(DisconnectReason.ROOM_FULL);
            call("DELETE", "/reservations/" + kept.get(0).textValue(), null, null, 404);
            call("DELETE", "/reservations/" + kept.get(2).textValue(), null, null, 200);
            call("DELETE", "/reservations/" + kept.get(3).textValue(), null, SECRET, 200);
        }
    }

    private static Browser comes(String reservation) {
        return Browser.joined(server.uri(), Join.newBuilder().setRoom(reservation));
    }

    private void change() throws Exception {
        JsonNode changed =
                call("PATCH", "/rooms/cards.w1", "{\"locked\":true,\"labels\":{\"region\":null}}", SECRET, 200);
        assertThat(changed.path("state").textValue()).isEqualTo("locked");
        assertThat(changed.path("labels").has("region")).isFalse();
        call("PATCH", "/rooms/cards.w1", "{\"locked\":false}", SECRET, 200);
        call("PATCH", "/rooms/cards.w2", "{}", SECRET, 404);
    }

    private void match() throws Exception {
        String calm = "{\"type\":\"cards\",\"where\":{\"cards\":9}}";
        call("POST", "/quick-match", calm, null, 201);
        call("POST", "/quick-match", calm, null, 200);
        call("POST", "/quick-match", "{\"type\":\"cards\",\"seats\":5}", SECRET, 409);
        call("POST", "/quick-match", "{\"type\":\"tavern\"}", null, 401);
        for (int cards = 3; cards < 5; cards++) {
            call("POST", "/quick-match", "{\"type\":\"cards\",\"where\":{\"cards\":" + cards + "}}", null, 201);
        }
        call("POST", "/quick-match", "{\"type\":\"cards\",\"where\":{\"cards\":6}}", null, 429);
        // From a page.
        String[] allowed = {"Origin", PAGE, "Content-Type", "application/json"};
        String[] foreign = {"Origin", "https://evil.example", "Content-Type", "text/plain"};
        HttpResponse<String> answer = send("POST", "/quick-match", calm, null, allowed);
        check(answer, "POST", "/quick-match", calm, 200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);
        check(send("POST", "/quick-match", calm, null, foreign), "POST", "/quick-match", calm, 403);
        check(send("POST", "/rooms", calm, SECRET, foreign), "POST", "/rooms", calm, 403);
        check(
                send("POST", "/rooms/cards.w1/reservations", "{}", SECRET, foreign),
                "POST",
                "/rooms/cards.w1/reservations",
                "{}",
                403);
        HttpResponse<String> preflight =
                send("OPTIONS", "/quick-match", null, null, "Origin", PAGE, "Access-Control-Request-Method", "POST");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValue("GET, HEAD, POST, DELETE");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("Content-Type");
    }

    private void askForTicketsAndPlayers() throws Exception {
        call("POST", "/tickets", "{\"roomType\":\"tavern\",\"user\":\"u1\"}", SECRET, 200);
        call("GET", "/players/u1", null, SECRET, 200);
        call("DELETE", "/players/u1", null, SECRET, 200);
    }

    private void refuseBodies() throws Exception {
        String[][] takers = {
            {"POST", "/rooms"},
            {"POST", "/rooms/cards.w1/reservations"},
            {"POST", "/quick-match"},
            {"PATCH", "/rooms/cards.w1"},
            {"POST", "/tickets"}
        };
        for (String[] taker : takers) {
            call(taker[0], taker[1], "{\"type\":", SECRET, 400);
            call(taker[0], taker[1], " ".repeat(4_097), SECRET, 413);
            HttpRequest endless = HttpRequest.newBuilder(server.uri().resolve("/api/v1" + taker[1]))
                    .method(taker[0], BodyPublishers.fromPublisher(BodyPublishers.ofString("{\"type\":\"cards\"}")))
                    .build();
            check(Browser.HTTP.send(endless, BodyHandlers.ofString()), taker[0], taker[1], null, 411);
        }
        HttpResponse<String> other = send("PUT", "/rooms", "{}", SECRET);
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(other.headers().firstValue("Allow")).hasValue("GET, POST");
        assertThat(other.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(send("GET", "/nothing", null, null).statusCode()).isEqualTo(404);
    }

    /** The last, since the right secret is refused for a while then. */
    private void refuseSecrets() throws Exception {
        String[][] asked = {
            {"POST", "/rooms", "{\"type\":\"cards\"}"},
            {"POST", "/rooms/cards.w1/reservations", "{}"},
            {"PATCH", "/rooms/cards.w1", "{\"locked\":true}"},
            {"GET", "/rooms/cards.w1", null},
            {"POST", "/quick-match", "{\"type\":\"cards\"}"},
            {"DELETE", "/reservations/cards.w1~none", null},
            {"POST", "/tickets", "{\"roomType\":\"tavern\",\"user\":\"u1\"}"},
            {"GET", "/players/u1", null},
            {"DELETE", "/players/u1", null}
        };
        for (String[] one : asked) {
            HttpResponse<String> answer = send(one[0], one[1], one[2], "wrong");
            check(answer, one[0], one[1], one[2], 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }
        while (send("GET", "/players/u1", null, "wrong").statusCode() == 401) {
            // Each is one less.
        }
        for (String[] one : asked) {
            call(one[0], one[1], one[2], SECRET, 429);
        }
        assertThat(call("GET", "/rooms/cards.w1", null, null, 200).path("state").textValue())
                .isEqualTo("open");
    }
}

package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.typesafe.config.ConfigUtil;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.room.Room;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see and do, over real sockets. */
class ConsoleIT {
    private static final String ADA = "a".repeat(32);
    private static final String BOB = "b".repeat(32);

    @TempDir
    static Path folder;

    private static Path audit;
    private static TestServer server;

    @BeforeAll
    static void start() {
        audit = folder.resolve("audit.log");
        server = TestServer.start(
                "admin.auditLog=" + ConfigUtil.quoteString(audit.toString()),
                "admin.tokens.ada.role=operate",
                "admin.tokens.ada.secret=" + ADA,
                "admin.tokens.bob.role=view",
                "admin.tokens.bob.secret=" + BOB);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "adjust | nonsense                               | 400 | The body must be a JSON object.",
                "adjust | {\"room\": \"x\"                       | 400 | The body must be a JSON object.",
                "adjust | {}                                     | 400 | Say a room, or a type: for which rooms?",
                "adjust | {\"room\": \"x\", \"type\": \"y\"}     | 400 | Say a room, or a type: for which rooms?",
                "adjust | {\"room\": 5}                          | 400 | room must be a text.",
                "adjust | {\"type\": \"regatta\", \"percent\": 0} | 400 | percent must be a whole number from 1 to 100.",
                "adjust | {\"type\": \"regatta\", \"speed\": 1}   | 400 | There is no speed to adjust: there are tickRateHz, snapshotRateHz,",
                "adjust | {\"type\": \"regatta\", \"tickRateHz\": \"fast\"} | 400 | \"tickRateHz\" must be a number, or an object of numbers.",
                "adjust | {\"type\": \"regatta\", \"tunables\": [1]} | 400 | \"tunables\" must be a number, or an object of numbers.",
                "adjust | {\"type\": \"regatta\", \"tunables\": {\"gulls\": null}} | 400 | \"tunables.gulls\" must be a number.",
                "adjust | {\"type\": \"regatta\", \"tunables\": {\"gulls\": 5000}} | 400 | gulls must be from 0 to 2000, not 5000.",
                "adjust | {\"type\": \"regatta\", \"bytesPerSecond\": 5} | 400 | bytesPerSecond must be 0, for no limit, or at",
                "adjust | {\"type\": \"regatta\", \"lagCompensation\": -1} | 400 | lagCompensation must be from 0 to 5000, not -1.",
                "adjust | {\"type\": \"regatta\", \"interest\": {\"fullRateRadius\": 5}} | 400 | Players here see everything",
                "adjust | {\"type\": \"regatta\", \"interest\": {\"fullRate\": 5}} | 400 | There is no interest.fullRate to adjust",
                "adjust | {\"type\": \"regatta\", \"interest\": 5} | 400 | There is no interest to adjust: there are tickRateHz,",
                "adjust | {\"type\": \"chess\", \"tickRateHz\": 5} | 400 | There is no room type chess in the config.",
                "presets | {\"type\": \"regatta\"}          | 400 | name must have 1 to 40 characters.",
                "presets | {\"name\": \"fast\"}            | 400 | Say a room, or a type: for which rooms?",
                "presets | {\"name\": \"fast\", \"type\": \"regatta\"} | 400 | Nothing is said of all rooms of regatta over the",
                "presets | {\"name\": \"fast\", \"room\": \"x\"} | 400 | There is no room x; it may have closed.",
                "presets | {\"name\": 5, \"room\": \"x\"}  | 400 | name must be a text.",
                "presets/apply  | {\"name\": \"fast\", \"type\": \"regatta\"} | 400 | There is no preset fast for rooms of regatta.",
                "presets/delete | {\"name\": \"fast\", \"type\": \"regatta\"} | 400 | There is no preset fast for rooms of regatta.",
                "undo   | {\"number\": 99}                       | 400 | There is no change 99, or it is too long ago.",
                "undo   | {\"number\": 1.5}                      | 400 | number must be a whole number from 1 to",
                "undo   | {}                                     | 400 | There is no change 0, or it is too long ago.",
                "close  | {\"room\": \"nowhere\"}                | 404 | There is no room nowhere; it may have closed.",
                "kick   | {\"room\": \"nowhere\", \"place\": 1}  | 404 | There is no room nowhere; it may have closed.",
                "kick   | {\"room\": \"nowhere\", \"place\": 1.5} | 400 | place must be a whole number from 0 to",
                "ban    | {\"room\": \"nowhere\", \"place\": 1.5} | 400 | place must be a whole number from 0 to",
                "ban    | {\"room\": \"nowhere\", \"place\": 1}  | 404 | There is no room nowhere; it may have closed.",
                "ban    | {}                                     | 400 | Say an account or an address: who is it about?",
                "ban    | {\"address\": \"example.org\"}       | 400 | example.org is no network address, such as",
                "ban    | {\"account\": \"bob\", \"minutes\": 0} | 400 | minutes must be a whole number from 1 to",
                "mute   | {\"account\": \"bob\", \"why\": 5}   | 400 | why must be a text.",
                "lift   | {\"kind\": \"ban\", \"account\": \"bob\"} | 400 | There is no ban of account bob.",
                "lift   | {\"kind\": \"kick\", \"account\": \"bob\"} | 400 | kind must be ban or mute.",
                "message | {\"text\": \"hello\"}              | 400 | Say a room, a type, or \"everybody\": true: who is",
                "message | {\"everybody\": true}              | 400 | text must be a text of 1 to 200 characters,",
                "message | {\"everybody\": 1, \"text\": \"x\"} | 400 | everybody must be true or false.",
                "message | {\"room\": \"nowhere\", \"text\": \"x\"} | 404 | There is no room nowhere; it may have closed.",
                "close  | {\"room\": \"nowhere\", \"soon\": 1} | 400 | There is no member \"soon\" here: there are room, seconds, text, why.",
                "lock   | {\"room\": \"nowhere\", \"locked\": true} | 404 | There is no room nowhere; it may have closed.",
                "drain  | {\"seconds\": -1}                    | 400 | seconds must be a whole number from 0 to 86400.",
            })
    void shouldSayWhatIsWrongAndChangeNothing(String action, String body, int status, String sentence)
            throws Exception {
        HttpResponse<String> answer = post(action, ADA, body);

        assertThat(detail(answer)).startsWith(sentence);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(server.server().rooms().adjustments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adjust",
                "reset",
                "undo",
                "close",
                "kick",
                "ban",
                "mute",
                "lift",
                "message",
                "lock",
                "drain",
                "presets",
                "presets/apply",
                "presets/delete"
            })
    void shouldLetViewersDoNothing(String action) throws Exception {
        HttpResponse<String> answer = post(action, BOB, "{\"type\": \"regatta\", \"tickRateHz\": 60}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(detail(answer)).isEqualTo("The token bob has role = view, and this needs role = operate.");
        assertThat(post(action, "c".repeat(32), "{}").statusCode()).isEqualTo(401);
        assertThat(server.server().rooms().adjustments()).isEmpty();
    }

    @Test
    void shouldRefuseABodyThatIsTooLong() throws Exception {
        assertThat(post("adjust", ADA, " ".repeat(17_000) + "{}").statusCode()).isEqualTo(413);
    }

    @Test
    void shouldChangeARoomWhileSomebodyPlaysAndTakeItBack() throws Exception {
        try (Browser player = Browser.joined(server, "Ada")) {
            player.awaitSnapshots(3);
            Room room = server.server().rooms().list().get(0);
            String body = "{\"room\": \"" + room.id()
                    + "\", \"tickRateHz\": 25, \"bytesPerSecond\": 50000, \"tunables\": {\"gulls\": 9}}";

            HttpResponse<String> answer = post("adjust", ADA, body);

            assertThat(answer.statusCode()).isEqualTo(200);
            patiently().until(() -> room.type().tickRateHz() == 25);
            assertThat(room.type().settings().rates().tunables()).containsEntry("gulls", 9.0);
            Map<String, Object> change = JSONObjectUtils.parse(answer.body());
            assertThat(change)
                    .containsEntry("who", "ada")
                    .containsEntry("scope", "room " + room.id())
                    .containsEntry("from", Map.of())
                    .containsEntry("to", Map.of("tickRateHz", 25.0, "bytesPerSecond", 50_000.0, "tunables.gulls", 9.0));
            assertThat(get("/api/v1/adjustments.conf", BOB).body())
                    .contains("# only for room " + room.id(), "#   tickRateHz = 25", "#   tunables.gulls = 9");

            assertThat(post("undo", ADA, "{\"number\": " + change.get("number") + "}")
                            .statusCode())
                    .isEqualTo(200);
            patiently().until(() -> room.type().tickRateHz() == 50);
            player.awaitSnapshots(3);
            assertThat(Files.readAllLines(audit, UTF_8))
                    .anyMatch(line -> line.contains("\"what\":\"adjust\"") && line.contains("\"who\":\"ada\""));
        }
    }

    @Test
    void shouldTellWhatHoldsAndWhatIsOfTheConsole() throws Exception {
        assertThat(get("/api/v1/config", "wrong").statusCode()).isEqualTo(401);

        post("adjust", ADA, "{\"type\": \"regatta\", \"lagCompensation\": 250, \"tunables\": {\"gulls\": 9}}");
        String told = get("/api/v1/config", BOB).body();
        post("reset", ADA, "{\"type\": \"regatta\"}");

        assertThat(told)
                .contains(
                        "{\"from\":\"console\",\"setting\":\"roomTypes.regatta.lagCompensation\",\"value\":\"250ms\"}")
                .contains("{\"from\":\"console\",\"setting\":\"roomTypes.regatta.tunables.gulls\",\"value\":\"9\"}")
                .contains("{\"from\":\"default\",\"setting\":\"limits.rooms\",\"value\":\"1000\"}")
                .contains("\"setting\":\"admin.tokens.ada.secret\",\"value\":\"(secret)\"")
                .doesNotContain(ADA, BOB);
        assertThat(get("/api/v1/config", BOB).body()).doesNotContain("\"console\"");
    }

    @Test
    void shouldApplyAPresetAsOneChangeThatUndoTakesBack() throws Exception {
        try (Browser player = Browser.joined(server, "Ada")) {
            Room room = server.server().rooms().find(player.room());
            String of = "{\"room\": \"" + player.room() + "\"";
            post("adjust", ADA, of + ", \"tickRateHz\": 25, \"tunables\": {\"gulls\": 9}}");
            assertThat(post("presets", ADA, of + ", \"name\": \"slow\"}").body())
                    .contains("\"name\":\"slow\"", "\"type\":\"regatta\"", "\"by\":\"ada\"", "\"tunables.gulls\":9");
            post("reset", ADA, of + "}");
            patiently().until(() -> room.type().tickRateHz() == 50);

            HttpResponse<String> applied = post("presets/apply", ADA, of + ", \"name\": \" slow \"}");

            Map<String, Object> change = JSONObjectUtils.parse(applied.body());
            assertThat(change).containsEntry("to", Map.of("tickRateHz", 25.0, "tunables.gulls", 9.0));
            patiently().until(() -> room.type().tickRateHz() == 25);
            post("undo", ADA, "{\"number\": " + change.get("number") + "}");
            patiently().until(() -> room.type().tickRateHz() == 50);
            assertThat(get("/api/v1/presets", BOB).body()).contains("\"slow\"");
            post("presets/delete", ADA, "{\"name\": \"slow\", \"type\": \"regatta\"}");
            assertThat(get("/api/v1/presets", BOB).body()).isEqualTo("{\"presets\":[]}");
            assertThat(Files.readAllLines(audit, UTF_8))
                    .anyMatch(line -> line.contains("\"what\":\"save preset\"") && line.contains("\"who\":\"ada\""))
                    .anyMatch(line -> line.contains("\"what\":\"apply preset\""))
                    .anyMatch(line -> line.contains("\"what\":\"delete preset\""));
        }
    }

    @Test
    void shouldKickWhoIsCalledSoAndNobodyElse() throws Exception {
        try (Browser player = Browser.joined(server, "Eve")) {
            player.awaitSnapshots(1);
            Room room = server.server().rooms().list().get(0);
            int place = room.stats().read().players().stream()
                    .filter(one -> one.who().name().equals("Eve"))
                    .findFirst()
                    .orElseThrow()
                    .who()
                    .place();
            String of =
                    "{\"room\": \"" + room.id() + "\", \"place\": " + place + ", \"why\": \"Too loud.\", \"name\": ";

            assertThat(post("kick", ADA, of + "\"Mallory\"}").statusCode()).isEqualTo(200);
            player.awaitSnapshots(5);
            assertThat(post("kick", ADA, of + "\"Eve\"}").statusCode()).isEqualTo(200);

            patiently().until(() -> player.end() != null);
            assertThat(player.end()).contains("Too loud.");
            assertThat(server.disconnects(DisconnectReason.REMOVED)).isEqualTo(1);
        }
    }

    @Test
    void shouldTellARoomCountItDownAndEndIt() throws Exception {
        try (Browser player = Browser.joined(server, "Ada")) {
            String of = "{\"room\": \"" + player.room() + "\", ";

            assertThat(post("message", ADA, of + "\"text\": \"Well played!\"}").body())
                    .isEqualTo("{\"rooms\":1}");
            player.awaitThat(watcher -> watcher.notices().size() == 1);
            assertThat(post("lock", ADA, of + "\"locked\": true}").statusCode()).isEqualTo(200);
            patiently()
                    .until(() ->
                            server.server().rooms().find(player.room()).places().isLocked());
            assertThat(post("close", ADA, of + "\"seconds\": 1, \"text\": \"Time is up.\"}")
                            .statusCode())
                    .isEqualTo(200);

            player.assertClosed(DisconnectReason.ROOM_CLOSED, "Time is up.");
            assertThat(player.watcher().notices().get(0).getText()).isEqualTo("Well played!");
            assertThat(player.watcher().notices().get(1).getText()).isEqualTo("Time is up.");
            assertThat(player.watcher().notices().get(1).getEndsInMillis()).isBetween(1, 1000);
            assertThat(Files.readAllLines(audit, UTF_8))
                    .anyMatch(line -> line.contains("\"what\":\"message\"") && line.contains("Well played!"))
                    .anyMatch(line -> line.contains("\"what\":\"lock\""))
                    .anyMatch(line -> line.contains("\"what\":\"close\"") && line.contains("\"seconds\":1"));
        }
    }

    @Test
    void shouldBanTheAddressOfSomebodyInARoomAndLetItInAgain() throws Exception {
        try (Browser player = Browser.joined(server, "Mallory")) {
            String of = "{\"room\": \"" + player.room() + "\", \"place\": "
                    + player.watcher().welcome().getPlayer() + ", \"minutes\": 5, \"why\": \"Cheated.\", \"name\": ";
            assertThat(detail(post("ban", ADA, of + "\"Ada\"}")))
                    .isEqualTo("Nobody on that place of the room is called Ada.");
            assertThat(detail(post("ban", ADA, of + "\"Mallory\", \"by\": \"account\"}")))
                    .isEqualTo("Mallory is not signed in: say \"by\": \"address\".");

            HttpResponse<String> answer = post("ban", ADA, of + "\"Mallory\"}");

            assertThat(answer.body()).contains("\"kind\":\"ban\"", "\"address\":\"127.0.0.1\"", "\"by\":\"ada\"");
            patiently().until(() -> player.end() != null);
            assertThat(player.end()).startsWith("4030 You are banned until ").endsWith(" UTC: Cheated.");
            Browser again = Browser.connect(server);
            again.join(Join.newBuilder().setName("Mallory"));
            patiently().until(() -> again.end() != null);
            assertThat(again.end()).startsWith("4030 ");
            assertThat(get("/api/v1/sanctions", BOB).body()).contains("\"address\":\"127.0.0.1\"");
        } finally {
            assertThat(post("lift", ADA, "{\"kind\": \"ban\", \"address\": \"127.0.0.1\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        Browser.joined(server, "Mallory").close();
    }

    @Test
    void shouldShowTheServerAndARoomFromInside() throws Exception {
        try (Browser player = Browser.joined(server, "Ada");
                Looker looker = new Looker(server.adminUri())) {
            player.awaitSnapshots(3);
            looker.send("{\"token\": \"" + BOB + "\"}");
            Map<String, Object> shown = looker.awaitThat("server", one -> number(one, "players") >= 1);
            assertThat(shown).containsKeys("loops", "perSecond", "stepMillis", "bytesPerSecond");
            Map<?, ?> listed = (Map<?, ?>) ((List<?>) shown.get("list")).get(0);
            String id = String.valueOf(listed.get("id"));

            looker.send("{\"watch\": \"room\", \"room\": \"" + id + "\", \"table\": \"boats\"}");

            Map<String, Object> inside = looker.awaitThat("room", one -> one.containsKey("tables"));
            assertThat(String.valueOf(inside.get("tables"))).contains("luck").contains("hidden");
            Map<?, ?> world = (Map<?, ?>) inside.get("world");
            Map<?, ?> rows = (Map<?, ?>) world.get("rows");
            assertThat(String.valueOf(rows.get("page"))).contains("Ada");
            assertThat(String.valueOf(inside.get("people"))).contains("name=Ada");
            assertThat(String.valueOf(inside.get("adjustable")))
                    .contains("path=tickRateHz", "path=lagCompensation", "path=tunables.gulls");

            Map<String, Object> counted = looker.awaitThat("room", one -> !((List<?>) one.get("bytes")).isEmpty());
            assertThat(String.valueOf(counted.get("bytes"))).contains("kind=column", "name=gulls", "column=x");
            looker.awaitThat("room", one -> String.valueOf(one.get("coarser")).contains("name=gulls"));

            looker.send("{\"watch\": \"room\", \"room\": \"" + id + "\", \"bytesOf\": 0, \"beside\": \"" + id + "\"}");
            looker.awaitThat("room", one -> one.containsKey("bytesOf") && !((List<?>) one.get("bytes")).isEmpty());
            looker.awaitThat(
                    "beside",
                    one -> one.containsKey("adjustable") && !one.containsKey("people") && !one.containsKey("world"));

            looker.send(
                    "{\"watch\": \"room\", \"room\": \"" + id + "\", \"table\": \"boats\", \"search\": \"nobody\"}");
            looker.awaitThat("room", one -> String.valueOf(one.get("world")).contains("found=0"));

            player.send(ClientFrame.newBuilder().setChat("ahoy"));
            looker.awaitThat("room", one -> String.valueOf(one.get("chats")).contains("name=Ada, text=ahoy"));

            looker.send("{\"watch\": \"room\", \"room\": \"gone-1\"}");
            looker.awaitThat("room", one -> "gone".equals(one.get("state")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"token\": \"cccccccccccccccccccccccccccccccc\"}", "{\"watch\": \"server\"}", "[", ""})
    void shouldShowNothingToThoseWithoutAToken(String first) throws Exception {
        try (Looker looker = new Looker(server.adminUri())) {
            looker.send(first);
            assertThat(looker.awaitClose()).isEqualTo(1008);
            assertThat(looker.messages).isEmpty();
        }
    }

    /** What a problem says. */
    private static String detail(HttpResponse<String> answer) throws Exception {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "detail");
    }

    private static double number(Map<String, Object> of, String key) {
        return ((Number) of.get(key)).doubleValue();
    }

    private static HttpResponse<String> post(String action, String token, String body) throws Exception {
        return send(request("/api/v1/" + action, token).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path, token));
    }

    private static HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(server.adminUri().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return Browser.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A console without a page. */
    private static final class Looker implements WebSocket.Listener, AutoCloseable {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Looker(URI admin) {
            URI address = URI.create("ws://" + admin.getAuthority() + "/live");
            socket =
                    Browser.HTTP.newWebSocketBuilder().buildAsync(address, this).join();
        }

        void send(String text) {
            socket.sendText(text, true).join();
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> awaitThat(String key, Predicate<Map<String, Object>> wanted) throws Exception {
            for (int i = 0; i < 200; i++) {
                String message = messages.poll(20, TimeUnit.SECONDS);
                assertThat(message).as("a message with " + key).isNotNull();
                Object value = JSONObjectUtils.parse(message).get(key);
                if (value != null && wanted.test((Map<String, Object>) value)) {
                    return (Map<String, Object>) value;
                }
            }
            throw new AssertionError("it was not shown");
        }

        int awaitClose() throws Exception {
            Integer code = closes.poll(20, TimeUnit.SECONDS);
            return code == null ? -1 : code;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closes.add(code);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}

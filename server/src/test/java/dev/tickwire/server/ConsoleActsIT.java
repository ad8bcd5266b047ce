package dev.tickwire.server;

import static dev.tickwire.server.fixture.Operators.ADA;
import static dev.tickwire.server.fixture.Operators.BOB;
import static dev.tickwire.server.fixture.Operators.detail;
import static dev.tickwire.server.fixture.TestServer.patiently;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.typesafe.config.ConfigUtil;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Operators;
import dev.tickwire.server.room.Room;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do, over real sockets. */
class ConsoleActsIT {
    @TempDir
    static Path folder;

    private static Path audit;
    private static Operators operators;

    @BeforeAll
    static void start() {
        audit = folder.resolve("audit.log");
        operators = Operators.start("admin.auditLog=" + ConfigUtil.quoteString(audit.toString()));
    }

    @AfterAll
    static void stop() {
        operators.close();
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
        HttpResponse<String> answer = operators.post(action, ADA, body);

        assertThat(detail(answer)).startsWith(sentence);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(operators.server().server().rooms().adjustments()).isEmpty();
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
        HttpResponse<String> answer = operators.post(action, BOB, "{\"type\": \"regatta\", \"tickRateHz\": 60}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(detail(answer)).isEqualTo("The token bob has role = view, and this needs role = operate.");
        assertThat(operators.post(action, "c".repeat(32), "{}").statusCode()).isEqualTo(401);
        assertThat(operators.server().server().rooms().adjustments()).isEmpty();
    }

    @Test
    void shouldRefuseABodyThatIsTooLong() throws Exception {
        assertThat(operators.post("adjust", ADA, " ".repeat(17_000) + "{}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void shouldChangeARoomWhileSomebodyPlaysAndTakeItBack() throws Exception {
        try (Browser player = Browser.joined(operators.server(), "Ada")) {
            player.awaitSnapshots(3);
            Room room = operators.server().server().rooms().list().get(0);
            String body = "{\"room\": \"" + room.id()
                    + "\", \"tickRateHz\": 25, \"bytesPerSecond\": 50000, \"tunables\": {\"gulls\": 9}}";

            HttpResponse<String> answer = operators.post("adjust", ADA, body);

            assertThat(answer.statusCode()).isEqualTo(200);
            patiently().until(() -> room.type().tickRateHz() == 25);
            assertThat(room.type().settings().rates().tunables()).containsEntry("gulls", 9.0);
            Map<String, Object> change = JSONObjectUtils.parse(answer.body());
            assertThat(change)
                    .containsEntry("who", "ada")
                    .containsEntry("scope", "room " + room.id())
                    .containsEntry("from", Map.of())
                    .containsEntry("to", Map.of("tickRateHz", 25.0, "bytesPerSecond", 50_000.0, "tunables.gulls", 9.0));
            assertThat(operators.get("/api/v1/adjustments.conf", BOB).body())
                    .contains("# only for room " + room.id(), "#   tickRateHz = 25", "#   tunables.gulls = 9");

            assertThat(operators
                            .post("undo", ADA, "{\"number\": " + change.get("number") + "}")
                            .statusCode())
                    .isEqualTo(200);
            patiently().until(() -> room.type().tickRateHz() == 50);
            player.awaitSnapshots(3);
            assertThat(Files.readAllLines(audit, UTF_8))
                    .anyMatch(line -> line.contains("\"what\":\"adjust\"") && line.contains("\"who\":\"ada\""));
        }
    }

    @Test
    void shouldApplyAPresetAsOneChangeThatUndoTakesBack() throws Exception {
        try (Browser player = Browser.joined(operators.server(), "Ada")) {
            Room room = operators.server().server().rooms().find(player.room());
            String of = "{\"room\": \"" + player.room() + "\"";
            operators.post("adjust", ADA, of + ", \"tickRateHz\": 25, \"tunables\": {\"gulls\": 9}}");
            assertThat(operators
                            .post("presets", ADA, of + ", \"name\": \"slow\"}")
                            .body())
                    .contains("\"name\":\"slow\"", "\"type\":\"regatta\"", "\"by\":\"ada\"", "\"tunables.gulls\":9");
            operators.post("reset", ADA, of + "}");
            patiently().until(() -> room.type().tickRateHz() == 50);

            HttpResponse<String> applied = operators.post("presets/apply", ADA, of + ", \"name\": \" slow \"}");

            Map<String, Object> change = JSONObjectUtils.parse(applied.body());
            assertThat(change).containsEntry("to", Map.of("tickRateHz", 25.0, "tunables.gulls", 9.0));
            patiently().until(() -> room.type().tickRateHz() == 25);
            operators.post("undo", ADA, "{\"number\": " + change.get("number") + "}");
            patiently().until(() -> room.type().tickRateHz() == 50);
            assertThat(operators.get("/api/v1/presets", BOB).body()).contains("\"slow\"");
            operators.post("presets/delete", ADA, "{\"name\": \"slow\", \"type\": \"regatta\"}");
            assertThat(operators.get("/api/v1/presets", BOB).body()).isEqualTo("{\"presets\":[]}");
            assertThat(Files.readAllLines(audit, UTF_8))
                    .anyMatch(line -> line.contains("\"what\":\"save preset\"") && line.contains("\"who\":\"ada\""))
                    .anyMatch(line -> line.contains("\"what\":\"apply preset\""))
                    .anyMatch(line -> line.contains("\"what\":\"delete preset\""));
        }
    }

    @Test
    void shouldKickWhoIsCalledSoAndNobodyElse() throws Exception {
        try (Browser player = Browser.joined(operators.server(), "Eve")) {
            player.awaitSnapshots(1);
            Room room = operators.server().server().rooms().list().get(0);
            int place = room.stats().read().players().stream()
                    .filter(one -> one.who().name().equals("Eve"))
                    .findFirst()
                    .orElseThrow()
                    .who()
                    .place();
            String of =
                    "{\"room\": \"" + room.id() + "\", \"place\": " + place + ", \"why\": \"Too loud.\", \"name\": ";

            assertThat(operators.post("kick", ADA, of + "\"Mallory\"}").statusCode())
                    .isEqualTo(200);
            player.awaitSnapshots(5);
            assertThat(operators.post("kick", ADA, of + "\"Eve\"}").statusCode())
                    .isEqualTo(200);

            patiently().until(() -> player.end() != null);
            assertThat(player.end()).contains("Too loud.");
            assertThat(operators.server().disconnects(DisconnectReason.REMOVED)).isEqualTo(1);
        }
    }

    @Test
    void shouldTellARoomCountItDownAndEndIt() throws Exception {
        try (Browser player = Browser.joined(operators.server(), "Ada")) {
            String of = "{\"room\": \"" + player.room() + "\", ";

            assertThat(operators
                            .post("message", ADA, of + "\"text\": \"Well played!\"}")
                            .body())
                    .isEqualTo("{\"rooms\":1}");
            player.awaitThat(watcher -> watcher.notices().size() == 1);
            assertThat(operators.post("lock", ADA, of + "\"locked\": true}").statusCode())
                    .isEqualTo(200);
            patiently()
                    .until(() -> operators
                            .server()
                            .server()
                            .rooms()
                            .find(player.room())
                            .places()
                            .isLocked());
            assertThat(operators
                            .post("close", ADA, of + "\"seconds\": 1, \"text\": \"Time is up.\"}")
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
        try (Browser player = Browser.joined(operators.server(), "Mallory")) {
            String of = "{\"room\": \"" + player.room() + "\", \"place\": "
                    + player.watcher().welcome().getPlayer() + ", \"minutes\": 5, \"why\": \"Cheated.\", \"name\": ";
            assertThat(detail(operators.post("ban", ADA, of + "\"Ada\"}")))
                    .isEqualTo("Nobody on that place of the room is called Ada.");
            assertThat(detail(operators.post("ban", ADA, of + "\"Mallory\", \"by\": \"account\"}")))
                    .isEqualTo("Mallory is not signed in: say \"by\": \"address\".");

            HttpResponse<String> answer = operators.post("ban", ADA, of + "\"Mallory\"}");

            assertThat(answer.body()).contains("\"kind\":\"ban\"", "\"address\":\"127.0.0.1\"", "\"by\":\"ada\"");
            patiently().until(() -> player.end() != null);
            assertThat(player.end()).startsWith("4030 You are banned until ").endsWith(" UTC: Cheated.");
            Browser again = Browser.connect(operators.server());
            again.join(Join.newBuilder().setName("Mallory"));
            patiently().until(() -> again.end() != null);
            assertThat(again.end()).startsWith("4030 ");
            assertThat(operators.get("/api/v1/sanctions", BOB).body()).contains("\"address\":\"127.0.0.1\"");
        } finally {
            assertThat(operators
                            .post("lift", ADA, "{\"kind\": \"ban\", \"address\": \"127.0.0.1\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        Browser.joined(operators.server(), "Mallory").close();
    }
}

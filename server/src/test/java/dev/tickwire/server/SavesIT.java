package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Bank;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.ServerProcess;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.identity.Destination;
import dev.tickwire.server.identity.TicketIssuer;
import dev.tickwire.server.metrics.Counter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Saved rows in a whole server: over a kill, in the API and on the command line. */
class SavesIT {
    private static final String TICKETS = "correct-horse-battery-staple-0123456789";
    private static final String SECRET = "saves-horse-battery-staple-0123456789ab";
    private static final String GAME = Bank.class.getName();
    private static final String BANK = "roomTypes.bank { game = \"" + GAME + "\", playerLimit = 8, tickRateHz = 50,"
            + " snapshotRateHz = 50, resumeGrace = 0, maxUnacked = 1h, auth { mode = ticket, secret = " + TICKETS
            + " } }";

    @TempDir
    Path folder;

    private Path file;
    private String saves;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void nameFile() {
        file = folder.resolve("players.db");
        saves = "saves { url = \"jdbc:sqlite:" + file + "\", saveEvery = 1s, secret = " + SECRET + " }";
    }

    @Test
    void shouldNotStartWithoutTheDatabaseAndSayWhyInALine() {
        assertThat(execute(
                        "serve",
                        "--port",
                        "0",
                        "--set",
                        BANK,
                        "--set",
                        "saves.url=\"jdbc:postgresql://127.0.0.1:1/game\""))
                .isEqualTo(Main.NO_DATABASE);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "The server cannot keep players' rows: the database jdbc:postgresql://127.0.0.1:1/game cannot"
                                + " be used: Connection to 127.0.0.1:1 refused");
    }

    @Test
    void shouldNotStartWithTheDatabaseOfANewerVersionNorWriteIntoIt() throws Exception {
        sql("CREATE TABLE tickwire_schema (version INTEGER)", "INSERT INTO tickwire_schema VALUES (99)");
        byte[] before = Files.readAllBytes(file);

        assertThat(execute("serve", "--port", "0", "--set", BANK, "--set", saves))
                .isEqualTo(Main.NO_DATABASE);

        assertThat(err.toString()).contains("the database is of version 99").doesNotContain("Exception", "\tat ");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void shouldNeedNoDatabaseWhereNobodyIsSignedIn() {
        try (TestServer server = TestServer.start(
                "roomTypes.bank.game=\"" + GAME + "\"", "saves.url=\"jdbc:sqlite:/no/such/directory/players.db\"")) {
            try (Browser player = Browser.joined(server.uri(), Join.newBuilder().setRoomType("bank"))) {
                player.awaitSnapshots(1);
            }
        }
    }

    @Test
    void shouldHaveWhatWasSavedAfterTheProcessWasKilled() throws Exception {
        long saved;
        try (ServerProcess server = new ServerProcess(folder, List.of(), Map.of(), BANK, saves)) {
            Browser ada = join(server.uri(), "ada");
            work(ada);
            patiently().until(() -> earned("ada") > 10);
            long once = earned("ada");
            patiently().until(() -> earned("ada") > once);
            saved = earned("ada");
            server.signal("KILL");
            server.awaitEnd();
        }

        try (ServerProcess server = new ServerProcess(folder, List.of(), Map.of(), BANK, saves);
                Browser ada = join(server.uri(), "ada")) {
            ada.awaitSnapshots(1);
            server.signal("TERM");
            server.awaitEnd();
        }
        assertThat(earned("ada")).isGreaterThanOrEqualTo(saved);
        assertThat(export("ada")).contains("\"visits\":2}");
    }

    @Test
    void shouldWriteWhatPlayersHaveWhenTheServerStops() throws Exception {
        Browser ada;
        try (TestServer server = TestServer.start(BANK, saves, "saves.saveEvery = 1h")) {
            ada = join(server.uri(), "ada");
            work(ada);
            ada.awaitSnapshots(20);
        }
        assertThat(earned("ada")).isPositive();
    }

    @Test
    void shouldExportAndEraseOverTheApiForWhoKnowsTheSecret() throws Exception {
        try (TestServer server = TestServer.start(BANK, saves)) {
            Browser ada = join(server.uri(), "auth0|ada");
            work(ada);
            patiently().until(() -> server.count(Counter.ROWS_WRITTEN) > 0);

            for (String wrong : List.of("", "Bearer ", "Bearer " + TICKETS, SECRET)) {
                assertThat(ask(server, "GET", "auth0%7Cada", wrong).statusCode())
                        .isEqualTo(401);
                assertThat(ask(server, "DELETE", "auth0%7Cada", wrong).statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> shown = ask(server, "GET", "auth0%7Cada", "Bearer " + SECRET);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body())
                    .matches("\\{\"games\":\\[\\{\"game\":\"" + Pattern.quote(GAME)
                            + "\",\"rows\":\\{\"account\":\\{\"earned\":\\d+,\"saved\":0,\"visits\":1}},"
                            + "\"savedAt\":\"20\\d\\d-.*Z\"}],\"user\":\"auth0\\|ada\"}");

            HttpResponse<String> erased = ask(server, "DELETE", "auth0%7Cada", "Bearer " + SECRET);
            assertThat(erased.body()).isEqualTo("{\"erased\":1,\"user\":\"auth0|ada\"}");
            patiently().until(() -> server.count(Counter.ROWS_REFUSED) == 1);
            assertThat(ask(server, "GET", "auth0%7Cada", "Bearer " + SECRET).body())
                    .isEqualTo("{\"games\":[],\"user\":\"auth0|ada\"}");
            assertThat(ask(server, "GET", "", "Bearer " + SECRET).statusCode()).isEqualTo(400);
            assertThat(ask(server, "POST", "auth0%7Cada", "Bearer " + SECRET).statusCode())
                    .isNotEqualTo(200);
        }
    }

    @Test
    void shouldHaveNoSuchAddressWithoutASecret() throws Exception {
        try (TestServer server = TestServer.start(BANK, saves, "saves.secret = \"\"")) {
            assertThat(ask(server, "GET", "ada", "Bearer ").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldExportAndEraseOnTheCommandLineWhileTheServerRuns() throws Exception {
        assertThat(execute("players", "export", "ada", "--set", saves)).isEqualTo(Main.NO_DATABASE);
        assertThat(err.toString()).startsWith("There is no database " + file);
        assertThat(file).doesNotExist();
        try (TestServer server = TestServer.start(BANK, saves)) {
            Browser ada = join(server.uri(), "ada");
            work(ada);
            patiently().until(() -> earned("ada") > 0);

            assertThat(execute("players", "erase", "ada", "--set", saves)).isEqualTo(Main.UNUSABLE);
            assertThat(err.toString()).endsWith("Say --yes to erase it for good." + System.lineSeparator());
            out.getBuffer().setLength(0);
            assertThat(execute("players", "erase", "ada", "--yes", "--set", saves))
                    .isZero();
            assertThat(out.toString())
                    .isEqualTo("Erased what was kept of ada in " + GAME + "." + System.lineSeparator());

            patiently().until(() -> server.count(Counter.ROWS_REFUSED) == 1);
            ada.leave();
            patiently()
                    .until(() -> server.server().rooms().list().isEmpty()
                            || server.server().rooms().list().get(0).seatCount() == 0);
        }
        assertThat(export("ada")).isEqualTo("{\"games\":[],\"user\":\"ada\"}");
        assertThat(execute("players", "erase", "ada", "--yes", "--set", saves)).isZero();
        assertThat(out.toString()).endsWith("Nothing was kept of ada." + System.lineSeparator());
    }

    private static void work(Browser player) {
        player.send(ClientFrame.newBuilder()
                .addInputs(Input.newBuilder().setTick(1).addValues(1).addValues(0)));
    }

    private static Browser join(URI server, String user) {
        String ticket = TicketIssuer.issue(
                TICKETS,
                user,
                "",
                new Destination("bank", ""),
                Map.of(),
                Instant.now().plusSeconds(60));
        return Browser.joined(server, Join.newBuilder().setRoomType("bank").setTicket(ticket));
    }

    private static HttpResponse<String> ask(TestServer server, String method, String user, String authorization)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve("/api/v1/players/" + user))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return Browser.HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** What the database has; 0: nothing yet. */
    private long earned(String user) {
        Matcher earned = Pattern.compile("\"earned\":(\\d+)").matcher(export(user));
        return earned.find() ? Long.parseLong(earned.group(1)) : 0;
    }

    private String export(String user) {
        int before = out.getBuffer().length();
        assertThat(execute("players", "export", user, "--set", saves))
                .as(err.toString())
                .isZero();
        return out.toString().substring(before).strip();
    }

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private void sql(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

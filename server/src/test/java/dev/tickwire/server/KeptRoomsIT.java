package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.ServerProcess;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rooms that outlive the server that they were opened on. */
class KeptRoomsIT {
    private static final String SECRET = "correct-horse-battery-staple-0123456789";

    @TempDir
    private Path folder;

    private String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "store.directory=\"" + folder.resolve("rooms") + '"',
                                "store.syncEvery=20ms",
                                "roomTypeDefaults.keep=journal",
                                "roomTypeDefaults.resumeGrace=10m"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void shouldLetPlayersGoOnInTheirSeatsWhenTheServerStartsAnew() {
        String room;
        ByteString token;
        int strokes;
        TestServer before = TestServer.start(settings());
        try (Browser ada = Browser.joined(before, "Ada")) {
            room = ada.room();
            token = ada.watcher().welcome().getResumeToken();
            int tick = ada.watcher().lastFrame().getTick() + 50;
            ada.input(tick, 7);
            ada.input(tick + 1, 0);
            ada.awaitThat(seen -> seen.boat(0, "strokes") == 7);
            strokes = ada.watcher().boat(0, "strokes");
            before.close();
            ada.assertClosed(DisconnectReason.SERVER_STOPPING, "The server starts anew: the room is back in a moment.");
        }
        try (TestServer server = TestServer.start(settings());
                Browser back = Browser.joined(server.uri(), Join.newBuilder().setResumeToken(token))) {
            assertThat(back.watcher().welcome().getResumed()).isTrue();
            assertThat(back.room()).isEqualTo(room);
            back.awaitSnapshots(2);
            assertThat(back.watcher().boat(0, "strokes")).isEqualTo(strokes);
            assertThat(server.count(Counter.ROOMS_RESTORED)).isEqualTo(1);
            back.leave();
            patiently().until(() -> server.server().rooms().list().get(0).seatCount() == 0);
        }
    }

    @Test
    void shouldLoseNothingThatIsOlderThanAMomentWhenTheProcessIsKilled() {
        ByteString token;
        try (ServerProcess server = process();
                Browser ada = Browser.joined(server.uri(), Join.newBuilder().setName("Ada"))) {
            token = ada.watcher().welcome().getResumeToken();
            int tick = ada.watcher().lastFrame().getTick() + 50;
            ada.input(tick, 7);
            ada.input(tick + 1, 0);
            ada.awaitThat(seen -> seen.boat(0, "strokes") == 7);
            ada.awaitSnapshots(50);
            server.signal("KILL");
            server.awaitEnd();
        }
        try (ServerProcess server = process();
                Browser back = Browser.joined(server.uri(), Join.newBuilder().setResumeToken(token))) {
            assertThat(back.watcher().welcome().getResumed()).isTrue();
            back.awaitSnapshots(2);
            assertThat(back.watcher().boat(0, "strokes")).isEqualTo(7);
        }
    }

    private ServerProcess process() {
        return new ServerProcess(
                folder,
                List.of(),
                Map.of(),
                settings(
                        "roomTypes.regatta.game=\"dev.tickwire.server.fixture.Regatta\"",
                        "roomTypeDefaults.tickRateHz=50",
                        "roomTypeDefaults.snapshotRateHz=50"));
    }

    @Test
    void shouldPutAnEmptyRoomAsideAndWakeItWhenSomebodyJoinsIt() throws IOException {
        try (TestServer server = TestServer.start(settings("roomTypeDefaults.emptyRoomTimeout=never"))) {
            String room;
            try (Browser ada = Browser.joined(server, "Ada")) {
                room = ada.room();
                ada.leave();
            }
            patiently().until(() -> server.server().rooms().list().isEmpty());

            try (Browser back = Browser.joined(server.uri(), Join.newBuilder().setRoom(room))) {
                assertThat(back.room()).isEqualTo(room);
                assertThat(back.watcher().lastFrame().getTick()).isGreaterThan(100);
                assertThat(server.count(Counter.ROOMS_RESTORED)).isEqualTo(1);
                back.leave();
            }
        }
    }

    @Test
    void shouldBringRoomsBackOnceWhoseTypeKeepsNothingWhereADrainKeepsThem() throws IOException {
        String[] settings = settings("roomTypeDefaults.keep=nothing", "drain.keep=true", "recorder.keep=0s");
        ByteString token;
        TestServer before = TestServer.start(settings);
        try (Browser ada = Browser.joined(before, "Ada")) {
            token = ada.watcher().welcome().getResumeToken();
            ada.input(ada.watcher().lastFrame().getTick() + 50, 7);
            ada.awaitThat(seen -> seen.boat(0, "strokes") == 7);
            assertThat(files()).as("nothing is written while it runs").isZero();
            before.close();
            ada.assertClosed(DisconnectReason.SERVER_STOPPING, "The server starts anew: the room is back in a moment.");
        }
        assertThat(files()).isEqualTo(1);
        try (TestServer server = TestServer.start(settings);
                Browser back = Browser.joined(server.uri(), Join.newBuilder().setResumeToken(token))) {
            assertThat(back.watcher().welcome().getResumed()).isTrue();
            back.awaitSnapshots(2);
            assertThat(back.watcher().boat(0, "strokes")).isEqualTo(7);
            assertThat(files()).as("where this process is killed, it is gone").isZero();
        }
    }

    @Test
    void shouldNotPutRoomsAsideWhoseTypeKeepsNothing() throws IOException {
        try (TestServer server = TestServer.start(settings(
                "roomTypeDefaults.keep=nothing", "drain.keep=true", "roomTypeDefaults.emptyRoomTimeout=100ms"))) {
            try (Browser ada = Browser.joined(server, "Ada")) {
                ada.awaitSnapshots(2);
                ada.leave();
            }
            patiently().until(() -> server.server().rooms().list().isEmpty());
        }
        assertThat(files()).isZero();
    }

    /** The regatta with a column more, and others less. */
    public static final class Rowing extends Game {
        private final Column push =
                inputs(new Table("oars", 64)).integer("push", 0, 100).was("stroke");
        private final Table boats = table(new Table("rowers", 64));
        private final Column strokes = boats.integer("strokes", 0, 1_000);
        private final Column player = boats.integer("player", 0, 63);

        {
            boats.was("boats");
            boats.integer("medals", 3, 9);
            boats.text("name");
        }

        @Override
        public void step(Step step) {
            for (int boat = boats.first(); boat >= 0; boat = boats.next(boat)) {
                strokes.add(boat, 100 * push.get(player.raw(boat)));
            }
        }
    }

    @Test
    void shouldTakeRoomsOverWhoseGameHasOtherTablesNow() {
        ByteString token;
        TestServer before = TestServer.start(settings());
        try (Browser ada = Browser.joined(before, "Ada")) {
            token = ada.watcher().welcome().getResumeToken();
            int tick = ada.watcher().lastFrame().getTick() + 50;
            ada.input(tick, 7);
            ada.input(tick + 1, 0);
            ada.awaitThat(seen -> seen.boat(0, "strokes") == 7);
            before.close();
        }
        String game = "roomTypes.regatta.game=\"" + Rowing.class.getName() + '"';
        try (TestServer server = TestServer.start(settings(game));
                Browser back = Browser.joined(server.uri(), Join.newBuilder().setResumeToken(token))) {
            assertThat(back.watcher().welcome().getResumed()).isTrue();
            back.awaitSnapshots(2);
            assertThat(back.watcher().boat(0, "strokes")).isEqualTo(7);
            assertThat(back.watcher().boat(0, "medals")).isEqualTo(3);
        }
    }

    @Test
    void shouldLetAUserHaveOneSeatThoughTheServerStartedAnew() throws Exception {
        String auth = "roomTypes.regatta.auth { mode = ticket, secret = " + SECRET + " }";
        TestServer before = TestServer.start(settings(auth));
        try (Browser ada = Browser.joined(before.uri(), Join.newBuilder().setTicket(ticket(before)))) {
            ada.awaitSnapshots(2);
            before.close();
        }
        try (TestServer server = TestServer.start(settings(auth))) {
            // From another device: it does not have what the seat is resumed by.
            try (Browser ada = Browser.joined(server.uri(), Join.newBuilder().setTicket(ticket(server)))) {
                ada.awaitSnapshots(2);
                assertThat(server.server().rooms().list())
                        .singleElement()
                        .satisfies(room -> assertThat(room.seatCount()).isEqualTo(1));
                assertThat(ada.watcher().welcome().getPlayer()).isZero();
            }
        }
    }

    private static String ticket(TestServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/api/v1/tickets"))
                .header("Authorization", "Bearer " + SECRET)
                .POST(BodyPublishers.ofString("{\"roomType\": \"regatta\", \"user\": \"ada\"}"))
                .build();
        String answer = Browser.HTTP.send(request, BodyHandlers.ofString()).body();
        return String.valueOf(JSONObjectUtils.parse(answer).get("ticket"));
    }

    @Test
    void shouldForgetARoomThatHasEnded() throws IOException {
        try (TestServer server = TestServer.start(settings("roomTypeDefaults.emptyRoomTimeout=100ms"))) {
            try (Browser ada = Browser.joined(server, "Ada")) {
                patiently().until(() -> files() == 1);
                ada.leave();
            }
            patiently().until(() -> files() == 0);
        }
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("rooms"))) {
            return files.filter(file -> file.toString().endsWith(".room")).count();
        }
    }

    @Test
    void shouldLeaveAFileAsItIsThatCannotBeRead() throws IOException {
        Path file = Files.createDirectories(folder.resolve("rooms")).resolve("regatta-1.room");
        Files.writeString(file, "this is no room");
        try (TestServer server = TestServer.start(settings());
                Browser ada = Browser.joined(server, "Ada")) {
            ada.awaitSnapshots(2);
        }
        assertThat(file).hasContent("this is no room");
    }

    @Test
    void shouldNotStartWhereAnotherServerKeepsItsRooms() {
        try (TestServer server = TestServer.start(settings())) {
            assertThat(server.port()).isPositive();
            assertThatThrownBy(() -> TestServer.start(settings()))
                    .hasRootCauseMessage("the directory of kept rooms, " + folder.resolve("rooms")
                            + ", is in use by a server that runs: stop it, or name another one with store.directory");
        }
    }

    @Test
    void shouldNotStartWhereRoomsCannotBeKeptAsAsked() throws IOException {
        Files.writeString(folder.resolve("rooms"), "a file, and no directory");

        assertThatThrownBy(() -> TestServer.start(settings()))
                .rootCause()
                .hasMessageStartingWith(
                        "the directory of kept rooms, " + folder.resolve("rooms") + ", cannot be used (");
    }
}

package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Glutton;
import dev.tickwire.server.fixture.Regatta;
import dev.tickwire.server.fixture.ServerProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What befalls a whole process: memory that runs out, a stop by a signal, a supervisor that wants to know. */
class ProcessFaultsIT {
    private static final String REGATTA = "roomTypes.regatta.game=\"" + Regatta.class.getName() + "\"";

    @TempDir
    Path folder;

    @Test
    void shouldEndTheRoomAloneWhoseGameTakesAllMemory() throws Exception {
        try (ServerProcess server = new ServerProcess(
                        folder,
                        List.of("-Xmx64m", "-XX:+UseParallelGC"),
                        Map.of(),
                        REGATTA,
                        "roomTypes.glutton.game=\"" + Glutton.class.getName() + "\"");
                Browser player = join(server, "regatta")) {
            Browser guest = Browser.connect(server.uri());
            guest.join(Join.newBuilder().setRoomType("glutton"));

            guest.assertClosed(DisconnectReason.ROOM_FAILED);

            player.awaitSnapshots(40);
            assertThat(get(server.uri(), "/healthz")).startsWith("alive");
            try (Browser next = join(server, "regatta")) {
                next.awaitSnapshots(3);
            }
            assertThat(server.errors())
                    .contains("ends: its game threw an exception", "java.lang.OutOfMemoryError: Java heap space");
        }
    }

    @Test
    void shouldEndWithALineAndStatusThreeWhereMemoryStaysUsedUp() {
        try (ServerProcess server = new ServerProcess(
                folder,
                List.of("-Xmx64m", "-XX:+UseParallelGC"),
                Map.of(),
                "roomTypes.hoarder.game=\"" + Glutton.Hoarder.class.getName() + "\"")) {
            Browser guest = Browser.connect(server.uri());
            guest.join(Join.newBuilder().setRoomType("hoarder"));

            assertThat(server.awaitEnd()).isEqualTo(Main.OUT_OF_MEMORY);
            assertThat(server.errors().lines().filter(line -> line.contains("out of memory:")))
                    .singleElement()
                    .asString()
                    .contains("ERROR");
        }
    }

    @Test
    void shouldKeepAllWhoAreThereWhenTheProcessWasStoppedForLongerThanItsDeadlines() throws Exception {
        try (ServerProcess server = new ServerProcess(
                        folder,
                        List.of(),
                        Map.of(),
                        REGATTA,
                        "roomTypeDefaults.idleTimeout=3s",
                        "roomTypeDefaults.slowClientTimeout=1s",
                        "loops.stepTimeout=300ms");
                Browser player = join(server, "regatta")) {
            player.awaitSnapshots(3);
            server.signal("STOP");
            TimeUnit.SECONDS.sleep(5);

            server.signal("CONT");

            int before = player.watcher().frames().size();
            player.awaitThat(watcher -> watcher.frames().size() > before + 20);
            String counters = get(server.adminUri(), "/api/v1/counters");
            assertThat(counters)
                    .contains("\"schedulesMoved\":1", "\"roomsStuck\":0", "\"roomsFailed\":0", "\"connectionsLost\":0");
        }
    }

    @Test
    void shouldServeOnWhereNobodyReadsItsOutput() throws Exception {
        try (ServerProcess server = new ServerProcess(folder, List.of(), Map.of(), REGATTA)) {
            server.closeOutput();
            try (Browser player = join(server, "regatta")) {
                player.awaitSnapshots(3);
            }
            server.signal("TERM");

            assertThat(server.awaitEnd()).isZero();
            assertThat(server.errors())
                    .startsWith("console " + server.adminUri() + "\n")
                    .doesNotContain("WARN", "ERROR", "Exception");
        }
    }

    @Test
    void shouldLetARoundEndThatIsUnderWayAndTellItsPlayersUntilWhen() throws Exception {
        try (ServerProcess server = new ServerProcess(
                        folder,
                        List.of(),
                        Map.of(),
                        REGATTA,
                        "drain.seconds=3600",
                        "drain.message=\"Back at noon.\"",
                        "roomTypeDefaults.resumeGrace=0");
                Browser player = join(server, "regatta")) {
            server.signal("TERM");

            player.awaitThat(watcher -> !watcher.notices().isEmpty());
            assertThat(player.watcher().notices().get(0).getText()).isEqualTo("Back at noon.");
            assertThat(player.watcher().notices().get(0).getEndsInMillis()).isBetween(3_000_000, 3_600_000);
            assertThat(get(server.uri(), "/readyz")).contains("The server drains: it opens no more rooms, and ends.");
            assertThat(get(server.uri(), "/healthz")).startsWith("alive");
            player.awaitSnapshots(5);
            try (Browser friend = join(server, "regatta")) {
                friend.awaitThat(watcher -> !watcher.notices().isEmpty());
            }
            player.leave();
            assertThat(server.awaitEnd()).isZero();
            assertThat(server.errors())
                    .contains("the server drains: it ends in 3600 s, or once nobody is in a room")
                    .contains("the server has drained: 0 are still in rooms");
        }
    }

    @Test
    void shouldEndAtOnceByASecondSignal() {
        try (ServerProcess server = new ServerProcess(folder, List.of(), Map.of(), REGATTA, "drain.seconds=3600");
                Browser player = join(server, "regatta")) {
            server.signal("TERM");
            player.awaitThat(watcher -> !watcher.notices().isEmpty());

            server.signal("TERM");

            assertThat(server.awaitEnd()).isEqualTo(128 + 15);
            assertThat(server.errors()).contains("a second signal has come: the server ends at once");
        }
    }

    @Test
    void shouldTellEverybodyAtTheDeadlineAndNotWaitForItWhereItIsInterrupted() {
        try (ServerProcess server = new ServerProcess(folder, List.of(), Map.of(), REGATTA, "drain.seconds=1");
                Browser player = join(server, "regatta")) {
            server.signal("TERM");

            player.assertClosed(DisconnectReason.SERVER_STOPPING);
            assertThat(server.awaitEnd()).isZero();
            assertThat(server.errors()).contains("the server has drained: 1 are still in rooms");
        }
        try (ServerProcess server = new ServerProcess(folder, List.of(), Map.of(), REGATTA, "drain.seconds=3600");
                Browser player = join(server, "regatta")) {
            server.signal("INT");

            player.assertClosed(DisconnectReason.SERVER_STOPPING);
            assertThat(server.awaitEnd()).isZero();
            assertThat(player.watcher().notices()).isEmpty();
        }
    }

    @Test
    void shouldTellItsServiceManagerThatItIsReadyThatItLivesAndThatItStops() throws Exception {
        Path said = folder.resolve("said.txt");
        Path command = folder.resolve("systemd-notify");
        Files.writeString(command, "#!/bin/sh\necho \"$@\" >> " + said + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment = Map.of(
                "NOTIFY_SOCKET",
                "/run/notify",
                "WATCHDOG_USEC",
                "100000",
                "PATH",
                folder + ":" + System.getenv("PATH"));
        try (ServerProcess server = new ServerProcess(folder, List.of(), environment, REGATTA)) {
            patiently()
                    .until(() -> Files.exists(said) && Files.readAllLines(said).size() > 3);
            server.signal("TERM");
            server.awaitEnd();
        }

        List<String> lines = Files.readAllLines(said);
        assertThat(lines.get(0)).isEqualTo("READY=1 STATUS=Players can join.");
        assertThat(lines).contains("WATCHDOG=1");
        assertThat(lines).contains("STOPPING=1 STATUS=Players are told that the server stops.");
    }

    private static Browser join(ServerProcess server, String roomType) {
        return Browser.joined(server.uri(), Join.newBuilder().setName("Ada").setRoomType(roomType));
    }

    private static String get(URI server, String path) throws Exception {
        URI address = server.resolve(path);
        return Browser.HTTP
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

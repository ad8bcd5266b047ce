package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server with little memory, and one client that opens rooms. */
class SmallHeapIT {
    private static final Path JAR = Path.of("target", "tickwire-server.jar").toAbsolutePath();
    private static final int PLAYERS = 20;
    private static final int ROOMS = 400;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void shouldRefuseRoomsAndLetThosePlayOnWhoAreThere() throws Exception {
        URI server = start();
        List<Browser> players = new ArrayList<>();
        for (int i = 0; i < PLAYERS; i++) {
            Browser player = Browser.joined(server, Join.newBuilder().setName("Player " + i));
            opened.add(player);
            players.add(player);
        }
        Map<String, Integer> ends = new TreeMap<>();
        for (int i = 0; i < ROOMS; i++) {
            ends.merge(openAndLeave(server), 1, Integer::sum);
        }

        for (Browser player : players) {
            int wanted = player.snapshotCount() + 5;
            player.awaitThat(seen -> seen.frames().size() >= wanted);
            assertThat(player.end()).as("%s", ends).isNull();
        }
        assertThat(ends)
                .as("some rooms are refused, and some opened")
                .containsOnlyKeys(
                        "1000 You left the room.",
                        "4007 The server has no memory left for another room: try again later.");
    }

    /** How a client ends that opens a room, and leaves as soon as it is in it. */
    private static String openAndLeave(URI server) {
        try (RawClient client = RawClient.upgraded(server.getPort(), 0)) {
            client.message(ClientFrame.newBuilder()
                    .setJoin(Join.newBuilder()
                            .setProtocolVersion(1)
                            .setName("Mallory")
                            .setCreate(true)));
            RawClient.ServerMessage first = client.read();
            if (first.opCode() == RawClient.CLOSE) {
                return first.end();
            }
            client.message(ClientFrame.newBuilder().setLeave(true));
            return client.readUntil(RawClient.CLOSE).end();
        }
    }

    private URI start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseParallelGC",
                        "-jar",
                        JAR.toString(),
                        "serve",
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        opened.add(process::destroyForcibly);
        String ready = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(ready).startsWith("ready ");
        return URI.create(ready.substring("ready ".length()));
    }
}

package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Hang;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.fixture.Regatta;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Games that do not come back, in a whole server. */
class StuckGamesIT {
    @Test
    void shouldGoOnWithEverybodyElseWhenARoomIsStuck() throws Exception {
        try (LogLines log = new LogLines("dev.tickwire.server.loop.Loops");
                Hang hang = new Hang();
                TestServer server = start(EndlessTick.class);
                Browser player = Browser.joined(server, "Ada")) {
            EndlessTick.hang = hang;
            Browser stuck = Browser.connect(server);
            stuck.join(Join.newBuilder().setRoomType("stuck"));

            stuck.assertClosed(DisconnectReason.ROOM_FAILED);

            player.awaitSnapshots(3);
            assertThat(status(server, "/healthz")).isEqualTo(503);
            assertThat(status(server, "/readyz")).isEqualTo(200);
            assertThat(log.takeWithStacks()).singleElement().asString().contains("EndlessTick.joined");
            try (Browser next = Browser.joined(server, "Bo")) {
                next.awaitSnapshots(3);
            }
            hang.release();
            patiently().until(() -> status(server, "/healthz") == 200);
        }
    }

    @Test
    void shouldServeOthersAndStopWhileAGameHangsInItsStart() throws Exception {
        try (Hang hang = new Hang();
                TestServer server = start(EndlessStart.class);
                Browser waiting = Browser.connect(server)) {
            EndlessStart.hang = hang;
            waiting.join(Join.newBuilder().setRoomType("stuck"));
            hang.await();

            assertThat(status(server, "/readyz")).isEqualTo(200);
            try (Browser player = Browser.joined(server, "Ada")) {
                player.awaitSnapshots(3);
            }
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            waiting.assertClosed(DisconnectReason.SERVER_STOPPING);
            stopped.orTimeout(20, TimeUnit.SECONDS).join();
        } finally {
            EndlessStart.hang = null;
        }
    }

    @Test
    void shouldLoseTwoThreadsAndNoMoreToTwentyRoomsOfOneType() throws Exception {
        List<Browser> guests = new ArrayList<>();
        try (Hang hang = new Hang();
                TestServer server = start(EndlessTick.class);
                Browser player = Browser.joined(server, "Ada")) {
            EndlessTick.hang = hang;
            for (int i = 0; i < 20; i++) {
                Browser guest = Browser.connect(server);
                guests.add(guest);
                guest.join(Join.newBuilder().setRoomType("stuck").setCreate(true));
            }

            guests.forEach(guest -> guest.assertClosed(DisconnectReason.ROOM_FAILED));

            player.awaitSnapshots(3);
            assertThat(server.count(Counter.ROOMS_STUCK)).isEqualTo(2);
            try (Browser late = Browser.connect(server)) {
                late.join(Join.newBuilder().setRoomType("stuck"));
                late.assertClosed(DisconnectReason.ROOM_FAILED);
            }
            try (Browser next = Browser.joined(server, "Bo")) {
                next.awaitSnapshots(3);
            }
            hang.release();
            patiently().until(() -> status(server, "/healthz") == 200);
            guests.forEach(Browser::close);
        }
    }

    private static TestServer start(Class<?> game) {
        return TestServer.start("loops.stepTimeout=300ms", "roomTypes.stuck.game=\"" + game.getName() + "\"");
    }

    private static int status(TestServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
        return Browser.HTTP
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Hangs when a player joins. */
    public static final class EndlessTick extends Game {
        static volatile Hang hang;

        public EndlessTick() {
            inputs(new Nothing());
        }

        @Override
        public void joined(Step step, int player) {
            hang.here();
        }

        @Override
        public void step(Step step) {}
    }

    /** Hangs in its start, once a test says so. */
    public static final class EndlessStart extends Game {
        static volatile Hang hang;

        public EndlessStart() {
            inputs(new Nothing());
        }

        @Override
        public void start(Step step) {
            Hang here = hang;
            if (here != null) {
                here.here();
            }
        }

        @Override
        public void step(Step step) {}
    }

    private static final class Nothing extends Table {
        Nothing() {
            super("nothing", Regatta.MOST_PLAYERS);
        }
    }
}

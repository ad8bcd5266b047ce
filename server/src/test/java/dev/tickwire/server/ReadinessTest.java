package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.identity.KeyRing;
import dev.tickwire.server.metrics.Counters;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final String STARTING = "The server is starting or stopping.";
    private static final String NO_CONNECTIONS =
            "The server is full: as many connections are open as limits.connections allows.";

    private final Counters counters = new Counters();
    private final LocalRooms rooms = new LocalRooms(
            List.of(new RoomTypes().build()),
            new LocalRooms.Limits(10, 1_000),
            counters,
            Runnable::run,
            RoomMemory.ENDLESS,
            TestSaves.NONE,
            room -> false,
            Journals.NONE);
    private int connections;
    private final Readiness readiness =
            new Readiness(rooms, new KeyRing(Runnable::run, () -> 0, counters), TestSaves.NONE, () -> connections, 5);

    @Test
    void shouldNotBeReadyBeforeTheFirstRoomCouldOpen() {
        assertThat(readiness.obstacles()).containsExactly(STARTING);
        assertThat(readiness.asNumber()).isZero();

        rooms.open();

        assertThat(readiness.obstacles()).isEmpty();
        assertThat(readiness.asNumber()).isEqualTo(1);
    }

    @Test
    void shouldNotBeReadyWhileItTakesNoFurtherConnection() {
        rooms.open();
        connections = 5;
        assertThat(readiness.obstacles()).containsExactly(NO_CONNECTIONS);

        connections = 4;
        assertThat(readiness.obstacles()).isEmpty();
    }

    @Test
    void shouldSayEachReason() {
        connections = 5;
        rooms.close();

        assertThat(readiness.obstacles()).containsExactly(STARTING, NO_CONNECTIONS);
    }
}

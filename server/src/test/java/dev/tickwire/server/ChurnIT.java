package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.server.fixture.Leftovers;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.seats.KeptPlace;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Thousands who come and go, and nothing of them is left: no session, seat or room, no thread, no descriptor, no memory
 * in the heap or beside it, and nothing that counts against their address. {@code -Dtickwire.churn=100000} for more.
 */
@Isolated
class ChurnIT {
    private static final int CLIENTS = Integer.getInteger("tickwire.churn", 10_000);
    private static final int AT_ONCE = 40;
    private static final int WARM_UP = 10 * AT_ONCE;
    /** Jetty's pools keep some buffers, and the log some lines; what each client left would be far more. */
    private static final int FEW_BUFFERS = 100;

    private static final int FEW_BYTES = 1_000_000;
    private static final int FEW_HEAP_BYTES = 3_000_000;
    private static final int FEW_THREADS = 4;
    /** Each of Jetty's selectors holds the key that it has looked at last, until there is another one. */
    private static final int SELECTORS = 1;

    private static final byte[] HALF_A_REQUEST = "GET /ws HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII);

    private static final List<Class<?>> OF_CLIENTS =
            List.of(Session.class, Seat.class, KeptPlace.class, Room.class, SocketChannelEndPoint.class);

    private final Leftovers atFirst = Leftovers.now();
    private TestServer server;

    @BeforeEach
    void start() {
        // The address may have as many connections and kept seats as come at once: one that is not given back is seen.
        server = TestServer.start(
                "limits.perAddress.exempt=[]",
                "limits.perAddress.connections=" + AT_ONCE,
                "limits.perAddress.keptSeats=" + AT_ONCE,
                "limits.perAddress.handshakesPerMinute=1000000",
                "limits.perAddress.joinsPerMinute=1000000",
                "limits.perAddress.createsPerMinute=1000000",
                "limits.perAddress.refusalsPerMinute=0",
                "roomTypeDefaults.emptyRoomTimeout=300ms",
                "roomTypeDefaults.resumeGrace=300ms");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldHaveNothingLeftOfThoseWhoJoinAndLeave() {
        requireNothingLeft(this::joinAndLeave);
        assertThat(server.disconnects(DisconnectReason.LEFT)).isEqualTo(WARM_UP + CLIENTS);
    }

    @Test
    void shouldHaveNothingLeftOfThoseWhoAreCutOff() {
        requireNothingLeft(this::cutOff);
        assertThat(server.count(Counter.SEATS_MADE_WAY))
                .as("some seats were kept")
                .isPositive();
    }

    private void requireNothingLeft(Consumer<List<RawClient>> lives) {
        Leftovers before = afterwards(lives, WARM_UP);
        Leftovers after = afterwards(lives, CLIENTS);
        // Idle connections that tests before this one left in their HTTP client may be closed meanwhile.
        assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors());
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + FEW_THREADS);
        assertThat(after.directBuffers()).isLessThan(before.directBuffers() + FEW_BUFFERS);
        assertThat(after.directBytes()).isLessThan(before.directBytes() + FEW_BYTES);
        assertThat(after.heapBytes()).isLessThan(before.heapBytes() + FEW_HEAP_BYTES);
        assertThat(server.count(Counter.ADDRESSES_BANNED)).isZero();
    }

    private Leftovers afterwards(Consumer<List<RawClient>> lives, int count) {
        for (int come = 0; come < count; come += AT_ONCE) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                clients.add(new RawClient(server.port()));
            }
            lives.accept(clients);
            clients.forEach(RawClient::close);
            // Of the next ones, none is refused: those before them are gone for their address, too.
            patiently().until(() -> server.connectionCount() == 0);
        }
        patiently().until(() -> server.server().rooms().list().isEmpty());
        Leftovers[] left = new Leftovers[1];
        patiently().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            left[0] = Leftovers.now();
            for (Class<?> type : OF_CLIENTS) {
                assertThat(left[0].count(type))
                        .as("live: " + type)
                        .isLessThanOrEqualTo(atFirst.count(type) + SELECTORS);
            }
        });
        return left[0];
    }

    private void joinAndLeave(List<RawClient> clients) {
        clients.forEach(client -> assertThat(client.upgrade()).startsWith("HTTP/1.1 101 "));
        clients.forEach(client -> client.join("Mallory"));
        clients.forEach(client -> client.message(ClientFrame.newBuilder().setLeave(true)));
        clients.forEach(client -> client.assertClosed(DisconnectReason.LEFT));
    }

    /** Before and during the request, before the join, and in the middle of a frame. */
    private void cutOff(List<RawClient> clients) {
        for (int i = 0; i < clients.size(); i++) {
            RawClient client = clients.get(i);
            if (i % 8 == 0) {
                client.send(HALF_A_REQUEST);
            } else if (i % 8 > 1) {
                assertThat(client.upgrade()).startsWith("HTTP/1.1 101 ");
            }
        }
        List<RawClient> players = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            if (i % 8 > 2) {
                clients.get(i).join("Mallory");
                players.add(clients.get(i));
            }
        }
        players.forEach(player -> assertThat(player.read().opCode()).isEqualTo(RawClient.BINARY));
        players.forEach(player -> player.send(new byte[] {(byte) 0x82, (byte) 0xFE, 0x01}));
        clients.forEach(RawClient::reset);
    }
}

package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.address.Networks;
import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.metrics.Counters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.junit.jupiter.api.Test;

class TransportTest {
    private static final int COMING_BACK = 100;
    private static final int PATIENCE_MILLIS = 20_000;

    @Test
    void shouldLetPlayersWaitWhoComeBackAllAtOnce() throws Exception {
        Transport transport = new Transport(
                new Transport.Settings(
                        "127.0.0.1",
                        0,
                        new Transport.Doors(Set.of(), Set.of(), Networks.NONE, null),
                        10,
                        1024,
                        1,
                        false,
                        16_384,
                        List.of()),
                new DefaultHandler(),
                TestAddresses.counted(new Counters(), 10),
                new Counters(),
                (outlet, nowNanos) -> {
                    throw new AssertionError("nobody is let in");
                });
        List<Socket> players = new ArrayList<>();
        try {
            // Nobody takes the sockets that wait: the kernel holds them all.
            transport.listen();
            for (int i = 0; i < COMING_BACK; i++) {
                Socket player = new Socket();
                players.add(player);
                player.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), transport.port()), PATIENCE_MILLIS);
            }

            assertThat(players).allMatch(Socket::isConnected);
        } finally {
            for (Socket player : players) {
                player.close();
            }
            transport.stop();
        }
    }
}

package dev.tickwire.server.transport;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketLimitTest {
    private final Counters counters = new Counters();
    private final SocketLimit limit = new SocketLimit(2, TestAddresses.counted(counters, 10), counters);
    private final List<SocketChannel> sockets = new ArrayList<>();
    private final List<SocketChannel> taken = new ArrayList<>();
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (SocketChannel socket : sockets) {
            socket.close();
        }
        for (SocketChannel socket : taken) {
            socket.close();
        }
    }

    @Test
    void shouldCloseAndCountWhatComesBeyondTheLimit() throws IOException {
        for (int i = 0; i < 5; i++) {
            connect();
        }
        SocketChannel first = accept();
        accept();

        // Three more wait, or will in a moment.
        patiently().until(() -> limit.accept(server) == null && counters.get(Counter.SOCKETS_REFUSED) == 3);
        assertThat(sockets.get(4).read(ByteBuffer.allocate(1)))
                .as("the last is told")
                .isEqualTo(-1);

        limit.onClosed(first);
        connect();
        assertThat(accept()).as("there is room again").isNotNull();
        assertThat(counters.get(Counter.SOCKETS_REFUSED)).isEqualTo(3);
    }

    private void connect() throws IOException {
        sockets.add(SocketChannel.open(server.getLocalAddress()));
    }

    private SocketChannel accept() {
        SocketChannel accepted = patiently().until(() -> limit.accept(server), socket -> socket != null);
        taken.add(accepted);
        return accepted;
    }
}

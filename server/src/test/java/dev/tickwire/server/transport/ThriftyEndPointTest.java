package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.jupiter.api.Test;

class ThriftyEndPointTest {
    private static final int BUFFER = 4096;

    private final ByteBuffer buffer = BufferUtil.allocate(BUFFER);

    @Test
    void shouldReadABoundedNumberOfBytesInATurn() throws IOException {
        try (ConnectionDriver.Socket socket = new ConnectionDriver.Socket()) {
            int sent = 3 * ThriftyEndPoint.BYTES_PER_TURN;
            socket.client.send(new byte[sent]);
            int read = 0;
            int turns = 0;
            while (read < sent) {
                socket.awaitInput();
                int inTurn = readTurn(socket.server);
                assertThat(inTurn).isBetween(1, ThriftyEndPoint.BYTES_PER_TURN + BUFFER - 1);
                read += inTurn;
                turns++;
            }

            assertThat(turns).isGreaterThanOrEqualTo(3);
            assertThat(socket.server.bytesRead()).isEqualTo(sent);
        }
    }

    @Test
    void shouldEndItsTurnAfterAReadThatEmptiedTheSocket() throws IOException {
        try (ConnectionDriver.Socket socket = new ConnectionDriver.Socket()) {
            socket.client.send(new byte[100]);
            socket.awaitInput();
            assertThat(fill(socket.server)).isEqualTo(100);
            socket.client.send(new byte[5]);
            socket.awaitInput();

            assertThat(fill(socket.server)).isZero();
            assertThat(fill(socket.server)).isEqualTo(5);
        }
    }

    @Test
    void shouldReadAndThrowAwayUpToTheEnd() throws IOException {
        try (ConnectionDriver.Socket socket = new ConnectionDriver.Socket()) {
            socket.server.discardInput();
            int sent = 2 * ThriftyEndPoint.BYTES_PER_TURN;
            socket.client.send(new byte[sent]);
            while (socket.server.bytesRead() < sent) {
                long before = socket.server.bytesRead();
                socket.awaitInput();
                assertThat(fill(socket.server)).isZero();
                assertThat(socket.server.bytesRead() - before)
                        .isBetween(1L, ThriftyEndPoint.BYTES_PER_TURN + BUFFER - 1L);
                assertThat(buffer.hasRemaining()).isFalse();
            }
            socket.client.close();
            socket.awaitInput();

            assertThat(fill(socket.server)).isEqualTo(-1);
        }
    }

    @Test
    void shouldStopToReadAfterItThrewALotAway() throws IOException {
        try (ConnectionDriver.Socket socket = new ConnectionDriver.Socket()) {
            socket.server.discardInput();
            byte[] some = new byte[ThriftyEndPoint.BYTES_PER_TURN];
            int sent = 0;
            while (sent < ThriftyEndPoint.MOST_DISCARDED_BYTES) {
                assertThat(socket.server.wantsInput()).isTrue();
                socket.client.send(some);
                sent += some.length;
                while (socket.server.bytesRead() < sent) {
                    socket.awaitInput();
                    assertThat(fill(socket.server)).isZero();
                }
            }

            assertThat(socket.server.wantsInput()).isFalse();
        }
    }

    private int readTurn(ThriftyEndPoint endPoint) throws IOException {
        int read = 0;
        for (int filled = fill(endPoint); filled > 0; filled = fill(endPoint)) {
            read += filled;
        }
        return read;
    }

    private int fill(ThriftyEndPoint endPoint) throws IOException {
        BufferUtil.clear(buffer);
        return endPoint.fill(buffer);
    }
}

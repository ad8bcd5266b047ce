package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.session.Limits;
import dev.tickwire.server.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/** Connections over sockets of this machine, without a thread: the test says when the selector reports one. */
final class ConnectionDriver implements AutoCloseable {
    static final int MESSAGE_BYTES = 4096;
    private static final Limits LIMITS = new Limits(MESSAGE_BYTES, 100, 5_000);
    private static final int PATIENCE_MILLIS = 20_000;

    final Counters counters = new Counters();
    final Connections connections = new Connections();
    private final LocalRooms rooms = new LocalRooms(
            List.of(new RoomTypes().build()),
            new LocalRooms.Limits(10, 10_000),
            counters,
            Runnable::run,
            RoomMemory.ENDLESS,
            TestSaves.NONE,
            room -> true,
            Journals.NONE);

    ConnectionDriver() {
        rooms.open();
    }

    Client connect() {
        return connect((outlet, nowNanos) -> new Session(outlet, Doors.to(rooms, counters), LIMITS, nowNanos));
    }

    Client connect(Sessions sessions) {
        try {
            return new Client(sessions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A session that says what it has to say to another outlet than its connection. */
    Session newSession(Outlet outlet, long nowNanos) {
        return new Session(outlet, Doors.to(rooms, counters), LIMITS, nowNanos);
    }

    long count(Counter counter) {
        return counters.get(counter);
    }

    @Override
    public void close() {
        try {
            connections.stop();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A socket between a client and a server. */
    static final class Socket implements AutoCloseable {
        final RawClient client;
        final ThriftyEndPoint server;
        private final SocketChannel channel;
        private final Selector selector;

        Socket() throws IOException {
            try (ServerSocketChannel listening = ServerSocketChannel.open()) {
                listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                client = new RawClient(listening.socket().getLocalPort());
                channel = listening.accept();
            }
            channel.configureBlocking(false);
            selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            server = new ThriftyEndPoint(channel, null, null, new ScheduledExecutorScheduler()) {
                @Override
                public void onClose(Throwable failure) {
                    super.onClose(failure);
                    // With a selector, that does it.
                    if (getConnection() != null) {
                        getConnection().onClose(failure);
                    }
                }
            };
        }

        /** Waits until the server can read. */
        void awaitInput() {
            try {
                assertThat(selector.select(PATIENCE_MILLIS)).isEqualTo(1);
                selector.selectedKeys().clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                client.close();
                channel.close();
                selector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A WebSocket. */
    final class Client implements AutoCloseable {
        final RawClient raw;
        final ThriftyEndPoint socket;
        final Connection connection;
        private final Socket pair = new Socket();
        private final WebSocketConnection jetty;

        Client(Sessions sessions) throws IOException {
            raw = pair.client;
            socket = pair.server;
            connection = new Connection(
                    sessions,
                    TestAddresses.counted(counters, 1_000),
                    TestAddresses.at("127.0.0.1"),
                    connections,
                    MESSAGE_BYTES,
                    counters,
                    null);
            WebSocketComponents components = new WebSocketComponents();
            ExtensionStack extensions = new ExtensionStack(components, Behavior.SERVER);
            extensions.negotiate(List.of(), List.of());
            Negotiated negotiated = new Negotiated(URI.create("/ws"), null, false, extensions, "13");
            WebSocketCoreSession core = new WebSocketCoreSession(connection, Behavior.SERVER, negotiated, components);
            core.setMaxFrameSize(16 * 1024);
            jetty = new WebSocketConnection(
                    socket, Runnable::run, new ScheduledExecutorScheduler(), new ByteBufferPool.NonPooling(), core);
            core.setWebSocketConnection(jetty);
            socket.setConnection(jetty);
            jetty.onOpen();
        }

        /** Lets the server read for one turn of the selector, once there is something. */
        void turn() {
            pair.awaitInput();
            if (socket.isFillInterested()) {
                socket.getFillInterest().fillable();
            }
        }

        /** Frames that the server has looked at. */
        long framesParsed() {
            return jetty.getMessagesIn();
        }

        @Override
        public void close() {
            socket.close();
            pair.close();
        }
    }
}

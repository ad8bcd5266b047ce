package dev.tickwire.server.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a proxy begins with: the request comes after it, from an address, or the connection is closed. */
class ProxyHeaderFuzzTest {
    private static final String V2 = "0d0a0d0a000d0a515549540a";

    private static final int OUTPUT_BYTES = 64;

    private final LocalConnector connector = new LocalConnector(new Server());
    private final ProxiedConnections proxied = new ProxiedConnections(new Next());
    private @Nullable EndPoint reached;

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of(
                                "PROXY TCP4 198.51.100.7 127.0.0.1 4711 8080\r\nGET / HTTP/1.1\r\n",
                                "PROXY TCP6 2001:db8::9 ::1 4711 8080\r\n",
                                "PROXY UNKNOWN\r\nGET",
                                "PROXY TCP4 a.example 1.1.1.1 99999 -1\r\n",
                                "PROXY ",
                                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                                "\r\n\r\n")
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1)),
                Stream.of(
                                V2 + "2111000cc63364077f00000112671f90474554",
                                V2 + "20000000474554",
                                V2 + "21210024" + "20010db8".repeat(9),
                                V2 + "2131ffff00",
                                V2 + "2111000fc63364077f00000112671f90040000474554")
                        .map(HexFormat.of()::parseHex));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldGoOnOrClose(byte[] bytes) {
        reached = null;
        ByteArrayEndPoint peer = new ByteArrayEndPoint(bytes, OUTPUT_BYTES) {
            @Override
            protected void execute(Runnable task) {
                task.run();
            }
        };
        Connection connection = proxied.newConnection(connector, peer);
        peer.setConnection(connection);
        connection.onOpen();
        if (reached != null
                && reached.getRemoteSocketAddress() instanceof InetSocketAddress from
                && from.isUnresolved()) {
            throw new AssertionError("from " + from);
        }
    }

    /** What comes after it. */
    private final class Next extends AbstractConnectionFactory {
        Next() {
            super("next");
        }

        @Override
        public Connection newConnection(Connector by, EndPoint endPoint) {
            reached = endPoint;
            return new AbstractConnection(endPoint, Runnable::run) {
                @Override
                public void onFillable() {}
            };
        }
    }
}

package dev.tickwire.server.transport;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ProxyConnectionFactory;

/** Connections of trusted proxies, which may begin with whom they were asked by, in the PROXY protocol. */
final class ProxiedConnections extends ProxyConnectionFactory {
    private final ConnectionFactory next;

    /** {@code next} reads what comes after that, or if nothing of that kind comes. */
    ProxiedConnections(ConnectionFactory next) {
        super(next.getProtocol());
        this.next = next;
    }

    @Override
    protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer buffer) {
        upgradeToConnectionFactory(next, connector, endPoint);
    }
}

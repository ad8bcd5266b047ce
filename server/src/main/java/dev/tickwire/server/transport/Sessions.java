package dev.tickwire.server.transport;

import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.session.Session;

/** Makes the session of each connection. */
public interface Sessions {
    /**
     * A session for a connection that is open now.
     *
     * @param address stands for the network that the client is in: see {@link NetworkAddress}
     */
    Session open(Outlet outlet, String address, long nowNanos);
}

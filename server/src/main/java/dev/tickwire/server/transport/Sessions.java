package dev.tickwire.server.transport;

import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.session.Session;

/** Makes the session of each connection. */
public interface Sessions {
    /** A session for a connection that is open now. */
    Session open(Outlet outlet, long nowNanos);
}

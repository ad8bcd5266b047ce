package dev.tickwire.server.api;

import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Addresses;
import dev.tickwire.server.address.Networks;
import dev.tickwire.server.http.ClientAddress;
import dev.tickwire.server.metrics.Counters;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Finds out who asks. Any thread may use it.
 *
 * @param proxies that are trusted to say whom they were asked by
 * @param clock that limits go by
 */
public record Callers(Addresses addresses, Networks proxies, Counters counters, LongSupplier clock) {
    /** Who sent a request; to be {@linkplain #release released} when it is answered. */
    Caller of(Request request) {
        Address address = addresses.hold(ClientAddress.of(
                request.getConnectionMetaData().getRemoteSocketAddress(), request.getHeaders(), proxies));
        return new Caller(address, request.getHeaders().get(HttpHeader.AUTHORIZATION), clock, counters);
    }

    void release(Caller caller) {
        addresses.release(caller.address());
    }
}

package dev.tickwire.server.transport;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Addresses;
import dev.tickwire.server.address.Cost;
import dev.tickwire.server.http.ClientAddress;
import dev.tickwire.server.http.Origins;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;

/** Decides which requests become WebSockets. */
final class Upgrades extends WebSocketNegotiator.AbstractNegotiator {
    private static final int FRAGMENT_BYTES = 16 * 1024;
    private static final int INPUT_BUFFER_BYTES = 4 * 1024;

    private final Transport.Settings settings;
    private final Origins origins;
    private final Connections connections;
    private final Addresses addresses;
    private final Counters counters;
    private final Sessions sessions;
    private final @Nullable WriteQueue writes;

    /** Why a request is refused. */
    private record Refusal(Counter counter, int status, String sentence) {}

    Upgrades(
            Transport.Settings settings,
            Origins origins,
            Connections connections,
            Addresses addresses,
            Counters counters,
            Sessions sessions,
            @Nullable WriteQueue writes) {
        this.settings = settings;
        this.origins = origins;
        this.connections = connections;
        this.addresses = addresses;
        this.counters = counters;
        this.sessions = sessions;
        this.writes = writes;
        setMaxFrameSize(FRAGMENT_BYTES);
        setAutoFragment(true);
        setInputBufferSize(INPUT_BUFFER_BYTES);
        setIdleTimeout(Duration.ZERO);
    }

    @Override
    public @Nullable FrameHandler negotiate(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        HttpFields headers = request.getHeaders();
        InetAddress client = ClientAddress.of(
                request.getConnectionMetaData().getRemoteSocketAddress(),
                headers,
                settings.doors().trustedProxies());
        Refusal refusal = refusal(headers, client);
        if (refusal != null) {
            counters.increment(refusal.counter);
            Response.writeError(request, response, callback, refusal.status, refusal.sentence);
            return null;
        }
        response.setExtensions(List.of());
        return new Connection(sessions, addresses, client, connections, settings.maxMessageBytes(), counters, writes);
    }

    /** Null: it is not refused. */
    private @Nullable Refusal refusal(HttpFields headers, @Nullable InetAddress client) {
        Address address = addresses.hold(client);
        try {
            Refusal byAddress = refusal(address, System.nanoTime());
            return byAddress == null ? refusal(headers) : byAddress;
        } finally {
            addresses.release(address);
        }
    }

    private static @Nullable Refusal refusal(Address address, long nowNanos) {
        if (address.isBanned(nowNanos)) {
            return new Refusal(
                    Counter.BANNED_REFUSED,
                    HttpStatus.FORBIDDEN_403,
                    "Your network has passed the limits of this server again and again: try again later.");
        }
        if (!address.take(Cost.HANDSHAKE, nowNanos)) {
            return new Refusal(
                    Counter.HANDSHAKES_TOO_MANY,
                    HttpStatus.TOO_MANY_REQUESTS_429,
                    "Too many connections were opened from your network: wait a minute.");
        }
        return address.mayConnect()
                ? null
                : new Refusal(
                        Counter.CONNECTIONS_TOO_MANY,
                        HttpStatus.TOO_MANY_REQUESTS_429,
                        "As many connections are open from your network as there may be.");
    }

    private @Nullable Refusal refusal(HttpFields headers) {
        if (!origins.accepts(headers.get(HttpHeader.ORIGIN), headers.get(HttpHeader.HOST))) {
            return new Refusal(
                    Counter.ORIGINS_REFUSED,
                    HttpStatus.FORBIDDEN_403,
                    "Pages from this origin may not connect: add it to http.allowedOrigins in the config.");
        }
        String problem = Handshake.problemOf(headers);
        if (problem != null) {
            return new Refusal(Counter.HANDSHAKES_REFUSED, HttpStatus.BAD_REQUEST_400, problem);
        }
        boolean isStopping = connections.isStopping();
        if (isStopping || connections.count() >= settings.maxConnections()) {
            return new Refusal(
                    Counter.CONNECTIONS_REFUSED,
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    isStopping ? DisconnectReason.SERVER_STOPPING.sentence() : "The server is full.");
        }
        return null;
    }
}

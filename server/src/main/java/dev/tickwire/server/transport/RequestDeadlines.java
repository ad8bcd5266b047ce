package dev.tickwire.server.transport;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends HTTP connections that take too long to send a request, even where they send a byte now and then. It listens to
 * the HTTP connections of a connector only: a connection that becomes a WebSocket leaves it, and then follows
 * {@link Connections}.
 */
final class RequestDeadlines implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadlines.class);
    private static final int LOOKS_PER_LIMIT = 10;

    private final Scheduler scheduler;
    private final long limitNanos;
    private final Counters counters;
    private final Map<Connection, RequestClock> clocks = new ConcurrentHashMap<>();

    /** A request must be complete within the limit, to within a tenth of it. */
    RequestDeadlines(Scheduler scheduler, Duration limit, Counters counters) {
        this.scheduler = scheduler;
        this.limitNanos = limit.toNanos();
        this.counters = counters;
    }

    /** Begins to look; the scheduler must have been started, and ends it by being stopped. */
    void start() {
        scheduler.schedule(this::look, limitNanos / LOOKS_PER_LIMIT, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        clocks.put(connection, new RequestClock(limitNanos, System.nanoTime()));
    }

    @Override
    public void onClosed(Connection connection) {
        clocks.remove(connection);
    }

    private void look() {
        try {
            long nowNanos = System.nanoTime();
            clocks.forEach((connection, clock) -> check(connection, clock, nowNanos));
        } finally {
            start();
        }
    }

    private void check(Connection connection, RequestClock clock, long nowNanos) {
        try {
            if (clock.isOverdue(connection.getBytesIn(), connection.getMessagesIn(), nowNanos)) {
                counters.increment(Counter.REQUESTS_TOO_SLOW);
                clocks.remove(connection);
                connection.getEndPoint().close();
            }
        } catch (RuntimeException bug) {
            LOG.error("a connection's deadline could not be checked", bug);
        }
    }
}

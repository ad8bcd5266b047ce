package dev.tickwire.server.transport;

import dev.tickwire.proto.DisconnectReason;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All open connections, and the thread that looks at their deadlines once a second. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final long DRAIN_MILLIS = 2_000;
    private static final long DRAIN_STEP_MILLIS = 10;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Timer clock = new Timer("deadlines", true);

    void start() {
        TimerTask check = new TimerTask() {
            @Override
            public void run() {
                checkTime();
            }
        };
        clock.schedule(check, PERIOD_MILLIS, PERIOD_MILLIS);
    }

    /** Tells those who have not been told that the server stops, waits a little for the closes, and stops looking. */
    void stop() throws InterruptedException {
        long waited = 0;
        while (!open.isEmpty() && waited < DRAIN_MILLIS) {
            open.forEach(connection -> connection.close(DisconnectReason.SERVER_STOPPING));
            Thread.sleep(DRAIN_STEP_MILLIS);
            waited += DRAIN_STEP_MILLIS;
        }
        clock.cancel();
    }

    void add(Connection connection) {
        open.add(connection);
    }

    void remove(Connection connection) {
        open.remove(connection);
    }

    int count() {
        return open.size();
    }

    private void checkTime() {
        long nowNanos = System.nanoTime();
        for (Connection connection : open) {
            try {
                connection.checkTime(nowNanos);
            } catch (RuntimeException bug) {
                LOG.error("a connection's deadlines could not be checked", bug);
            }
        }
    }
}

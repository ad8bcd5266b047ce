package dev.tickwire.server.transport;

import dev.tickwire.proto.DisconnectReason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** All open connections, and the thread that looks at their deadlines. */
final class Connections {
    private static final long PERIOD_MILLIS = 1_000;
    /** Longer than a connection waits for the answer to its close. */
    private static final long STOP_NANOS = 5_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** After a pause as long as this the process stood still: nobody was heard, and that was not their fault. */
    private static final long STANDSTILL_NANOS = 3 * PERIOD_MILLIS * NANOS_PER_MILLI;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Wheel<Connection> wheel = new Wheel<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, Connections::newThread);
    private volatile boolean isStopping;
    private long checkedNanos;
    private boolean hasChecked;

    void start() {
        Future<?> unused =
                clock.scheduleWithFixedDelay(this::checkTime, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Refuses new connections from now on, with the reason that the server stops. */
    void refuse() {
        isStopping = true;
    }

    /** Closes all connections with the reason that the server stops, and waits until they have ended: 5 s at most. */
    void stop() throws InterruptedException {
        refuse();
        open.forEach(connection -> connection.close(DisconnectReason.SERVER_STOPPING));
        awaitNone(System.nanoTime() + STOP_NANOS);
        clock.shutdownNow();
    }

    /** Whether nobody should be let in any more. */
    boolean isStopping() {
        return isStopping;
    }

    void add(Connection connection) {
        open.add(connection);
        wheel.add(connection);
        if (isStopping) {
            connection.close(DisconnectReason.SERVER_STOPPING);
        }
    }

    void remove(Connection connection) {
        open.remove(connection);
        if (isStopping) {
            synchronized (open) {
                open.notifyAll();
            }
        }
    }

    int count() {
        return open.size();
    }

    /** Looks at the deadlines of a connection within a second, and then as often as they need it. Any thread. */
    void lookSoon(Connection connection) {
        wheel.add(connection);
    }

    /** Runs a task after a while, on the thread of the deadlines; at once if that has stopped. */
    void runLater(Runnable task, long delayMillis) {
        try {
            Future<?> unused = clock.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            task.run();
        }
    }

    /**
     * A second is over: looks at the deadlines that may have come; a connection that cannot be looked at is cut off.
     * Where the process stood still, all begin anew: what clients said meanwhile is still to be read.
     */
    void checkTime(long nowNanos) {
        boolean stoodStill = hasChecked && nowNanos - checkedNanos >= STANDSTILL_NANOS;
        hasChecked = true;
        checkedNanos = nowNanos;
        if (stoodStill) {
            open.forEach(connection -> connection.hear(nowNanos));
        } else {
            wheel.turn(connection -> look(connection, nowNanos));
        }
    }

    private int look(Connection connection, long nowNanos) {
        try {
            return open.contains(connection) ? connection.checkTime(nowNanos) : 0;
        } catch (Throwable bug) {
            connection.fail(bug);
            return 1;
        }
    }

    private void checkTime() {
        try {
            checkTime(System.nanoTime());
        } catch (Throwable worse) {
            // There is not even memory for the log. A task that throws is never run again: this one must not.
        }
    }

    private void awaitNone(long deadlineNanos) throws InterruptedException {
        synchronized (open) {
            long leftNanos = deadlineNanos - System.nanoTime();
            while (!open.isEmpty() && leftNanos > 0) {
                open.wait(leftNanos / NANOS_PER_MILLI + 1);
                leftNanos = deadlineNanos - System.nanoTime();
            }
        }
    }

    private static Thread newThread(Runnable job) {
        Thread thread = new Thread(job, "deadlines");
        thread.setDaemon(true);
        return thread;
    }
}

package dev.tickwire.server;

import dev.tickwire.server.log.Failures;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The thread that looks after loops and rooms, again and again. */
final class Checks implements AutoCloseable {
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> Threads.daemon(work, "watch"));
    private final Counters counters;

    Checks(Counters counters) {
        this.counters = counters;
    }

    void every(long millis, Runnable check) {
        var unused = thread.scheduleWithFixedDelay(() -> tryTo(check), millis, millis, TimeUnit.MILLISECONDS);
    }

    ScheduledExecutorService thread() {
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** An exception would end all checks that come after. */
    private void tryTo(Runnable check) {
        try {
            check.run();
        } catch (Throwable bug) {
            counters.increment(Counter.LOOP_ERRORS);
            Failures.log("a check of loops and rooms failed, and goes on: a bug in the server", bug);
        }
    }
}

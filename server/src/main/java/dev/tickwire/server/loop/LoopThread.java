package dev.tickwire.server.loop;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of a {@link Loop}: sleeps until the next deadline.
 *
 * <p>An error of the loop itself is counted and logged, and the thread goes on: only {@link #requestStop}, or that the
 * loop is abandoned, ends it.
 */
final class LoopThread {
    /** After an error: so that one that comes at each turn takes no whole processor. */
    private static final long ERROR_PAUSE_NANOS = 10_000_000;

    private final Loop loop;
    private final Counters counters;
    private final Thread thread;
    private volatile boolean stopping;
    /** Written by the thread only. */
    private final AtomicLong busyNanos = new AtomicLong();
    /** What the system calls it. */
    private volatile String id = "";

    LoopThread(String name, Loop loop, Counters counters) {
        this.loop = loop;
        this.counters = counters;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        loop.driveBy(this::wake);
    }

    void start() {
        thread.start();
    }

    Loop loop() {
        return loop;
    }

    /** What it does; any thread may ask. */
    LoopLoad load() {
        return new LoopLoad(thread.getName(), loop.roomCount(), busyNanos.get());
    }

    Thread thread() {
        return thread;
    }

    /** It does not come back from a game: it is to have only what the others leave of a processor. */
    void makeWay() {
        Niceness.lower(id);
    }

    /** Lets the loop look at what is new. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Ends all rooms, telling players that the server stops, and then the thread; does not wait for it. */
    void requestStop() {
        stopping = true;
        wake();
    }

    private void run() {
        id = Niceness.ownThread();
        while (!stopping && !loop.isAbandoned()) {
            try {
                turn();
            } catch (Throwable bug) {
                counters.increment(Counter.LOOP_ERRORS);
                counters.noteMemory(bug);
                Failures.log("an error in " + thread.getName() + ", which goes on: a bug in the server", bug);
                LockSupport.parkNanos(this, ERROR_PAUSE_NANOS);
            }
        }
        if (!loop.isAbandoned()) {
            loop.end(DisconnectReason.SERVER_STOPPING);
        }
    }

    private void turn() {
        long startNanos = System.nanoTime();
        long dueNanos = loop.doWork(startNanos);
        long workedNanos = System.nanoTime() - startNanos;
        busyNanos.lazySet(busyNanos.getPlain() + workedNanos);
        long waitNanos = dueNanos - workedNanos;
        if (waitNanos > 0 && !loop.isAbandoned()) {
            LockSupport.parkNanos(this, waitNanos);
        }
    }
}

package dev.tickwire.server.transport;

import java.util.concurrent.Executor;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The threads that read and write sockets. A task that one of them executes runs at once, on the same thread: no task
 * blocks, and handing a read over to another thread costs more than the read.
 */
final class IoThreads extends QueuedThreadPool implements Executor {
    private static final int SPARE_THREADS = 6;
    private static final int IDLE_MILLIS = 60_000;

    IoThreads(int selectors) {
        super(selectors + SPARE_THREADS, selectors + 1, IDLE_MILLIS);
        setReservedThreads(0);
        setName("io");
        setDaemon(true);
    }

    @Override
    public Thread newThread(Runnable job) {
        return new IoThread(job);
    }

    /** For a connector. */
    Executor inline() {
        return task -> {
            if (Thread.currentThread() instanceof IoThread) {
                task.run();
            } else {
                execute(task);
            }
        };
    }

    private static final class IoThread extends Thread {
        IoThread(Runnable job) {
            super(job, "io");
            setDaemon(true);
        }
    }
}

package dev.tickwire.client.transport;

import java.util.concurrent.Executor;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The threads that read sockets. A task that one of them executes runs on that thread at once: no task blocks, and
 * handing a read over to another thread costs more than the read.
 */
final class IoThreads extends QueuedThreadPool {
    private static final int SPARE_THREADS = 4;

    IoThreads(int selectors) {
        super(selectors + SPARE_THREADS, selectors + 1);
        setReservedThreads(0);
        setName("io");
        setDaemon(true);
    }

    @Override
    public Thread newThread(Runnable job) {
        Thread thread = new IoThread(job);
        thread.setDaemon(true);
        return thread;
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
        }
    }
}

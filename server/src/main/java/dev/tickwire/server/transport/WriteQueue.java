package dev.tickwire.server.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * Connections with a frame to be written, for servers whose loops leave the system calls to other threads. The first
 * that comes starts a task, which goes on until there are none; any thread may offer.
 */
final class WriteQueue implements Runnable {
    private static final int CAPACITY = 16 * 1024;

    private final Executor executor;
    private final MpscVarHandleArrayQueue<FrameSender> senders = new MpscVarHandleArrayQueue<>(CAPACITY);
    private final AtomicBoolean running = new AtomicBoolean();

    /** Writes on the threads of an executor, on one at a time. */
    WriteQueue(Executor executor) {
        this.executor = executor;
    }

    /** False: there are too many already, and the caller had better write by itself. */
    boolean offer(FrameSender sender) {
        boolean offered = senders.offer(sender);
        if (!running.get() && running.compareAndSet(false, true)) {
            executor.execute(this);
        }
        return offered;
    }

    @Override
    public void run() {
        do {
            for (FrameSender sender = senders.poll(); sender != null; sender = senders.poll()) {
                sender.writeFilled();
            }
            running.set(false);
        } while (!senders.isEmpty() && running.compareAndSet(false, true));
    }
}

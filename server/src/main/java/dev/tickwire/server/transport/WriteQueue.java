package dev.tickwire.server.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * Connections with a frame to be written, for servers whose loops leave the system calls to other threads. The first
 * that comes starts a task, which goes on until there are none; any thread may offer.
 */
final class WriteQueue implements Runnable {
    private static final int CAPACITY = 16 * 1024;

    private enum State {
        IDLE,
        STARTING,
        WRITING
    }

    private final Executor executor;
    private final MpscVarHandleArrayQueue<FrameSender> senders = new MpscVarHandleArrayQueue<>(CAPACITY);
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    /** Writes on the threads of an executor, on one at a time. */
    WriteQueue(Executor executor) {
        this.executor = executor;
    }

    /** False: there are too many already, and the caller had better write by itself. */
    boolean offer(FrameSender sender) {
        boolean offered = senders.offer(sender);
        if (state.get() == State.IDLE && state.compareAndSet(State.IDLE, State.STARTING)) {
            start();
        }
        return offered;
    }

    /** Writes all that wait; for the executor. A call that comes too late or twice does nothing. */
    @Override
    public void run() {
        if (!state.compareAndSet(State.STARTING, State.WRITING)) {
            return;
        }
        do {
            for (FrameSender sender = senders.poll(); sender != null; sender = senders.poll()) {
                sender.writeFilled();
            }
            state.set(State.IDLE);
        } while (!senders.isEmpty() && state.compareAndSet(State.IDLE, State.WRITING));
    }

    private void start() {
        try {
            executor.execute(this);
        } catch (Throwable refusal) {
            // It is being stopped, or can start no thread: this thread writes.
            run();
        }
    }
}

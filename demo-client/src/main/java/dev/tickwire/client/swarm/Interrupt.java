package dev.tickwire.client.swarm;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, as a wish to end properly: the JVM waits until {@link #close}, for some seconds at most. */
final class Interrupt implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interrupt");
    private volatile boolean isStopped;

    private Interrupt() {}

    /** Listens from now on. */
    static Interrupt install() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /** Whether the run is to end. */
    boolean isStopped() {
        return isStopped;
    }

    @Override
    public void close() {
        done.countDown();
        if (!isStopped) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM has begun to shut down in this very moment; then the hook finds that all is done.
            }
        }
    }

    private void stop() {
        isStopped = true;
        try {
            boolean isDone = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!isDone) {
                System.err.println("The run did not end in time; there is no report.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.tickwire.client.transport;

/** Where connections live: they and what is to be done at a time share one thread. */
public interface Host {
    /** Starts to connect; the listener hears how that ends. From any thread. */
    void connect(Dial dial, ConnectionListener listener);

    /** Does something at a time, and again as it says. From any thread. */
    void add(Schedule.Task task, long firstNanos);

    /** Does something soon, once. From any thread. */
    default void execute(Runnable task) {
        add(
                (dueNanos, nowNanos) -> {
                    task.run();
                    return 0;
                },
                System.nanoTime());
    }
}

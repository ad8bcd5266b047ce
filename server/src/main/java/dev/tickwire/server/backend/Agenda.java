package dev.tickwire.server.backend;

/** Runs things one after the other on one thread: whatever runs there needs no locks. Any thread may use it. */
interface Agenda {
    /** Runs something soon. */
    default void run(Runnable work) {
        runIn(0, work);
    }

    /** Runs something later. */
    void runIn(long millis, Runnable work);
}

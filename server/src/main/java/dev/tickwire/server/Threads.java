package dev.tickwire.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the threads of a server that serve neither sockets nor rooms. */
final class Threads {
    private static final int TICKET_THREADS = 2;
    private static final int TICKETS_THAT_WAIT = 2_048;

    private Threads() {}

    /** One that does not keep the process. */
    static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A check takes no time to speak of: threads come when somebody has a ticket, and a second's worth may wait. */
    static ThreadPoolExecutor forTickets() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                TICKET_THREADS,
                TICKET_THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(TICKETS_THAT_WAIT),
                work -> daemon(work, "tickets"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Where a thread is, for a sentence. */
    static String where(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length == 0 ? "its end" : stack[0].toString();
    }
}

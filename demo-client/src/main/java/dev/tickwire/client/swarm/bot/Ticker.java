package dev.tickwire.client.swarm.bot;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives the bots their turns, all on one thread.
 *
 * <p>Deadlines are absolute, so a late turn does not shift the next; turns that were missed are left out. Turns are
 * taken in slots of {@value #SLOT_NANOS} ns, since waking up costs more than a turn.
 */
public final class Ticker implements Runnable, AutoCloseable {
    private static final long SLOT_NANOS = 1_000_000;
    private static final long IDLE_NANOS = 20_000_000;

    /** Something that takes turns. */
    public interface Task {
        /**
         * Takes a turn that was due at {@code dueNanos}; returns the nanoseconds to the next one, 0 or less: no more
         * turns.
         */
        long turn(long dueNanos, long nowNanos);
    }

    private final Queue<Turn> added = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Turn> turns = new PriorityQueue<>();
    private final Thread thread = new Thread(this, "ticker");
    private volatile boolean isClosed;

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Gives turns to a task, the first at that time. From any thread. */
    public void add(Task task, long firstNanos) {
        added.add(new Turn(task, firstNanos));
    }

    /** Takes the turns that are due, and returns when to come back; on one thread. */
    long doWork(long nowNanos) {
        for (Turn turn = added.poll(); turn != null; turn = added.poll()) {
            turns.add(turn);
        }
        for (Turn turn = turns.peek(); turn != null && turn.dueNanos - nowNanos <= 0; turn = turns.peek()) {
            turns.remove();
            long period = turn.task.turn(turn.dueNanos, nowNanos);
            if (period > 0) {
                turn.dueNanos += period * Math.max(1, (nowNanos - turn.dueNanos) / period);
                turns.add(turn);
            }
        }
        Turn next = turns.peek();
        long idle = nowNanos + IDLE_NANOS;
        return next == null || next.dueNanos - idle > 0 ? idle : next.dueNanos;
    }

    @Override
    public void run() {
        while (!isClosed) {
            long now = System.nanoTime();
            long wait = Math.max(SLOT_NANOS, doWork(now) - now);
            LockSupport.parkNanos(this, wait - (System.nanoTime() - now));
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private static final class Turn implements Comparable<Turn> {
        private final Task task;
        private long dueNanos;

        Turn(Task task, long dueNanos) {
            this.task = task;
            this.dueNanos = dueNanos;
        }

        @Override
        public int compareTo(Turn other) {
            return Long.signum(dueNanos - other.dueNanos);
        }
    }
}

package dev.tickwire.client.transport;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is to be done at which time, all on one thread.
 *
 * <p>Deadlines are absolute, so a late turn does not shift the next; turns that were missed are left out.
 */
public final class Schedule {
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

    /** Gives turns to a task, the first at that time. From any thread. */
    public void add(Task task, long firstNanos) {
        added.add(new Turn(task, firstNanos));
    }

    /** Takes the turns that are due, and returns when to come back; on one thread. */
    public long doWork(long nowNanos) {
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

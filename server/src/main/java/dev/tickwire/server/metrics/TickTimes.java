package dev.tickwire.server.metrics;

/** How long the newest tick of a room took. Of the room's loop. */
public final class TickTimes {
    private final long[] nanos = new long[Phase.all().length];
    private long lateNanos;

    /** A tick begins, so late. */
    void begin(long late) {
        lateNanos = late;
        for (Phase phase : Phase.all()) {
            set(phase, 0);
        }
    }

    void set(Phase phase, long took) {
        nanos[phase.index()] = took;
    }

    void add(Phase phase, long took) {
        nanos[phase.index()] += took;
    }

    /** From its deadline to its begin. */
    public long lateNanos() {
        return lateNanos;
    }

    /** What a phase took; 0: it has not come to it, or made no snapshot. */
    public long nanos(Phase phase) {
        return nanos[phase.index()];
    }

    /** From its begin to its end. */
    public long tookNanos() {
        long sum = 0;
        for (long one : nanos) {
            sum += one;
        }
        return sum;
    }

    /** The phase that took longest; of those that took as long, the first. */
    public Phase longest() {
        Phase longest = Phase.INPUTS;
        for (Phase phase : Phase.all()) {
            if (nanos(phase) > nanos(longest)) {
                longest = phase;
            }
        }
        return longest;
    }
}

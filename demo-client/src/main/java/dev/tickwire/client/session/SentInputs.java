package dev.tickwire.client.session;

import java.util.function.LongConsumer;

/** When inputs were due to be sent, to measure how long it takes until a snapshot shows them. One thread at a time. */
final class SentInputs {
    private static final int SIZE = 256;

    private final int[] ticks = new int[SIZE];
    private final long[] nanos = new long[SIZE];
    private int ackedTick;

    /** An input for that tick, later than those before, goes out, which was due at that time. */
    void sent(int tick, long dueNanos) {
        int place = tick & (SIZE - 1);
        ticks[place] = tick;
        nanos[place] = dueNanos;
    }

    /**
     * A snapshot includes inputs up to that tick; gives the nanoseconds since it was due for each that it is the first
     * to include.
     */
    void acked(int tick, long nowNanos, LongConsumer latencies) {
        for (int acked = Math.max(ackedTick, tick - SIZE) + 1; acked <= tick; acked++) {
            int place = acked & (SIZE - 1);
            if (ticks[place] == acked) {
                latencies.accept(nowNanos - nanos[place]);
            }
        }
        ackedTick = Math.max(ackedTick, tick);
    }

    /**
     * Gives the nanoseconds since it was due for each of the last {@value #SIZE} inputs that no snapshot includes yet,
     * if they are more than {@code leastNanos}.
     */
    void waiting(long nowNanos, long leastNanos, LongConsumer ages) {
        for (int place = 0; place < SIZE; place++) {
            if (ticks[place] > ackedTick && nowNanos - nanos[place] > leastNanos) {
                ages.accept(nowNanos - nanos[place]);
            }
        }
    }
}

package dev.tickwire.server.metrics;

/**
 * What one thread counts between two {@link #flush}es: it spares the shared counts, which cost a memory barrier each,
 * what happens for each player and tick. Not thread-safe.
 */
@SuppressWarnings(
        "EnumOrdinal") // an array by ordinal is the quickest map there is, and lives no longer than the process
public final class CounterBatch {
    private static final Counter[] ALL = Counter.values();

    private final Counters counters;
    private final long[] amounts = new long[ALL.length];

    /** A batch for these counters. */
    public CounterBatch(Counters counters) {
        this.counters = counters;
    }

    public void increment(Counter counter) {
        amounts[counter.ordinal()]++;
    }

    public void add(Counter counter, long amount) {
        amounts[counter.ordinal()] += amount;
    }

    /** Adds what was counted since the last call to the shared counts. */
    public void flush() {
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] != 0) {
                counters.add(ALL[i], amounts[i]);
                amounts[i] = 0;
            }
        }
    }
}

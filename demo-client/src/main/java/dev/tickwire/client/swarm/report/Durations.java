package dev.tickwire.client.swarm.report;

import org.HdrHistogram.Histogram;

/** Durations from a microsecond to a minute, longer ones counted as a minute. Not thread-safe. */
final class Durations {
    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);

    void add(long nanos) {
        add(nanos, 1);
    }

    /** Counts a duration that many times. */
    void add(long nanos, long count) {
        micros.recordValueWithCount(Math.max(0, Math.min(LONGEST_MICROS, nanos / 1000)), count);
    }

    long count() {
        return micros.getTotalCount();
    }

    Percentiles percentiles() {
        return Percentiles.ofMicros(micros);
    }
}

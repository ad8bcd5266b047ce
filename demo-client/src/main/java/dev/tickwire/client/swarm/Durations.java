package dev.tickwire.client.swarm;

import org.HdrHistogram.Histogram;

/** Durations from a microsecond to a minute, longer ones counted as a minute. Not thread-safe. */
final class Durations {
    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);

    void add(long nanos) {
        micros.recordValue(Math.max(0, Math.min(LONGEST_MICROS, nanos / 1000)));
    }

    long count() {
        return micros.getTotalCount();
    }

    Percentiles percentiles() {
        return Percentiles.ofMicros(micros);
    }
}

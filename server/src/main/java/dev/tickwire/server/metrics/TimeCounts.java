package dev.tickwire.server.metrics;

/**
 * How often something took how long, put together from several histograms: of rooms, and of rooms that were. Times are
 * in microseconds to within 6 %; those over 10 s count as that. Not thread-safe.
 */
public final class TimeCounts {
    private final long[] counts = new long[TimeHistogram.PLACES];

    /** Adds what was counted elsewhere. */
    public void add(TimeCounts others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
    }

    void add(TimeHistogram times) {
        times.addTo(counts);
    }

    /** Of all that was counted. */
    public double sumMicros() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += (double) counts[i] * TimeHistogram.least(i);
        }
        return sum;
    }

    /**
     * How many took how long.
     *
     * @param boundsMicros in rising order, the last is infinite
     * @return for each bound, how many took at most as long, and longer than the bound before
     */
    public long[] within(double... boundsMicros) {
        long[] within = new long[boundsMicros.length];
        int bound = 0;
        for (int i = 0; i < counts.length; i++) {
            while (TimeHistogram.least(i) > boundsMicros[bound]) {
                bound++;
            }
            within[bound] += counts[i];
        }
        return within;
    }
}

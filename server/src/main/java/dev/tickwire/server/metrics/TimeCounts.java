package dev.tickwire.server.metrics;

/**
 * How often something took how long, put together from several histograms: of rooms, and of rooms that were. Times are
 * in microseconds to within 6 %; those over 10 s count as that. Not thread-safe.
 */
public final class TimeCounts {
    private final long[] counts = new long[TimeHistogram.PLACES];

    /** What was counted since an earlier moment of the same. */
    public TimeCounts since(TimeCounts before) {
        TimeCounts recent = new TimeCounts();
        for (int i = 0; i < counts.length; i++) {
            recent.counts[i] = counts[i] - before.counts[i];
        }
        return recent;
    }

    /** Adds what was counted elsewhere. */
    public void add(TimeCounts others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
    }

    void add(TimeHistogram times) {
        times.addTo(counts);
    }

    /** How many were counted. */
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /**
     * What so many of a hundred took at most, 6 % more at worst; 0: none was counted.
     *
     * @param percent more than 0, and at most 100
     */
    public long percentileMicros(double percent) {
        long rank = (long) Math.ceil(total() * percent / 100);
        int place = -1;
        for (long seen = 0; seen < rank; seen += counts[place]) {
            place++;
        }
        return place < 0 ? 0 : TimeHistogram.least(place + 1) - 1L;
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

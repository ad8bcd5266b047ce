package dev.tickwire.server.metrics;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often something took how long, in microseconds to within 6 %. One thread records, or many by
 * {@link #recordShared}, without locks or garbage; any thread may read. It takes 1.3 KB.
 *
 * <p>Up to 31 there is a count for each number, and from there on 16 from each power of two to the next: those of an
 * HdrHistogram with one digit, which would take three times the space, and costs its writer atomic additions. A count
 * cannot overflow: a room has less than 2^31 ticks.
 */
final class TimeHistogram {
    /** Longer times count as this. */
    static final long MOST_MICROS = 10_000_000;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final int PARTS = 16;
    private static final int PART_BITS = 4;
    private static final int LINEAR = 2 * PARTS;

    /** Places of counts. */
    static final int PLACES = index((int) MOST_MICROS) + 1;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(PLACES);

    /** Something took this long; less than nothing counts as nothing. */
    void record(long nanos) {
        int index = indexOfNanos(nanos);
        counts.lazySet(index, counts.getPlain(index) + 1);
    }

    /** Like {@link #record}, of any thread. */
    void recordShared(long nanos) {
        counts.getAndIncrement(indexOfNanos(nanos));
    }

    /** Adds all counts, by place: {@link #least} says what is counted there. */
    void addTo(long[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += counts.get(i);
        }
    }

    private static int indexOfNanos(long nanos) {
        return index((int) Math.min(MOST_MICROS, Math.max(0, nanos) / NANOS_PER_MICRO));
    }

    private static int index(int micros) {
        if (micros < LINEAR) {
            return micros;
        }
        int shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(micros) - PART_BITS;
        return PARTS * (shift + 1) + (micros >>> shift) - PARTS;
    }

    /** The least time that is counted there. */
    static int least(int index) {
        if (index < LINEAR) {
            return index;
        }
        int shift = index / PARTS - 1;
        return (PARTS + index % PARTS) << shift;
    }
}

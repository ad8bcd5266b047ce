package dev.tickwire.client.swarm.report;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Durations from a microsecond to a minute, longer ones counted as a minute. Not thread-safe. */
final class Durations {
    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);

    void add(long nanos) {
        micros.recordValue(micros(nanos));
    }

    /**
     * Counts what should take {@code dueNanos}, and, if it took longer than that, what was due meanwhile as well: each
     * as long as it would have waited. Otherwise the longer something stands still the less it would count.
     */
    void addDue(long nanos, long dueNanos) {
        micros.recordValueWithExpectedInterval(micros(nanos), Math.max(0, dueNanos / 1000));
    }

    void add(Durations others) {
        if (others.count() > 0) {
            micros.add(others.micros);
        }
    }

    void clear() {
        if (count() > 0) {
            micros.reset();
        }
    }

    long count() {
        return micros.getTotalCount();
    }

    Percentiles percentiles() {
        return Percentiles.ofMicros(micros);
    }

    /** All of them, compressed, as text: HdrHistogram's own format in Base64. */
    String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        int length = micros.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    /** Adds what was {@link #encoded}; what was not is an IllegalArgumentException. */
    void addEncoded(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            micros.add(Histogram.decodeFromCompressedByteBuffer(bytes, LONGEST_MICROS));
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("it is no histogram of a swarm's report", e);
        }
    }

    private static long micros(long nanos) {
        return Math.max(0, Math.min(LONGEST_MICROS, nanos / 1000));
    }
}

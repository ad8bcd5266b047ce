package dev.tickwire.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TimeHistogramTest {
    private static final long MICRO = 1_000;

    private final TimeHistogram times = new TimeHistogram();

    @Test
    void shouldCountTheSameAsAnHdrHistogramOfOneDigit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Histogram expected = new Histogram(TimeHistogram.MOST_MICROS, 1);
        for (int i = 0; i < 20_000; i++) {
            long micros = (long) Math.pow(TimeHistogram.MOST_MICROS, random.nextDouble());
            times.record(micros * MICRO + random.nextInt(1_000));
            expected.recordValue(micros);
        }
        for (long micros = 0; micros < 5_000; micros++) {
            times.record(micros * MICRO);
            expected.recordValue(micros);
        }

        TimeCounts actual = counts();
        assertThat(actual.total()).isEqualTo(25_000);
        for (double percentile = 0.1; percentile <= 100; percentile += 0.1) {
            assertThat(actual.percentileMicros(percentile))
                    .as("percentile %s, seed %d", percentile, seed)
                    .isEqualTo(expected.getValueAtPercentile(percentile));
        }
    }

    @Test
    void shouldTakeTimesThatAreTooShortOrTooLong() {
        times.record(-5);
        times.record(TimeHistogram.MOST_MICROS * MICRO);
        times.record(Long.MAX_VALUE);

        assertThat(counts().within(0, 9_000_000, Double.POSITIVE_INFINITY)).containsExactly(1, 0, 2);
    }

    private TimeCounts counts() {
        TimeCounts counts = new TimeCounts();
        counts.add(times);
        return counts;
    }
}

package dev.tickwire.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TimeCountsTest {
    private static final long MICRO = 1_000;
    private static final double[] BOUNDS = {10, 1_000, 100_000, Double.POSITIVE_INFINITY};

    private final TimeHistogram times = new TimeHistogram();
    private final TimeCounts counts = new TimeCounts();

    @Test
    void shouldCountNothingWhereNothingWas() {
        assertThat(counts.within(BOUNDS)).containsOnly(0);
        assertThat(counts.sumMicros()).isZero();
        assertThat(counts.total()).isZero();
        assertThat(counts.percentileMicros(50)).isZero();
        assertThat(counts.percentileMicros(100)).isZero();
    }

    @Test
    void shouldTellWhatSoManyOfAHundredTookAtMost() {
        for (int i = 1; i <= 10; i++) {
            times.record(i * MICRO);
        }
        counts.add(times);

        assertThat(counts.percentileMicros(0.1)).isEqualTo(1);
        assertThat(counts.percentileMicros(50)).isEqualTo(5);
        assertThat(counts.percentileMicros(51)).isEqualTo(6);
        assertThat(counts.percentileMicros(100)).isEqualTo(10);
    }

    @Test
    void shouldTellOnlyWhatCameSince() {
        times.record(3 * MICRO);
        counts.add(times);
        times.record(7 * MICRO);
        TimeCounts now = new TimeCounts();
        now.add(times);

        TimeCounts recent = now.since(counts);

        assertThat(recent.total()).isEqualTo(1);
        assertThat(recent.percentileMicros(1)).isEqualTo(7);
        assertThat(now.total()).isEqualTo(2);
    }

    @Test
    void shouldCountEachTimeOnceBelowItsBound() {
        times.record(10 * MICRO);
        times.record(11 * MICRO);
        times.record(500 * MICRO);
        times.recordShared(20_000 * MICRO);
        times.record(Long.MAX_VALUE);
        counts.add(times);

        assertThat(counts.within(BOUNDS)).containsExactly(1, 2, 1, 1);
        assertThat(counts.sumMicros()).isCloseTo(10 + 11 + 500 + 20_000 + 10_000_000, Percentage.withPercentage(6));
    }

    @Test
    void shouldAddThoseOfOthers() {
        times.record(5 * MICRO);
        counts.add(times);
        TimeCounts others = new TimeCounts();
        others.add(times);
        others.add(times);

        counts.add(others);

        assertThat(counts.within(BOUNDS)).containsExactly(3, 0, 0, 0);
    }
}

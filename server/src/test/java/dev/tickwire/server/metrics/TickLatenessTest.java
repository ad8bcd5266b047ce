package dev.tickwire.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TickLatenessTest {
    private static final long MICRO = 1_000L;
    private static final long SECOND = 1_000_000_000L;

    private long nowNanos = -7 * SECOND;
    private final TickLateness lateness = new TickLateness(() -> nowNanos);

    @Test
    void shouldHaveNothingAtFirst() {
        assertThat(sinceStart().getTotalCount()).isZero();
        assertThat(lastMinute().getTotalCount()).isZero();
    }

    @Test
    void shouldTellPercentilesOfEachTick() {
        for (int i = 1; i <= 1000; i++) {
            late(10L * i * MICRO);
        }

        assertThat(sinceStart().getTotalCount()).isEqualTo(1000);
        assertThat(sinceStart().getValueAtPercentile(50)).isCloseTo(5_000, within(50L));
        assertThat(sinceStart().getValueAtPercentile(99)).isCloseTo(9_900, within(99L));
        assertThat(sinceStart().getMaxValue()).isCloseTo(10_000, within(100L));
        assertThat(lastMinute()).isEqualTo(sinceStart());
    }

    @Test
    void shouldTakeTooEarlyForInTimeAndTheUnthinkableForAMinute() {
        late(-5 * MICRO);
        late(Long.MAX_VALUE / 2);

        assertThat(sinceStart().getMinValue()).isZero();
        assertThat(sinceStart().getMaxValue()).isCloseTo(60_000_000, within(600_000L));
    }

    @Test
    void shouldLeaveTheWarmUpOutOfTheLastMinute() {
        late(90_000 * MICRO);
        for (int second = 0; second < 60; second++) {
            nowNanos += SECOND;
            late(100 * MICRO);
        }

        assertThat(sinceStart().getTotalCount()).isEqualTo(61);
        assertThat(sinceStart().getMaxValue()).isGreaterThan(80_000);
        assertThat(lastMinute().getTotalCount()).isBetween(50L, 60L);
        assertThat(lastMinute().getMaxValue()).isLessThan(200);
    }

    @Test
    void shouldKeepTheLastMinuteGoingRoundForHours() {
        for (int second = 0; second < 2 * 3600; second++) {
            nowNanos += SECOND;
            late(MICRO);
            assertThat(lastMinute().getTotalCount()).isLessThanOrEqualTo(60);
        }

        assertThat(lastMinute().getTotalCount()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void shouldForgetTheLastMinuteWhenNothingRuns() {
        late(MICRO);
        nowNanos += 60 * SECOND;

        assertThat(lastMinute().getTotalCount()).isZero();
        assertThat(sinceStart().getTotalCount()).isEqualTo(1);
    }

    @Test
    void shouldSumTheLoops() {
        TickLateness other = new TickLateness(() -> nowNanos);
        late(10 * MICRO);
        other.onTick(nowNanos - 20 * MICRO);
        Histogram both = sinceStart();

        other.addSinceStart(both);

        assertThat(both.getTotalCount()).isEqualTo(2);
        assertThat(both.getMinValue()).isEqualTo(10);
        assertThat(both.getMaxValue()).isEqualTo(20);
    }

    private void late(long nanos) {
        lateness.onTick(nowNanos - nanos);
    }

    private Histogram sinceStart() {
        Histogram micros = TickLateness.newMicros();
        lateness.addSinceStart(micros);
        return micros;
    }

    private Histogram lastMinute() {
        Histogram micros = TickLateness.newMicros();
        lateness.addLastMinute(micros);
        return micros;
    }
}

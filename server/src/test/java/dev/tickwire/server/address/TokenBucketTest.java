package dev.tickwire.server.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = -5 * SECOND;

    private final TokenBucket bucket = new TokenBucket(10, 30, START);

    @Test
    void shouldHoldAsManyAsItsCapacityAtFirstAndAfterAnyPause() {
        assertThat(takeAll(START)).isEqualTo(30);
        assertThat(takeAll(START + 1_000_000 * SECOND)).isEqualTo(30);
    }

    @Test
    void shouldFillAtItsRate() {
        takeAll(START);

        assertThat(takeAll(START + SECOND / 20)).isZero();
        assertThat(takeAll(START + SECOND / 10)).isEqualTo(1);
        assertThat(takeAll(START + 2 * SECOND)).isEqualTo(19);
    }

    @Test
    void shouldLoseNothingToRoundingWhereItIsAskedOften() {
        takeAll(START);
        int taken = 0;

        for (long now = START; now <= START + 100 * SECOND; now += 1_000_003) {
            taken += bucket.take(now) ? 1 : 0;
        }

        assertThat(taken).isBetween(999, 1000);
    }

    @Test
    void shouldGiveNothingForATimeBeforeTheLastOne() {
        takeAll(START + SECOND);

        assertThat(takeAll(START)).isZero();
        assertThat(takeAll(START + 2 * SECOND)).isEqualTo(10);
    }

    @Test
    void shouldMissAsManyAsBeforeWithAnotherCapacity() {
        for (int i = 0; i < 5; i++) {
            bucket.take(START);
        }

        bucket.resize(100, 50, START);
        assertThat(takeAll(START)).isEqualTo(45);
        assertThat(takeAll(START + SECOND / 10)).isEqualTo(10);
        bucket.resize(1, 20, START + SECOND / 10);

        assertThat(takeAll(START + SECOND / 10)).isZero();
        assertThat(takeAll(START + 2 * SECOND)).isEqualTo(1);
    }

    private int takeAll(long nowNanos) {
        int taken = 0;
        while (bucket.take(nowNanos)) {
            taken++;
        }
        return taken;
    }
}

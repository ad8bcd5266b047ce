package dev.tickwire.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final long SECOND = 1_000_000_000L;

    private final Counters counters = new Counters();
    private final Attempts attempts = new Attempts(counters);

    @Test
    void shouldSlowDownAfterFiveFromOneAddress() {
        for (int i = 0; i < Attempts.MOST; i++) {
            assertThat(attempts.of("a").take(0)).isTrue();
        }
        assertThat(attempts.of("a").take(0)).isFalse();
        assertThat(attempts.of("a").take(9 * SECOND)).isFalse();
        assertThat(attempts.of("b").take(9 * SECOND)).as("another address").isTrue();
        assertThat(attempts.of("a").take(10 * SECOND)).isTrue();
        assertThat(attempts.of("a").take(10 * SECOND)).isFalse();
    }

    @Test
    void shouldNotCountWhatWasRight() {
        for (int i = 0; i < 100; i++) {
            assertThat(attempts.of("a").take(0)).isTrue();
            attempts.of("a").giveBack();
        }
        attempts.of("never tried").giveBack();
        attempts.of("a").giveBack();
        for (int i = 0; i < Attempts.MOST; i++) {
            assertThat(attempts.of("a").take(0)).isTrue();
        }
        assertThat(attempts.of("a").take(0))
                .as("no more than five can be saved up")
                .isFalse();
    }

    @Test
    void shouldForgetTheAddressThatTriedLongestAgo() {
        for (int i = 0; i < Attempts.MOST; i++) {
            attempts.of("old").take(0);
            attempts.of("busy").take(0);
        }
        for (int i = 0; i < Attempts.MOST_ADDRESSES - 2; i++) {
            attempts.of("address " + i).take(0);
        }
        assertThat(counters.get(Counter.ATTEMPTS_FORGOTTEN)).isZero();
        assertThat(attempts.of("busy").take(0)).isFalse();
        attempts.of("one more").take(0);
        assertThat(counters.get(Counter.ATTEMPTS_FORGOTTEN)).isEqualTo(1);
        assertThat(attempts.of("busy").take(0)).isFalse();
        assertThat(attempts.of("old").take(0)).isTrue();
    }
}

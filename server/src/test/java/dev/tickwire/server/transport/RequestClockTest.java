package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestClockTest {
    private static final long LIMIT = 100;
    private static final long START = -150;

    private final RequestClock clock = new RequestClock(LIMIT, START);

    @Test
    void shouldEndAConnectionWhoseRequestDripsIn() {
        long bytes = 0;
        for (long at = 0; at < LIMIT; at++) {
            assertThat(clock.isOverdue(++bytes, 0, START + at)).isFalse();
        }
        assertThat(clock.isOverdue(++bytes, 0, START + LIMIT)).isTrue();
    }

    @Test
    void shouldEndAConnectionThatAsksForNothing() {
        assertThat(clock.isOverdue(0, 0, START + LIMIT - 1)).isFalse();
        assertThat(clock.isOverdue(0, 0, START + LIMIT)).isTrue();
    }

    @Test
    void shouldLetAnAnswerTakeAsLongAsItTakes() {
        assertThat(clock.isOverdue(80, 1, START + 50)).isFalse();
        assertThat(clock.isOverdue(80, 1, START + 100 * LIMIT)).isFalse();
    }

    @Test
    void shouldGiveEachRequestOfAConnectionItsTime() {
        assertThat(clock.isOverdue(80, 1, START + 50)).isFalse();
        assertThat(clock.isOverdue(81, 1, START + 1_000)).isFalse();
        assertThat(clock.isOverdue(82, 1, START + 1_099)).isFalse();
        assertThat(clock.isOverdue(160, 2, START + 1_100)).isFalse();

        assertThat(clock.isOverdue(161, 2, START + 2_000)).isFalse();
        assertThat(clock.isOverdue(161, 2, START + 2_100)).isTrue();
    }

    @Test
    void shouldTakeABodyThatDripsInForARequestThatDoes() {
        assertThat(clock.isOverdue(80, 1, START + 10)).isFalse();
        assertThat(clock.isOverdue(81, 1, START + 20)).isFalse();
        assertThat(clock.isOverdue(82, 1, START + 20 + LIMIT)).isTrue();
    }
}

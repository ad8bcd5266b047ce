package dev.tickwire.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatLimitTest {
    private static final long START = -5;
    private static final long LATER = START + RepeatLimit.PERIOD_NANOS;

    private final RepeatLimit limit = new RepeatLimit();

    @Test
    void shouldLeaveOutLinesOfOneKindAndCountThem() {
        assertThat(admitted("broken", 1_000, START)).isEqualTo(RepeatLimit.LINES_PER_PERIOD);
        assertThat(admitted("other", 3, START)).as("another kind").isEqualTo(3);

        assertThat(limit.takeLeftOut(LATER - 1)).as("the period goes on").isEmpty();
        assertThat(limit.takeLeftOut(LATER))
                .containsExactlyEntriesOf(java.util.Map.of("broken", 1_000 - RepeatLimit.LINES_PER_PERIOD));
        assertThat(admitted("broken", 1_000, LATER)).isEqualTo(RepeatLimit.LINES_PER_PERIOD);
    }

    @Test
    void shouldLimitAndRememberKindsThatAreDifferentEachTimeAsOne() {
        int admitted = 0;
        for (int i = 0; i < 100_000; i++) {
            admitted += admitted("host " + i, 1, START);
        }

        assertThat(admitted).isEqualTo(RepeatLimit.MAX_KINDS + RepeatLimit.LINES_PER_PERIOD);
        assertThat(limit.takeLeftOut(LATER).values())
                .containsExactly(100_000 - RepeatLimit.MAX_KINDS - RepeatLimit.LINES_PER_PERIOD);
        assertThat(admitted("host 100000", 1, LATER)).isEqualTo(1);
    }

    private int admitted(String kind, int lines, long nowNanos) {
        int admitted = 0;
        for (int i = 0; i < lines; i++) {
            admitted += limit.admits(kind, nowNanos) ? 1 : 0;
        }
        return admitted;
    }
}

package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortageWatchTest {
    private static final long START = -700;

    private final ShortageWatch watch = new ShortageWatch();

    @Test
    void shouldLookAtNothingWhileMemoryWasNeverShort() {
        assertThat(watch.isDue(START, 0)).isFalse();
    }

    @Test
    void shouldLookOnceForAnyNumberOfShortagesWhenWhatAskedForMemoryIsGone() {
        assertThat(watch.isDue(START, 17)).isFalse();
        assertThat(watch.isDue(START + ShortageWatch.DELAY_NANOS, 17)).isTrue();
        assertThat(watch.isEnd(START + ShortageWatch.DELAY_NANOS, false)).isFalse();
        assertThat(watch.isDue(START + 2 * ShortageWatch.PAUSE_NANOS, 17)).isFalse();
    }

    @Test
    void shouldWaitForTheLastOfSeveral() {
        assertThat(watch.isDue(START, 1)).isFalse();
        assertThat(watch.isDue(START + ShortageWatch.DELAY_NANOS, 2)).isFalse();
        assertThat(watch.isDue(START + 2 * ShortageWatch.DELAY_NANOS, 2)).isTrue();
    }

    @Test
    void shouldPutOffTheNextLookWithoutForgettingIt() {
        long lookedNanos = look(false);

        assertThat(watch.isDue(lookedNanos + 1, 2)).isFalse();
        assertThat(watch.isDue(lookedNanos + ShortageWatch.PAUSE_NANOS - 1, 2)).isFalse();
        assertThat(watch.isDue(lookedNanos + ShortageWatch.PAUSE_NANOS, 2)).isTrue();
    }

    @Test
    void shouldLookTwiceBeforeItGivesUp() {
        long lookedNanos = look(true);
        long sureNanos = lookedNanos + ShortageWatch.SURE_NANOS;

        assertThat(watch.isDue(sureNanos - 1, 1)).isFalse();
        assertThat(watch.isDue(sureNanos, 9)).isTrue();
        assertThat(watch.isEnd(sureNanos, true)).isTrue();
    }

    @Test
    void shouldGoOnWhereTheHeapIsEmptiedMeanwhile() {
        long sureNanos = look(true) + ShortageWatch.SURE_NANOS;
        assertThat(watch.isDue(sureNanos, 1)).isTrue();
        assertThat(watch.isEnd(sureNanos, false)).isFalse();

        assertThat(watch.isDue(sureNanos + ShortageWatch.SURE_NANOS, 1)).isFalse();
    }

    /** The first look after a shortage; returns when that was. */
    private long look(boolean isFull) {
        assertThat(watch.isDue(START, 1)).isFalse();
        long lookedNanos = START + ShortageWatch.DELAY_NANOS;
        assertThat(watch.isDue(lookedNanos, 1)).isTrue();
        assertThat(watch.isEnd(lookedNanos, isFull)).isFalse();
        return lookedNanos;
    }
}

package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryWatchTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long START = -3 * SECOND_NANOS;

    private final MemoryWatch watch = new MemoryWatch();
    private long seconds;
    private long collectionMillis;

    @Test
    void shouldNoticeThatAllTimeGoesToCollectionsThatFreeNothing() {
        assertThat(secondsUntilExhausted(950, 0.99)).isEqualTo(10);
    }

    @Test
    void shouldBearAFullHeapWhereCollectionsTakeLittleTime() {
        assertThat(secondsUntilExhausted(300, 0.99)).isEqualTo(-1);
    }

    @Test
    void shouldBearManyCollectionsWhereTheyFreeMuch() {
        assertThat(secondsUntilExhausted(990, 0.5)).isEqualTo(-1);
    }

    @Test
    void shouldBearACollectionThatTakesLongOnce() {
        look(0, 0.9);
        assertThat(look(8_000, 0.9)).isFalse();
        assertThat(secondsUntilExhausted(10, 0.9)).isEqualTo(-1);
    }

    @Test
    void shouldBeginAnewOnceTheHeapWasEmptied() {
        for (int i = 0; i < 9; i++) {
            assertThat(look(950, 0.99)).isFalse();
        }
        assertThat(look(950, 0.4)).isFalse();

        assertThat(secondsUntilExhausted(950, 0.99)).isEqualTo(10);
    }

    @Test
    void shouldNoticeItWhereItIsSeldomGivenTimeToLook() {
        seconds = 100;
        assertThat(watch.isExhausted(START + seconds * SECOND_NANOS, 0, 0.99)).isFalse();
        assertThat(watch.isExhausted(START + (seconds + 7) * SECOND_NANOS, 6_900, 0.99))
                .isFalse();
        assertThat(watch.isExhausted(START + (seconds + 14) * SECOND_NANOS, 13_800, 0.99))
                .isTrue();
    }

    private int secondsUntilExhausted(int collectionMillisPerSecond, double fullness) {
        for (int i = 0; i < 100; i++) {
            if (look(collectionMillisPerSecond, fullness)) {
                return i;
            }
        }
        return -1;
    }

    private boolean look(int collected, double fullness) {
        collectionMillis += collected;
        return watch.isExhausted(START + seconds++ * SECOND_NANOS, collectionMillis, fullness);
    }
}

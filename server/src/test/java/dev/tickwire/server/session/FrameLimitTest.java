package dev.tickwire.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final FrameLimit limit = new FrameLimit(new Limits(4096, 300, 5000), 0);

    @Test
    void shouldLetAClientSendLittleBeforeItJoins() {
        assertThat(takeAll(0)).isEqualTo(64);
        assertThat(takeAll(SECOND)).isEqualTo(16);
    }

    /** Two frames per tick and ten more in a second, for ten seconds; or what the config allows, if that is more. */
    @ParameterizedTest
    @CsvSource({"1, 300, 300", "10, 300, 300", "20, 500, 300", "60, 1300, 300", "145, 3000, 300", "500, 10100, 1010"})
    void shouldFollowFromTheTickRateOfTheRoom(double tickRateHz, int atOnce, int perSecond) {
        limit.follow(tickRateHz, false, 0);

        assertThat(takeAll(0)).isEqualTo(atOnce);
        limit.follow(tickRateHz, false, SECOND);
        assertThat(takeAll(SECOND)).isEqualTo(perSecond);
    }

    @Test
    void shouldFollowARoomThatGoesOnAtAnotherRate() {
        limit.follow(20, false, 0);
        takeAll(0);

        limit.follow(500, false, 0);

        assertThat(takeAll(0)).isEqualTo(10_100 - 500);
        assertThat(takeAll(SECOND)).isEqualTo(1010);
    }

    @Test
    void shouldLetMessagesHave512BytesOnAverage() {
        limit.follow(20, true, 0);

        assertThat(limit.takeBytes(1500 * 512, 0)).isTrue();
        assertThat(limit.takeBytes(1, 0)).isFalse();
        assertThat(limit.takeBytes(300 * 512, SECOND)).isTrue();
        assertThat(limit.takeBytes(1, SECOND)).isFalse();
    }

    @Test
    void shouldLetOneMessageThroughHoweverLargeTheConfigLetsItBe() {
        FrameLimit large = new FrameLimit(new Limits(1 << 20, 300, 5000), 0);

        assertThat(large.takeBytes(1 << 20, 0)).isTrue();
        large.follow(20, false, 0);
        assertThat(large.takeBytes(1 << 20, 10 * SECOND)).isTrue();
    }

    private int takeAll(long nowNanos) {
        int taken = 0;
        while (limit.take(nowNanos)) {
            taken++;
        }
        return taken;
    }
}

package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SNAPSHOT_NANOS = 50_000_000L;
    private static final int LONGEST_INTERVAL = 10;
    private static final int TOLERANCE_TICKS = 5;

    private long nowNanos = 7;

    @Test
    void shouldSendEverySnapshotToWhoKeepsUp() {
        Pace pace = pace(0);

        assertThat(sentInSeconds(pace, 10, 0)).isEqualTo(200);
    }

    @Test
    void shouldSlowDownWhileAcksLagAndComeBackByItself() {
        Pace pace = pace(0);
        sentInSeconds(pace, 2, 0);

        int whileLagging = sentInSeconds(pace, 2, 18);
        assertThat(pace.interval()).isEqualTo(LONGEST_INTERVAL);
        assertThat(whileLagging).isBetween(4, 20);
        sentInSeconds(pace, 12, 0);

        assertThat(pace.interval()).isEqualTo(1);
        assertThat(sentInSeconds(pace, 1, 0)).isEqualTo(20);
    }

    @Test
    void shouldSendEverythingAgainAtOnceWhenAStallIsOver() {
        Pace pace = pace(0);
        sentInSeconds(pace, 2, 0);
        sentInSeconds(pace, 2, 38);

        assertThat(sentInSeconds(pace, 1, 1)).isEqualTo(20);
    }

    @Test
    void shouldComeBackLittleByLittleWhereAcksDo() {
        Pace pace = pace(0);
        sentInSeconds(pace, 2, 0);
        sentInSeconds(pace, 2, 38);
        sentInSeconds(pace, 1, 3);
        assertThat(pace.interval()).isBetween(8, 10);

        assertThat(sentInSeconds(pace, 1, 1)).isBetween(8, 14);
        assertThat(pace.interval()).isEqualTo(1);
    }

    @Test
    void shouldSendAtTheFloorHoweverLongItLasts() {
        Pace pace = pace(0);
        sentInSeconds(pace, 1, 0);
        sentInSeconds(pace, 3, 18);

        assertThat(sentInSeconds(pace, 5, 18)).isEqualTo(10);
    }

    @Test
    void shouldSlowDownWhileTheSocketIsBusy() {
        Pace pace = pace(0);

        for (int i = 0; i < 40; i++) {
            if (pace.isDue(0, nowNanos)) {
                pace.onBusy(nowNanos);
            }
            nowNanos += SNAPSHOT_NANOS;
        }

        assertThat(pace.interval()).isEqualTo(LONGEST_INTERVAL);
    }

    @Test
    void shouldNotDoubleTheIntervalAgainBeforeTheFirstSlowingCanShow() {
        Pace pace = pace(0);
        pace.isDue(0, nowNanos);

        pace.onBusy(nowNanos);
        pace.onBusy(nowNanos + 1);
        pace.onBusy(nowNanos + 2);

        assertThat(pace.interval()).isEqualTo(2);
    }

    @Test
    void shouldHoldBackWhatIsFarAndThenWhatIsNearWhenOverTheBudget() {
        Pace pace = pace(1_000);
        nowNanos += 1_000_000_000L;
        pace.isDue(0, nowNanos);

        pace.onSent(200);
        assertThat(pace.isOverBudget()).isTrue();
        assertThat(pace.isFarOverBudget()).isFalse();
        pace.onSent(100);
        assertThat(pace.isFarOverBudget()).isTrue();

        nowNanos += 500_000_000L;
        pace.isDue(0, nowNanos);
        assertThat(pace.isOverBudget()).isFalse();
    }

    @Test
    void shouldNotLetAHugeSnapshotHoldEverythingBackForLong() {
        Pace pace = pace(1_000);
        pace.isDue(0, nowNanos);

        pace.onSent(1_000_000);
        assertThat(pace.isFarOverBudget()).isTrue();
        nowNanos += 2_000_000_000L;
        pace.isDue(0, nowNanos);

        assertThat(pace.isFarOverBudget()).isFalse();
    }

    @Test
    void shouldHaveNoBudgetUnlessOneIsSet() {
        Pace pace = pace(0);
        pace.isDue(0, nowNanos);

        pace.onSent(1_000_000);

        assertThat(pace.isOverBudget()).isFalse();
        assertThat(pace.isFarOverBudget()).isFalse();
    }

    private static Pace pace(int bytesPerSecond) {
        return new Pace(LONGEST_INTERVAL, TOLERANCE_TICKS, bytesPerSecond);
    }

    private int sentInSeconds(Pace pace, int seconds, int lateTicks) {
        int sent = 0;
        for (int i = 0; i < seconds * 20; i++) {
            if (pace.isDue(lateTicks, nowNanos)) {
                pace.onSent(100);
                sent++;
            }
            nowNanos += SNAPSHOT_NANOS;
        }
        return sent;
    }
}

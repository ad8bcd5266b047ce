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
        Pace pace = pace();

        assertThat(sentInSeconds(pace, 10, 0)).isEqualTo(200);
    }

    @Test
    void shouldSlowDownWhileAcksLagAndComeBackByItself() {
        Pace pace = pace();
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
        Pace pace = pace();
        sentInSeconds(pace, 2, 0);
        sentInSeconds(pace, 2, 38);

        assertThat(sentInSeconds(pace, 1, 1)).isEqualTo(20);
    }

    @Test
    void shouldComeBackLittleByLittleWhereAcksDo() {
        Pace pace = pace();
        sentInSeconds(pace, 2, 0);
        sentInSeconds(pace, 2, 38);
        sentInSeconds(pace, 1, 3);
        assertThat(pace.interval()).isBetween(8, 10);

        assertThat(sentInSeconds(pace, 1, 1)).isBetween(8, 14);
        assertThat(pace.interval()).isEqualTo(1);
    }

    @Test
    void shouldSendAtTheFloorHoweverLongItLasts() {
        Pace pace = pace();
        sentInSeconds(pace, 1, 0);
        sentInSeconds(pace, 3, 18);

        assertThat(sentInSeconds(pace, 5, 18)).isEqualTo(10);
    }

    @Test
    void shouldSlowDownWhileTheSocketIsBusy() {
        Pace pace = pace();

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
        Pace pace = pace();
        pace.isDue(0, nowNanos);

        pace.onBusy(nowNanos);
        pace.onBusy(nowNanos + 1);
        pace.onBusy(nowNanos + 2);

        assertThat(pace.interval()).isEqualTo(2);
    }

    private static Pace pace() {
        return new Pace(LONGEST_INTERVAL, TOLERANCE_TICKS);
    }

    private int sentInSeconds(Pace pace, int seconds, int lateTicks) {
        int sent = 0;
        for (int i = 0; i < seconds * 20; i++) {
            if (pace.isDue(lateTicks, nowNanos)) {
                pace.onSent();
                sent++;
            }
            nowNanos += SNAPSHOT_NANOS;
        }
        return sent;
    }
}

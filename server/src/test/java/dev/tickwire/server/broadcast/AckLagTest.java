package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AckLagTest {
    private static final long TICK_NANOS = 50_000_000L;
    private static final int MOST_USUAL_TICKS = 200;

    private final AckLag lag = new AckLag(MOST_USUAL_TICKS);
    private int tick;

    @Test
    void shouldKnowNothingBeforeTheFirstAck() {
        run(30, 100, 1);

        assertThat(lag.usualTicks()).isZero();
        assertThat(lag.lateTicks(tick, 1)).isZero();
        assertThat(lag.inFlightTicks()).isEqualTo(29);
        assertThat(lag.waitingTicks(tick)).isEqualTo(29);
    }

    @Test
    void shouldMeasureFromTheSnapshotToItsAck() {
        run(100, 7, 1);

        assertThat(lag.usualTicks()).isEqualTo(7);
        assertThat(lag.lateTicks(tick, 1)).isZero();
        assertThat(lag.inFlightTicks()).isEqualTo(7);
    }

    @Test
    void shouldNotShrinkWhileSendingPauses() {
        run(100, 20, 1);

        look(tick + 15, tick - 5);

        assertThat(lag.usualTicks()).isEqualTo(20);
        assertThat(lag.inFlightTicks()).isEqualTo(5);
    }

    @Test
    void shouldTellByHowMuchAcksAreLaterThanUsual() {
        run(100, 5, 1);

        run(100, 19, 1);
        assertThat(lag.lateTicks(tick, 1)).isEqualTo(14);
        run(100, 5, 1);

        assertThat(lag.lateTicks(tick, 1)).isZero();
    }

    @Test
    void shouldFindAcksLateThatDoNotCome() {
        run(100, 5, 1);
        int newestAckTick = tick - 5;

        look(tick + 30, newestAckTick);

        assertThat(lag.lateTicks(tick + 30, 1)).isBetween(28, 29);
        assertThat(lag.waitingTicks(tick + 30)).isBetween(34, 35);
    }

    @Test
    void shouldNotFindAcksLateBetweenSnapshotsThatAreSentSeldom() {
        run(100, 2, 1);
        int most = 0;
        for (int i = 0; i < 200; i++) {
            run(1, 2, 20);
            most = i < 40 ? 0 : Math.max(most, lag.lateTicks(tick, 20));
        }

        assertThat(most).isZero();
    }

    @Test
    void shouldNotCountAPauseAsTimeInWhichAcksWereDue() {
        run(100, 3, 1);
        look(tick + 3, tick);
        tick += 100;

        lag.sent(tick);

        assertThat(lag.inFlightTicks()).isZero();
        assertThat(lag.waitingTicks(tick + 2)).isEqualTo(2);
        assertThat(lag.lateTicks(tick + 2, 1)).isZero();
    }

    @Test
    void shouldCountFromBehindAPauseWhereSnapshotsFromBeforeItAreAcknowledged() {
        for (int sent = 1; sent <= 20; sent++) {
            lag.sent(sent);
        }
        look(101, 1);
        for (int sent = 101; sent <= 119; sent++) {
            lag.sent(sent);
        }

        look(120, 20);

        assertThat(lag.usualTicks()).isEqualTo(100);
        assertThat(lag.inFlightTicks()).isEqualTo(18);
    }

    @Test
    void shouldTakeALagForUsualThatHasLastedForTwentySeconds() {
        run(100, 2, 1);
        run(190, 20, 1);
        assertThat(lag.usualTicks()).isEqualTo(2);

        run(260, 20, 1);

        assertThat(lag.usualTicks()).isEqualTo(20);
        assertThat(lag.lateTicks(tick, 1)).isZero();
    }

    @Test
    void shouldNotTakeAStallForUsual() {
        run(100, 2, 1);

        look(tick + 1_000, tick);

        assertThat(lag.usualTicks()).isEqualTo(2);
    }

    @Test
    void shouldTakeNoMoreThanSoMuchForUsual() {
        run(2_000, 700, 1);

        assertThat(lag.usualTicks()).isEqualTo(MOST_USUAL_TICKS);
        assertThat(lag.lateTicks(tick, 1)).as("it has always been so").isZero();
    }

    /** Sends at each {@code interval}-th tick, and acks come after so many ticks. */
    private void run(int ticks, int lagTicks, int interval) {
        for (int i = 0; i < ticks; i++) {
            tick++;
            int acknowledged = tick - lagTicks;
            look(tick, acknowledged - Math.floorMod(acknowledged, interval));
            if (tick % interval == 0) {
                lag.sent(tick);
            }
        }
    }

    private void look(int at, int ackTick) {
        lag.look(ackTick, at, at * TICK_NANOS);
    }
}

package dev.tickwire.client.session;

import static dev.tickwire.client.session.InputClock.HOLD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InputClockTest {
    private final InputClock clock = new InputClock();

    @BeforeEach
    void runAtTwentyTicks() {
        clock.setTickRateHz(20);
        clock.onSnapshot(100);
    }

    @Test
    void shouldStartTwoTicksAfterTheNewestSnapshotAndGoOnByOne() {
        assertThat(clock.next()).isEqualTo(102);
        clock.onSnapshot(101);
        assertThat(clock.next()).isEqualTo(103);
        assertThat(clock.next()).isEqualTo(104);
    }

    @Test
    void shouldStampOneTickLaterWhenInputsAreBarelyInTime() {
        clock.next();
        clock.onMargin(102, 7);
        assertThat(clock.next()).isEqualTo(104);
    }

    @Test
    void shouldStampAsMuchLaterAsInputsAreLate() {
        clock.next();
        clock.onMargin(102, -95);
        assertThat(clock.next()).isEqualTo(106);
    }

    @Test
    void shouldNotActOnWhatIsToldOfInputsFromBeforeAShift() {
        clock.next();
        clock.onMargin(102, -20);
        assertThat(clock.next()).isEqualTo(104);
        clock.onMargin(102, -20);
        clock.onMargin(103, -20);
        assertThat(clock.next()).isEqualTo(105);
        clock.onMargin(104, -20);
        assertThat(clock.next()).isEqualTo(107);
    }

    @Test
    void shouldLetATickPassWhenInputsAreAlwaysVeryEarly() {
        int last = clock.next();
        for (int i = 0; i < 7; i++) {
            clock.onMargin(102, 80);
            assertThat(clock.next()).isEqualTo(++last);
        }
        clock.onMargin(102, 80);
        assertThat(clock.next()).isEqualTo(HOLD);
        assertThat(clock.next()).isEqualTo(last + 1);
    }

    @Test
    void shouldStayWhenOnlySomeInputsAreVeryEarly() {
        int last = clock.next();
        for (int i = 0; i < 40; i++) {
            clock.onSnapshot(100 + i);
            clock.onMargin(102, i % 4 == 0 ? 40 : 80);
            assertThat(clock.next()).isEqualTo(++last);
        }
    }

    @Test
    void shouldStartAnewWhenTheServerIsAhead() {
        clock.next();
        clock.onSnapshot(500);
        assertThat(clock.next()).isEqualTo(502);
    }

    @Test
    void shouldWaitForAServerThatStands() {
        int last = HOLD;
        for (int i = 0; i < 60; i++) {
            int next = clock.next();
            last = next == HOLD ? last : next;
        }
        assertThat(last).isEqualTo(122);
        clock.onSnapshot(101);
        assertThat(clock.next()).isEqualTo(123);
    }

    @Test
    void shouldAlwaysGiveLaterTicks() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(1);
        int last = 0;
        int newest = 100;
        for (int i = 0; i < 10_000; i++) {
            newest += random.nextInt(3);
            clock.onSnapshot(newest);
            clock.onMargin(last, random.nextInt(-200, 300));
            int next = clock.next();
            if (next != HOLD) {
                assertThat(next).isGreaterThan(last).isGreaterThan(newest);
                last = next;
            }
        }
    }
}

package dev.tickwire.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** An input clock, by hand; {@link InputClockSceneTest} has it against a server. */
class InputClockTest {
    private final InputClock clock = new InputClock(0);

    @Test
    void shouldStartTwoTicksAfterTheNewestSnapshotWhereTheRoundTripIsNotKnown() {
        clock.start(20);
        clock.onSnapshot(100, 1000);

        assertThat(clock.due(1000)).isEqualTo(102);
        assertThat(clock.due(1010)).isEqualTo(InputClock.HOLD);
        assertThat(clock.millisUntilDue(1010)).isCloseTo(40, within(1e-6));
        assertThat(clock.due(1050)).isEqualTo(103);
    }

    @Test
    void shouldStartAsFarAheadAsTheRoundTripIsLong() {
        clock.start(20);
        clock.onRoundTrip(2300, 900);
        clock.onSnapshot(100, 1000);

        assertThat(clock.due(1000)).isEqualTo(100 + 2310 / 50);
    }

    @Test
    void shouldSpreadTheInputsOfMany() {
        InputClock early = new InputClock(0.5);
        early.start(20);
        clock.start(20);
        early.onRoundTrip(90, 900);
        clock.onRoundTrip(90, 900);
        early.onSnapshot(100, 1000);
        clock.onSnapshot(100, 1000);
        early.due(1000);
        clock.due(1000);

        assertThat(clock.millisUntilDue(1000)).isCloseTo(50, within(1e-6));
        assertThat(early.millisUntilDue(1000)).isCloseTo(25, within(1e-6));
    }
}

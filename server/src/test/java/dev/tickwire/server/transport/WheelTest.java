package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WheelTest {
    /** Wants to be looked at as often as a test says. */
    private static final class Boat extends Wheel.Rider {
        int seconds;
        final List<Integer> looks = new ArrayList<>();

        Boat(int seconds) {
            this.seconds = seconds;
        }
    }

    private final Wheel<Boat> wheel = new Wheel<>();
    private int turns;

    private void turn(int times) {
        for (int i = 0; i < times; i++) {
            turns++;
            wheel.turn(boat -> {
                boat.looks.add(turns);
                return boat.seconds;
            });
        }
    }

    @Test
    void shouldLookAtWhoeverIsNewWithTheNextTurnAndThenAsWanted() {
        Boat hasty = new Boat(1);
        Boat calm = new Boat(3);
        wheel.add(hasty);
        wheel.add(calm);
        turn(7);

        assertThat(hasty.looks).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(calm.looks).containsExactly(1, 4, 7);
    }

    @Test
    void shouldLookAtEverybodyInTime() {
        Boat sleepy = new Boat(1_000_000);
        wheel.add(sleepy);
        turn(11);

        assertThat(sleepy.looks).containsExactly(1, 6, 11);
    }

    @Test
    void shouldLookSoonAtWhoeverIsAddedAgainAndNotTwice() {
        Boat closing = new Boat(5);
        wheel.add(closing);
        turn(2);
        closing.seconds = 2;
        wheel.add(closing);
        turn(8);

        assertThat(closing.looks).containsExactly(1, 3, 5, 7, 9);
    }

    @Test
    void shouldForgetWhoeverIsGone() {
        Boat gone = new Boat(0);
        wheel.add(gone);
        turn(20);

        assertThat(gone.looks).containsExactly(1);
    }
}

package dev.tickwire.simulation.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RngTest {
    /** The numbers come from a few lines of Python after PractRand's sfc32. */
    @Test
    void shouldGiveTheNumbersOfSfc32() {
        assertFirst(0, 1743954244, 207519241, -578726213, 193275849, 300799810, 1695705705);
        assertFirst(0x0123456789ABCDEFL, -1353228553, 2013443576, -911196158, 337398236, -162644191, 352880949);
        assertFirst(-1, -1864930451, -1355384046, -1132659664, 1739506560, 191782682, 1120320417);
    }

    @Test
    void shouldRefuseABoundThatIsNotAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rng(1).nextInt(0))
                .withMessage("bound must be above 0: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Rng(1).nextInt(-5));
    }

    @Test
    void shouldStayWithinBoundsAndReachAllOfThem() {
        Rng random = new Rng(5);
        int[] seen = new int[6];
        for (int i = 0; i < 6_000; i++) {
            seen[random.nextInt(6)]++;
        }
        for (int count : seen) {
            assertThat(count).isBetween(800, 1_200);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(random.nextDouble()).isBetween(0.0, 1 - 0x1p-31);
            assertThat(random.between(-3, 5)).isBetween(-3.0, Math.nextDown(5.0));
            assertThat(random.nextInt(Integer.MAX_VALUE)).isBetween(0, Integer.MAX_VALUE - 1);
        }
    }

    @Test
    void shouldGoOnFromASavedState() {
        Rng random = new Rng(9);
        random.nextInt();
        int[] state = new int[Rng.STATE_INTS];
        random.save(state);
        int first = random.nextInt();
        int second = random.nextInt();
        Rng other = new Rng(1);
        other.restore(state);
        assertThat(other.nextInt()).isEqualTo(first);
        assertThat(other.nextInt()).isEqualTo(second);
    }

    private static void assertFirst(long seed, int... wanted) {
        Rng random = new Rng(seed);
        for (int number : wanted) {
            assertThat(random.nextInt()).isEqualTo(number);
        }
    }
}

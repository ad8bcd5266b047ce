package dev.tickwire.simulation.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrigTest {
    private static final int SAMPLES = 100_000;
    private static final double ERROR = 1e-9;

    @ParameterizedTest
    @ValueSource(doubles = {1_000_001, -1_000_001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseAnglesOutOfRange(double angle) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trig.sin(angle))
                .withMessage("an angle must be within ±1,000,000 radians");
        assertThatIllegalArgumentException().isThrownBy(() -> Trig.cos(angle));
    }

    @Test
    void shouldBeCloseToExactSineAndCosine() {
        Random random = new Random(1);
        for (int i = 0; i < SAMPLES; i++) {
            double scale = Math.pow(10, random.nextInt(7));
            assertSineAndCosine((random.nextDouble() * 2 - 1) * scale);
        }
        for (int eighth = -1_000; eighth <= 1_000; eighth++) {
            assertSineAndCosine(eighth * Math.PI / 4);
            assertSineAndCosine(Math.nextUp(eighth * Math.PI / 4));
        }
        assertSineAndCosine(1_000_000);
        assertSineAndCosine(-1_000_000);
    }

    @Test
    void shouldBeCloseToTheExactArcTangent() {
        Random random = new Random(2);
        for (int i = 0; i < SAMPLES; i++) {
            double scale = Math.pow(10, random.nextInt(9) - 4);
            double y = random.nextGaussian();
            double x = random.nextGaussian() * scale;
            assertThat(Trig.atan2(y, x)).as("atan2(%s, %s)", y, x).isCloseTo(StrictMath.atan2(y, x), within(ERROR));
        }
    }

    @Test
    void shouldKnowTheAxesAndDiagonals() {
        assertThat(Trig.atan2(0, 0)).isZero();
        for (int y = -1; y <= 1; y++) {
            for (int x = -1; x <= 1; x++) {
                assertThat(Trig.atan2(y, x)).as("atan2(%d, %d)", y, x).isCloseTo(StrictMath.atan2(y, x), within(ERROR));
            }
        }
    }

    @Test
    void shouldWrapToHalfATurnEitherWay() {
        assertThat(Trig.wrap(Math.PI)).isEqualTo(-Math.PI);
        assertThat(Trig.wrap(-Math.PI)).isEqualTo(-Math.PI);
        Random random = new Random(3);
        for (int i = 0; i < SAMPLES; i++) {
            double angle = (random.nextDouble() * 2 - 1) * 1_000;
            double wrapped = Trig.wrap(angle);
            assertThat(wrapped).as("%s", angle).isBetween(-Math.PI, Math.PI);
            double turns = (angle - wrapped) / Trig.TURN;
            assertThat(turns).as("%s", angle).isCloseTo(Math.rint(turns), within(ERROR));
        }
    }

    private static void assertSineAndCosine(double angle) {
        assertThat(Trig.sin(angle)).as("sin(%s)", angle).isCloseTo(StrictMath.sin(angle), within(ERROR));
        assertThat(Trig.cos(angle)).as("cos(%s)", angle).isCloseTo(StrictMath.cos(angle), within(ERROR));
    }
}

package dev.tickwire.simulation.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EyeTest {
    private final Eye eye = new Eye();

    @Test
    void shouldRefuseAPlaceThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eye.at(Double.NaN, 0))
                .withMessage("an eye cannot look from (NaN, 0.0)");
        assertThatIllegalArgumentException().isThrownBy(() -> eye.at(0, Double.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eye.at(0, 0).reach(Double.NaN))
                .withMessage("the reach of an eye cannot be what is not a number");
    }

    @Test
    void shouldRefuseAFifthPoint() {
        eye.at(1, 0).and(2, 0).and(3, 0).and(4, 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> eye.and(5, 0))
                .withMessage("an eye looks from 4 points at most");
    }

    @Test
    void shouldRefuseAReachOfNoPoint() {
        assertThatIllegalStateException()
                .isThrownBy(() -> eye.reach(2))
                .withMessage("say from where the eye looks before how far: eye.at(x, y).reach(...)");
    }

    @Test
    void shouldReachFurtherWithinItsBounds() {
        assertThat(distance(eye.at(0, 0).reach(2), 100)).isEqualTo(50);
        assertThat(distance(eye.at(0, 0).reach(100), 100)).isEqualTo(25);
        assertThat(distance(eye.at(0, 0).reach(0), 100)).isCloseTo(1_000, within(1e-9));
        assertThat(distance(eye.at(0, 0).reach(-3), 100)).isCloseTo(1_000, within(1e-9));
    }

    @Test
    void shouldBeAsNearAsTheNearestPointCounts() {
        eye.at(0, 0).and(100, 0).reach(4);

        assertThat(distance(eye, 10)).as("the first point").isEqualTo(10);
        assertThat(distance(eye, 60)).as("the second, which reaches further").isEqualTo(10);
    }

    @Test
    void shouldLookFromTheNewPlaceAlone() {
        eye.at(0, 0).and(100, 0);

        eye.at(50, 0);

        assertThat(distance(eye, 100)).isEqualTo(50);
    }

    @Test
    void shouldMeasureToTheEdge() {
        eye.at(0, 0).reach(2);

        assertThat(Math.sqrt(eye.distanceSquared(100, 0, 30))).isEqualTo(35);
        assertThat(Math.sqrt(eye.distanceSquared(100, 0, 130)))
                .as("it is inside")
                .isZero();
    }

    private static double distance(Eye eye, double x) {
        return Math.sqrt(eye.distanceSquared(x, 0, 0));
    }
}

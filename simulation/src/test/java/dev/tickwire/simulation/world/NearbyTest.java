package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tickwire.simulation.math.Rng;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearbyTest {
    private static final long SEED = 5;

    private final Field field = new Field();

    private static final class Field extends Game {
        private final Table pebbles = table(new Table("pebbles", 500));
        private final Column x = pebbles.fixed("x", -300, 500, 0.5);
        private final Column y = pebbles.fixed("y", 0, 400, 0.5);
        private final Nearby nearby = new Nearby(pebbles, x, y, 70);

        Field() {
            inputs(new Table("inputs", 1));
        }

        @Override
        public void step(Step step) {}

        List<Integer> within(double atX, double atY, double radius) {
            List<Integer> found = new ArrayList<>();
            nearby.within(atX, atY, radius, found::add);
            return found;
        }
    }

    private void scatter(int count) {
        new Simulation(field, 20, 1);
        Rng random = new Rng(SEED);
        for (int i = 0; i < count; i++) {
            int row = field.pebbles.add();
            field.x.set(row, random.between(-300, 500));
            field.y.set(row, random.between(0, 400));
        }
        field.nearby.update();
    }

    @Test
    void shouldRefuseSquaresThatAreNone() {
        for (double side : new double[] {0, -1, Double.NaN, 1e-3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Nearby(field.pebbles, field.x, field.y, side))
                    .withMessageContaining("pebbles");
        }
    }

    @Test
    void shouldFindNothingBeforeItHasLooked() {
        assertThat(field.within(0, 0, 1000)).isEmpty();
    }

    @Test
    void shouldFindWhatIsNearAndNothingElse() {
        scatter(400);
        Rng random = new Rng(SEED + 1);
        for (int i = 0; i < 200; i++) {
            double atX = random.between(-500, 700);
            double atY = random.between(-200, 600);
            double radius = random.between(0, 250);
            List<Integer> expected = new ArrayList<>();
            for (int row = field.pebbles.first(); row >= 0; row = field.pebbles.next(row)) {
                double dx = field.x.get(row) - atX;
                double dy = field.y.get(row) - atY;
                if (dx * dx + dy * dy < radius * radius) {
                    expected.add(row);
                }
            }
            assertThat(field.within(atX, atY, radius)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void shouldLeaveOutWhatIsRemovedOnTheWay() {
        scatter(300);
        List<Integer> found = new ArrayList<>();
        field.nearby.within(100, 200, 200, row -> {
            found.add(row);
            for (int other = field.pebbles.first(); other >= 0; other = field.pebbles.next(other)) {
                field.pebbles.remove(other);
            }
        });
        assertThat(found).hasSize(1);
    }
}

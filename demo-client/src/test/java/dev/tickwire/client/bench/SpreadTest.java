package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void shouldFindTheMedianAndWhatIsAroundIt() {
        assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3, 3));
        assertThat(Spread.of(4, 1, 2, 3).median()).isEqualTo(2.5);
    }

    @Test
    void shouldNotCountWhatIsUnknown() {
        assertThat(Spread.of(Double.NaN, 2)).isEqualTo(new Spread(2, 2, 2, 1));
        assertThat(Spread.of().median()).isNaN();
        assertThat(Spread.of(Double.NaN).count()).isZero();
    }

    @Test
    void shouldCallItADifferenceOnlyWhereAllRatiosAreOnOneSideOfOne() {
        assertThat(Spread.of(1.1, 1.2, 1.5).isDifference()).isTrue();
        assertThat(Spread.of(0.5, 0.9, 0.99).isDifference()).isTrue();
        assertThat(Spread.of(0.99, 1.5, 1.6, 1.7, 1.8).isDifference()).isFalse();
        assertThat(Spread.of(1, 1.2, 1.3).isDifference()).isFalse();
    }

    @Test
    void shouldCallNothingADifferenceAfterTwoRounds() {
        assertThat(Spread.of(7, 8).isDifference()).isFalse();
        assertThat(Spread.of().isDifference()).isFalse();
    }
}

package dev.tickwire.server.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.exposition.CounterSeries.Series;
import dev.tickwire.server.metrics.Counter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterSeriesTest {
    @Test
    void shouldGiveEachCountASeriesOfItsOwn() {
        Set<Series> seen = new HashSet<>();
        for (Counter counter : Counter.values()) {
            Series series = CounterSeries.of(counter);
            if (series != null) {
                assertThat(seen.add(series)).as(counter.name()).isTrue();
            }
        }
    }

    @Test
    void shouldTellApartWhatAFamilyHasByItsLabelAlone() {
        for (Counter counter : Counter.values()) {
            Series series = CounterSeries.of(counter);
            if (series != null) {
                assertThat(series.value().isEmpty())
                        .as(counter.name())
                        .isEqualTo(series.family().label().isEmpty());
            }
        }
    }

    @Test
    void shouldHaveNoFamilyWithoutACount() {
        Set<CounterFamily> unused = EnumSet.allOf(CounterFamily.class);
        unused.remove(CounterFamily.DISCONNECTS);
        Arrays.stream(Counter.values())
                .map(CounterSeries::of)
                .filter(series -> series != null)
                .forEach(series -> unused.remove(series.family()));

        assertThat(unused).isEmpty();
    }
}

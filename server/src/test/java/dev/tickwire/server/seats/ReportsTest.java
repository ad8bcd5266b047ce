package dev.tickwire.server.seats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final Counters counters = new Counters();
    private final Reports reports = new Reports(counters);

    @Test
    void shouldCountWhatAClientSaysOnce() {
        reports.corrected(3);
        reports.corrected(3);
        reports.corrected(0);
        assertThat(reports.takeCorrections()).isEqualTo(3);
        assertThat(reports.takeCorrections()).isZero();

        reports.corrected(5);
        assertThat(reports.takeCorrections()).isEqualTo(2);
        assertThat(counters.get(Counter.CORRECTIONS)).isEqualTo(5);
    }

    @Test
    void shouldBelieveLittleOfWhatCannotBe() {
        reports.corrected(Integer.MAX_VALUE);
        reports.corrected(7);
        reports.corrected(-1);

        assertThat(reports.takeCorrections()).isEqualTo(1_000);
        assertThat(counters.get(Counter.CORRECTIONS)).isEqualTo(1_000);
    }
}

package dev.tickwire.simulation.games;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> NAMES = List.of("port", "host", "tickRateHz", "snapshotRateHz", "seed");

    @ParameterizedTest
    @CsvSource({
        "prot, port",
        "PORT, port",
        "hots, host",
        "tickRate, tickRateHz",
        "tickratehz, tickRateHz",
        "snapshotRate, snapshotRateHz",
        "sede, seed",
        "'', ''",
        "p, ''",
        "frobnicate, ''",
        "tick, ''",
    })
    void shouldGuessWhatWasMeantOnlyIfItIsNear(String written, String nearest) {
        assertThat(Spelling.nearest(written, NAMES)).isEqualTo(nearest);
    }
}

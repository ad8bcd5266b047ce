package dev.tickwire.server.seats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftwareTest {
    private static String versionOf(String said) {
        return new Software(List.of(), List.of(), 0, said).version();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tickwire-client 0.1.0", "swarm/2+beta_1", ""})
    void shouldKeepWhatAClientSaysOfItself(String said) {
        assertThat(versionOf(said)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>", "a\nb", "caf\u00E9", "\u202E"})
    void shouldShowNoNonsense(String said) {
        assertThat(versionOf(said)).isEmpty();
    }

    @Test
    void shouldShowNothingThatIsLong() {
        assertThat(versionOf("x".repeat(41))).isEmpty();
        assertThat(versionOf("x".repeat(40))).hasSize(40);
    }
}

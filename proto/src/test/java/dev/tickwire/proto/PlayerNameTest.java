package dev.tickwire.proto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerNameTest {
    private static final String NO_BREAK_SPACE = "\u00A0";

    @Test
    void shouldRefuseNamesThatAreTooLong() {
        assertThat(PlayerName.accept("a".repeat(25))).isNull();
        assertThat(PlayerName.accept("🚀".repeat(25))).isNull();
        assertThat(PlayerName.accept("a".repeat(10_240))).isNull();
    }

    @Test
    void shouldCountCodePointsThatAreLeft() {
        assertThat(PlayerName.accept("a".repeat(24))).isEqualTo("a".repeat(24));
        assertThat(PlayerName.accept("🚀".repeat(24))).isEqualTo("🚀".repeat(24));
        assertThat(PlayerName.accept("a".repeat(24) + " ".repeat(1000))).isEqualTo("a".repeat(24));
    }

    @Test
    void shouldTakeWhiteSpaceAwayAtBothEndsOnly() {
        assertThat(PlayerName.accept("  Ada  Lovelace \t\n")).isEqualTo("Ada  Lovelace");
        assertThat(PlayerName.accept(NO_BREAK_SPACE + "Ada" + NO_BREAK_SPACE)).isEqualTo("Ada");
        assertThat(PlayerName.accept("\u0085\u1680\u2003\u2028Ada\u2029\u202F\u205F\u3000"))
                .isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t\n\r ", "\u3000\u2003", "\u00A0"})
    void shouldLeaveNothingOfBlanks(String name) {
        assertThat(PlayerName.accept(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u3164", "a\u202Eb", "a\nb"})
    void shouldRefuseWhatCharactersRefuse(String name) {
        assertThat(PlayerName.accept(name)).isNull();
    }
}

package dev.tickwire.proto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerNameTest {
    private static final String RIGHT_TO_LEFT_OVERRIDE = "\u202E";
    private static final String ZERO_WIDTH_SPACE = "\u200B";
    private static final String NO_BREAK_SPACE = "\u00A0";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "a\tb",
                "a\u007Fb",
                "a\u0085b",
                "a" + RIGHT_TO_LEFT_OVERRIDE + "b",
                "a" + ZERO_WIDTH_SPACE + "b",
                "a\u2028b",
                "a\u2029b",
                "\uFEFFa",
                "a\uD83D",
                "\uDE80a",
                "\uE000",
                "\uFFFF"
            })
    void shouldRefuseWhatCannotBeSeenOrDeceives(String name) {
        assertThat(PlayerName.accept(name)).isNull();
    }

    @Test
    void shouldRefuseNamesThatAreTooLong() {
        assertThat(PlayerName.accept("a".repeat(25))).isNull();
        assertThat(PlayerName.accept("🚀".repeat(25))).isNull();
        assertThat(PlayerName.accept("a".repeat(10_240))).isNull();
        assertThat(PlayerName.accept(" ".repeat(10_240))).isNull();
    }

    @Test
    void shouldCountCodePoints() {
        assertThat(PlayerName.accept("a".repeat(24))).isEqualTo("a".repeat(24));
        assertThat(PlayerName.accept("🚀".repeat(24))).isEqualTo("🚀".repeat(24));
    }

    @Test
    void shouldTakeWhiteSpaceAwayAtBothEndsOnly() {
        assertThat(PlayerName.accept("  Ada  Lovelace \t\n")).isEqualTo("Ada  Lovelace");
        assertThat(PlayerName.accept(NO_BREAK_SPACE + "Ada" + NO_BREAK_SPACE)).isEqualTo("Ada");
        assertThat(PlayerName.accept("a".repeat(24) + " ".repeat(10))).isEqualTo("a".repeat(24));
    }

    @Test
    void shouldLeaveNothingOfBlanks() {
        assertThat(PlayerName.accept("")).isEmpty();
        assertThat(PlayerName.accept(" \t\n\r ")).isEmpty();
        assertThat(PlayerName.accept("\u3000\u2003")).isEmpty();
        assertThat(PlayerName.accept(NO_BREAK_SPACE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "Zoë", "Zoe\u0308", "李雷", "محمد", "नमस्ते", "A. <b>!", "🚀 Ada"})
    void shouldAcceptNamesOfAnyLanguage(String name) {
        assertThat(PlayerName.accept(name)).isEqualTo(name);
    }
}

package dev.tickwire.proto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n ", "\u3000\u00A0", "\u3164", "\u200D", "a\u202Eb", "a\nb"})
    void shouldRefuseWhatIsEmptyOrNotAllowed(String text) {
        assertThat(ChatText.accept(text)).isNull();
    }

    @Test
    void shouldCountCodePoints() {
        assertThat(ChatText.accept("a".repeat(200))).hasSize(200);
        assertThat(ChatText.accept("🚀".repeat(200))).hasSize(400);
        assertThat(ChatText.accept("  " + "a".repeat(200) + "\n")).hasSize(200);
        assertThat(ChatText.accept("a".repeat(201))).isNull();
        assertThat(ChatText.accept("🚀".repeat(201))).isNull();
        assertThat(ChatText.accept("a".repeat(100_000))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gg", "héllo  wörld", "👩\u200D🚀 1 < 2 & \"3\""})
    void shouldTakeWhiteSpaceAwayAtBothEndsOnly(String text) {
        assertThat(ChatText.accept(" " + text + " ")).isEqualTo(text);
    }
}

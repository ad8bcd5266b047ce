package dev.tickwire.proto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "a\tb",
                "a\u001B[31mb",
                "a\u007Fb",
                "a\u0085b",
                "a\u202Eb",
                "a\u2066b",
                "a\u200Bb",
                "a\u2028b",
                "a\u2029b",
                "a\uFEFFb",
                "a\uD83D",
                "\uDE80a"
            })
    void shouldRefuseWhatCannotBeSeenOrDeceives(String text) {
        assertThat(ChatText.accept(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n ", "\u3000\u00A0"})
    void shouldRefuseWhatIsEmpty(String text) {
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
    @ValueSource(
            strings = {"gg", "héllo  wörld", "你好", "مرحبا", "नमस्ते", "می\u200Cخواهم", "👩\u200D🚀 1 < 2 & \"3\"", "🫠"
            })
    void shouldAcceptWhatPeopleSay(String text) {
        assertThat(ChatText.accept(" " + text + " ")).isEqualTo(text);
    }
}

package dev.tickwire.proto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held here for names and chat, the client's chat.test.ts holds for what pages say. */
class CharactersTest {
    private static final int PLENTY = 200;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "Zoë",
                "Zoe\u0308",
                "A. <b>!",
                "李雷",
                "محمد",
                "نمی\u200Cخواهم",
                "नमस्ते",
                "क्\u200Dष",
                "ශ්\u200Dරී",
                "\u115F\u1161",
                "葛\uDB40\uDD00",
                "🚀 Ada",
                "👩\u200D🚀",
                "👨\u200D👩\u200D👧\u200D👦",
                "❤\uFE0F\u200D🔥",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿"
            })
    void shouldAllowWhatPeopleWrite(String text) {
        assertThat(Characters.canBeRead(text, PLENTY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1FAE8, 0x1FADF, 0x1FAEA, 0x1FBFA, 0x2FFF0, 0x3FFF0, 0x378})
    void shouldAllowWhatAJvmMayNotKnowYet(int codePoint) {
        assertThat(Characters.canBeRead(Character.toString(codePoint), PLENTY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "controls, 0000",
        "a line break, 000A",
        "an escape, 001B",
        "delete, 007F",
        "a next line, 0085",
        "a soft hyphen, 00AD",
        "an Arabic letter mark, 061C",
        "a Mongolian vowel separator, 180E",
        "a zero width space, 200B",
        "a left-to-right mark, 200E",
        "a right-to-left mark, 200F",
        "a line separator, 2028",
        "a paragraph separator, 2029",
        "an embedding, 202A",
        "an override, 202E",
        "a word joiner, 2060",
        "an isolate, 2066",
        "the end of an isolate, 2069",
        "deprecated, 206A",
        "half a pair, D83D",
        "the other half, DE80",
        "for private use, E000",
        "for private use, F8FF",
        "no character, FDD0",
        "a byte order mark, FEFF",
        "an annotation, FFF9",
        "no character, FFFF",
        "shorthand, 1BCA0",
        "a beam, 1D173",
        "a language tag, E0001",
        "ignorable, E0080",
        "for private use, F0000",
        "the last, 10FFFF"
    })
    void shouldRefuseWhatCannotBeSeenOrDeceives(String what, String hex) {
        int codePoint = Integer.parseInt(hex, 16);
        String text =
                new StringBuilder("a").appendCodePoint(codePoint).append('b').toString();
        assertThat(Characters.canBeRead(text, PLENTY)).as(what).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a Hangul filler, 3164",
        "a choseong filler, 115F",
        "a jungseong filler, 1160",
        "a halfwidth filler, FFA0",
        "a braille blank, 2800",
        "a joiner, 200D",
        "a non-joiner, 200C",
        "a grapheme joiner, 034F",
        "an accent, 0301",
        "an enclosing circle, 20DD",
        "a vowel sign, 093F",
        "an inherent vowel, 17B4",
        "a variation selector, FE0F",
        "another, E0100",
        "a tag, E0067",
        "a null notehead, 1D159",
        "a joiner of hieroglyphs, 13430"
    })
    void shouldRefuseWhatLooksEmpty(String what, String hex) {
        String blank = Character.toString(Integer.parseInt(hex, 16));
        assertThat(Characters.canBeRead(blank, PLENTY)).as(what).isFalse();
        assertThat(Characters.canBeRead(blank + " " + blank, PLENTY)).as(what).isFalse();
        assertThat(Characters.canBeRead("a" + blank, PLENTY)).as(what).isTrue();
    }

    @Test
    void shouldRefuseWhatIsEmptyOrTooLong() {
        assertThat(Characters.canBeRead("", PLENTY)).isFalse();
        assertThat(Characters.canBeRead("🚀🚀🚀", 3)).isTrue();
        assertThat(Characters.canBeRead("🚀🚀🚀", 2)).isFalse();
    }
}

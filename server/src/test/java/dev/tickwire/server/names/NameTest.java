package dev.tickwire.server.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.PlayerName;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names look alike, and what becomes of one that is taken. */
class NameTest {
    @ParameterizedTest
    @CsvSource({
        "paypal, pаypal", // a Cyrillic a
        "scope, ѕсоре", // all Cyrillic
        "Ann, ANN",
        "Ann, ａｎｎ",
        "Ann, 𝐀𝗇𝓃",
        "Ann, A n n",
        "Ann, A\u00A0nn",
        "Ann, A\u200Dnn", // a joiner that cannot be seen
        "Ann, Ann\uFE0F", // a variation selector
        "Ann, A\u3164nn", // a filler
        "Ann, A\u034Fnn",
        "Ian, lan",
        "Ian, ian",
        "modern, modem",
        "Tom, T0m",
        "Zoë, Zoe\u0308",
        "BOB, ВОВ", // Cyrillic capitals, of which the small ones look like nothing Latin
        "вася, ВАСЯ",
        "Straße, STRAẞE",
        "σίσυφος, ΣΊΣΥΦΟΣ",
        "Player 1, player l",
        "Ann 2, Ann²",
        "office, oﬃce",
        "❤️, ❤",
        "가, \u1100\u1161",
    })
    void shouldTakeNamesForTheSameThatAreHardToTellApart(String one, String other) {
        assertThat(Name.of(one).looksLike(Name.of(other))).isTrue();
        assertThat(Name.of(other).looksLike(Name.of(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, Anna",
        "ian, lan",
        "Zoë, Zoe",
        "Ann 2, Ann 3",
        "Bo, Во!",
        "王, 玉",
        "👨, 👩",
        "Ada, Äda",
        "Ann, A.nn",
        "' ', Ann"
    })
    void shouldNotTakeNamesForTheSameThatAnybodyTellsApart(String one, String other) {
        assertThat(Name.of(one).looksLike(Name.of(other))).isFalse();
    }

    @Test
    void shouldCompareNamesThatHaveNothingButWhatIsSeenAsNothing() {
        assertThat(Name.NONE.isEmpty()).isTrue();
        assertThat(Name.of("\u0301a").looksLike(Name.of("a"))).isFalse();
    }

    /** Each character alone, and in the middle of a word. */
    @Test
    void shouldKnowTheLooksOfEachCharacterThatANameMayHave() {
        int seen = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = Character.toString(c);
            if (!text.equals(PlayerName.accept(text))) {
                continue;
            }
            seen++;
            Skeleton skeleton = Skeleton.of(text);
            // U+180F is a selector that the JVM takes for a character that is not assigned yet.
            assertThat(skeleton.asWritten().isEmpty()).as("U+%04X", c).isEqualTo(c == 0x180F);
            assertThat(Skeleton.of(skeleton.asWritten()).asWritten())
                    .as("U+%04X: what is left is its own skeleton", c)
                    .isEqualTo(skeleton.asWritten());
            assertThat(skeleton.asWritten().length()).as("U+%04X", c).isLessThan(40);
        }
        assertThat(seen).isGreaterThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann", "𝐀𝗇𝓃", "Zoe\u0308", "A", "👨\u200D👩\u200D👧", "Ann 2"})
    void shouldAddANumberThatIsSeen(String text) {
        Name name = Name.of(text);
        assertThat(numbered(text, 2)).isEqualTo(text + " 2");
        assertThat(name.numbered(" 2").looksLike(name)).isFalse();
        assertThat(name.numbered(" 10").looksLike(Name.of(text + "IO"))).isTrue();
    }

    private static String numbered(String text, int number) {
        String end = " " + number;
        return Name.of(text)
                .shortened(PlayerName.LONGEST - end.length())
                .numbered(end)
                .text();
    }

    @Test
    void shouldCutALongNameBeforeItsNumberAndNeverThroughACharacter() {
        assertThat(numbered("a".repeat(24), 2)).isEqualTo("a".repeat(22) + " 2");
        assertThat(numbered("a".repeat(24), 12_345)).isEqualTo("a".repeat(18) + " 12345");
        assertThat(numbered("🚀".repeat(24), 2)).isEqualTo("🚀".repeat(22) + " 2");
        String family = "👨\u200D👩\u200D👧";
        assertThat(numbered("a".repeat(19) + family, 2)).isEqualTo("a".repeat(19) + " 2");
        String marked = "e\u0308";
        assertThat(numbered("a" + marked.repeat(11), 2)).isEqualTo("a" + marked.repeat(10) + " 2");
        assertThat(numbered("ab cd".repeat(4) + " x y", 10)).isEqualTo("ab cd".repeat(4) + " 10");
        String piled = "a" + "\u0301".repeat(23);
        assertThat(numbered(piled, 2))
                .as("one character that is too long itself")
                .isEqualTo("a" + "\u0301".repeat(21) + " 2");
    }

    @Test
    void shouldStayWithinTheRulesForNamesWhateverIsNumbered() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String end = " " + (2 + random.nextInt(20_000));
            Name stem = Name.of(RandomNames.next(random)).shortened(PlayerName.LONGEST - end.length());
            Name numbered = stem.numbered(end);
            assertThat(PlayerName.accept(numbered.text())).as("seed %d", seed).isEqualTo(numbered.text());
            assertThat(numbered).as("seed %d", seed).isEqualTo(Name.of(numbered.text()));
        }
    }

    @Test
    void shouldKnowReservedNamesByTheirLooksAndWithANumber() {
        ReservedNames reserved = new ReservedNames(List.of("Moderator", "agent 47"));
        for (String name :
                List.of("moderator", "M0derat0r", "Мoderator", "mod erator", "moderator12", "MODERATOR ②", "Agent47")) {
            assertThat(reserved.has(Name.of(name))).as(name).isTrue();
        }
        for (String name : List.of("moderators", "the moderator", "agent", "agent 48", "47", "Ⅳ")) {
            assertThat(reserved.has(Name.of(name))).as(name).isFalse();
        }
        assertThat(new ReservedNames(List.of()).has(Name.NONE)).isFalse();
    }
}

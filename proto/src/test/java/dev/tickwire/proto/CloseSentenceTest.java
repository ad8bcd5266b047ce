package dev.tickwire.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CloseSentenceTest {
    private static String of(String said) {
        return CloseSentence.of(DisconnectReason.REMOVED, said);
    }

    @Test
    void shouldTakeControlCharactersOutOfASentence() {
        assertThat(of("\n Be\u0000 quiet\u202E. ")).isEqualTo("Be  quiet .");
    }

    @Test
    void shouldSayTheReasonsOwnSentenceWhereThereIsNone() {
        assertThat(of("")).isEqualTo("You were removed from the room.");
        assertThat(of("\u0007\n")).isEqualTo("You were removed from the room.");
    }

    @Test
    void shouldFitInACloseFrameHoweverMuchIsSaid() {
        for (String letter : new String[] {"a", "é", "€", "🚀"}) {
            for (int count : new int[] {1, 29, 30, 31, 40, 41, 60, 61, 62, 121, 122, 123, 124, 1_000_000}) {
                String said = letter.repeat(count);
                String sentence = of(said);
                assertThat(sentence.getBytes(StandardCharsets.UTF_8))
                        .as("%d times %s", count, letter)
                        .hasSizeLessThanOrEqualTo(CloseSentence.MOST_BYTES);
                if (said.getBytes(StandardCharsets.UTF_8).length <= CloseSentence.MOST_BYTES) {
                    assertThat(sentence).isEqualTo(said);
                } else {
                    assertThat(sentence).matches("(" + letter + ")+…");
                }
            }
        }
    }
}

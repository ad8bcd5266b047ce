package dev.tickwire.proto;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody types: what is accepted is accepted again, as it is, and fits. */
class TextsFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "Ada",
                        "  Zoë\u00a0",
                        "🚀👩‍👩‍👧",
                        "\u202eevil",
                        "\u2800",
                        "x".repeat(25),
                        "\ud83d",
                        "\ud83d\ud83d\udc00",
                        "a\u0301".repeat(60),
                        "\u3164 \u115f",
                        "tags \uDB40\uDC67")
                .map(text -> text.getBytes(StandardCharsets.UTF_16BE));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldAcceptWhatItHasAccepted(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_16BE);
        String name = PlayerName.accept(text);
        require(name == null || fits(name, PlayerName.accept(name), PlayerName.LONGEST), "name");
        String chat = ChatText.accept(text);
        require(chat == null || fits(chat, ChatText.accept(chat), ChatText.LONGEST), "chat");
        require(name == null || CommandText.fits(name, PlayerName.LONGEST), "command");
        String sentence = CloseSentence.of(DisconnectReason.LEFT, text);
        require(fits(sentence, CloseSentence.of(DisconnectReason.LEFT, sentence), CloseSentence.MOST_BYTES), "close");
        require(sentence.getBytes(StandardCharsets.UTF_8).length <= CloseSentence.MOST_BYTES, "length");
    }

    private static boolean fits(String text, @Nullable String again, int longest) {
        return text.equals(again)
                && text.codePointCount(0, text.length()) <= longest
                && text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private static void require(boolean isRight, String what) {
        if (!isRight) {
            throw new AssertionError("this is no " + what);
        }
    }
}

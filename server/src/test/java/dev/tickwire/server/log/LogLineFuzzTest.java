package dev.tickwire.server.log;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a stranger wrote that goes into the log: one line, in which nothing controls or hides. */
class LogLineFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of("Ada", "x\r\n12:00 ERROR \u001b[2J\u0085\u2028\u202e\0", "🚀 Zoë", "\uDB40\uDC41", "\ud83d")
                .map(text -> text.getBytes(StandardCharsets.UTF_16BE));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldWriteOneLine(byte[] bytes) {
        StringBuilder line = new StringBuilder();
        LogLine.append(line, new String(bytes, StandardCharsets.UTF_16BE));
        if (!line.codePoints().allMatch(LogLineFuzzTest::isHarmless)) {
            throw new AssertionError("the log has " + line);
        }
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

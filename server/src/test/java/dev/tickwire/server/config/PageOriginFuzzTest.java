package dev.tickwire.server.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in {@code allowedOrigins} is an origin as browsers write it, or refused with a sentence. */
class PageOriginFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "https://Play.Example.org/",
                        "http://[::1]:080",
                        "*",
                        "null",
                        "https://bücher.example:443",
                        "wss://x",
                        "https://a/b?c#d",
                        "://",
                        "x://y:99999")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldWriteItAsBrowsersDo(byte[] bytes) {
        String origin;
        try {
            origin = PageOrigin.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            if (!e.getMessage().contains("which no page's origin is")) {
                throw e;
            }
            return;
        }
        if (!PageOrigin.parse(origin).equals(origin)) {
            throw new AssertionError(origin + " is read as " + PageOrigin.parse(origin));
        }
    }
}

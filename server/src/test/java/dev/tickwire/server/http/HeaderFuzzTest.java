package dev.tickwire.server.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in {@code Host} and in {@code Origin}, one line each: a page elsewhere is never taken for our own.
 */
class HeaderFuzzTest {
    private final Hosts hosts = new Hosts(Set.of("play.example.org"), "127.0.0.1");
    private final Origins none = new Origins(Set.of());
    private final Origins some = new Origins(Set.of("https://play.example.org"));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "127.0.0.1:8080\nhttp://127.0.0.1:8080",
                        "[::1]:8080\nhttp://[::1]:8080",
                        "play.example.org\nhttps://play.example.org:443",
                        "LocalHost.:80\nhttp://localhost",
                        "game.localhost\nhttps://evil.example",
                        "evil.example:8080\nnull",
                        "user@play.example.org\nhttps://play.example.org@evil.example",
                        "play.example.org:\nfile://",
                        "\nchrome-extension://abc")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldAcceptOnlyOurOwn(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String host = end < 0 ? text : text.substring(0, end);
        String origin = text.substring(end + 1);
        boolean isOurs = hosts.accepts(host);
        if (isOurs && host.toLowerCase(Locale.ROOT).contains("evil")) {
            requireLocal(host);
        }
        if (none.accepts(origin, host) && !sameHost(origin, host)) {
            throw new AssertionError(origin + " is taken for " + host);
        }
        some.accepts(origin, host);
    }

    private static void requireLocal(String host) {
        if (!host.toLowerCase(Locale.ROOT).replaceFirst("\\.?(:[0-9]*)?$", "").endsWith(".localhost")) {
            throw new AssertionError(host + " is taken for this machine");
        }
    }

    /** By what a browser would take for the host: between the scheme and the port. */
    private static boolean sameHost(String origin, String host) {
        String page = origin.substring(origin.indexOf("://") + 3);
        return bare(page).equals(bare(host));
    }

    private static String bare(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst("\\.?(:[0-9]*)?$", "");
    }
}

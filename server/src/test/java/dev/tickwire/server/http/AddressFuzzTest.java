package dev.tickwire.server.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.server.address.NetworkAddress;
import dev.tickwire.server.address.Networks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in {@code X-Forwarded-For}, and in a list of networks: it is addresses, or it is not believed. Each
 * line is a header of its own.
 */
class AddressFuzzTest {
    private static final Networks TRUSTED = Networks.parse(List.of("10.0.0.0/8", "::1", "2001:db8::/33"));
    private static final InetSocketAddress PROXY = new InetSocketAddress(NetworkAddress.parse("10.0.0.1"), 4711);

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "198.51.100.7",
                        "127.0.0.1, 198.51.100.7:4711,10.0.0.2",
                        "[2001:db8::9]:4711, ::1",
                        "::ffff:10.0.0.1\n10.0.0.3",
                        "2001:db8:8000::/33",
                        "10.1.2.3/31",
                        "fe80::1%lo, \"unknown\", _hidden",
                        "1:2:3:4:5:6:7:8,,0.0.0.0, 256.1.1.1",
                        "")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldFindAnAddress(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        HttpFields.Mutable headers = HttpFields.build();
        text.lines().limit(4).forEach(line -> headers.add(HttpHeader.X_FORWARDED_FOR, line));
        InetAddress client = ClientAddress.of(PROXY, headers, TRUSTED);
        InetAddress again = client == null ? null : NetworkAddress.parse(client.getHostAddress());
        if (client == null || !client.equals(again)) {
            throw new AssertionError(client + " is read as " + again);
        }
        readNetworks(text);
    }

    private static void readNetworks(String text) {
        try {
            Networks read = Networks.parse(List.of(text));
            int slash = text.indexOf('/');
            if (!read.contains(NetworkAddress.parse(slash < 0 ? text : text.substring(0, slash)))) {
                throw new AssertionError(text + " does not contain itself");
            }
        } catch (IllegalArgumentException e) {
            if (!e.getMessage().contains("which is no network")) {
                throw e;
            }
        }
    }
}

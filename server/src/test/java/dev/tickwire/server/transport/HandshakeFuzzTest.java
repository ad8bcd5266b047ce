package dev.tickwire.server.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever headers ask for a WebSocket, one a line: there is nothing wrong with them, or a sentence says what is. */
class HandshakeFuzzTest {
    private static final String GOOD = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Version: 13\n";

    static Stream<byte[]> seeds() {
        return Stream.of(
                        GOOD,
                        GOOD + "Content-Length: 3\n",
                        GOOD + "Content-Length: 0\nTransfer-Encoding: chunked",
                        GOOD + GOOD,
                        GOOD.replace("dGhl", "????"),
                        GOOD + "Content-Length: 99999999999999999999",
                        GOOD.replace("13", "13, 8"))
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldSayWhatIsWrong(byte[] bytes) {
        HttpFields.Mutable headers = HttpFields.build();
        new String(bytes, StandardCharsets.ISO_8859_1).lines().limit(8).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        String problem = Handshake.problemOf(headers);
        if (problem != null && problem.isBlank()) {
            throw new AssertionError("refused without a sentence");
        }
    }
}

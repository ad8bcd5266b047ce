package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private final HttpFields.Mutable headers = HttpFields.build()
            .add(HttpHeader.SEC_WEBSOCKET_KEY, "dGhlIHNhbXBsZSBub25jZQ==")
            .add(HttpHeader.SEC_WEBSOCKET_VERSION, "13");

    @Test
    void shouldFindNothingWrongWithAHandshake() {
        assertThat(Handshake.problemOf(headers)).isNull();
        assertThat(Handshake.problemOf(headers.add(HttpHeader.CONTENT_LENGTH, "0")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "dGhlIHNhbXBsZSBub25jZQ",
                "dGhlIHNhbXBsZSBub25j",
                "dGhlIHNhbXBsZSBub25jZSE=",
                "dGhlIHNhbXBsZSBub25jZQ==dGhlIHNhbXBsZSBub25jZQ==",
                "dGhlIHNhbXBsZSBub25jZ!==",
                "dGhlIHNhbXBsZSBub25j_Q==",
                "========================",
            })
    void shouldRefuseAKeyThatIsNotSixteenBytes(String key) {
        headers.put(HttpHeader.SEC_WEBSOCKET_KEY, key);

        assertThat(Handshake.problemOf(headers))
                .isEqualTo("A WebSocket needs one Sec-WebSocket-Key: 16 bytes in Base64.");
    }

    @Test
    void shouldRefuseTwoKeysAndNone() {
        headers.add(HttpHeader.SEC_WEBSOCKET_KEY, "AAAAAAAAAAAAAAAAAAAAAA==");
        assertThat(Handshake.problemOf(headers)).contains("Sec-WebSocket-Key");

        headers.remove(HttpHeader.SEC_WEBSOCKET_KEY);
        assertThat(Handshake.problemOf(headers)).contains("Sec-WebSocket-Key");
    }

    @Test
    void shouldRefuseTwoVersions() {
        headers.add(HttpHeader.SEC_WEBSOCKET_VERSION, "8");

        assertThat(Handshake.problemOf(headers)).isEqualTo("A WebSocket needs one Sec-WebSocket-Version.");
    }

    @Test
    void shouldRefuseABody() {
        for (String length : new String[] {"4", "99999999999999999999", "-1", "x"}) {
            headers.put(HttpHeader.CONTENT_LENGTH, length);
            assertThat(Handshake.problemOf(headers)).isEqualTo("A request for a WebSocket has no body.");
        }
        headers.put(HttpHeader.CONTENT_LENGTH, "0");
        assertThat(Handshake.problemOf(headers)).isNull();

        headers.remove(HttpHeader.CONTENT_LENGTH);
        headers.add(HttpHeader.TRANSFER_ENCODING, "chunked");
        assertThat(Handshake.problemOf(headers)).isEqualTo("A request for a WebSocket has no body.");
    }
}

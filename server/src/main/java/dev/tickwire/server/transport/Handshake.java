package dev.tickwire.server.transport;

import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** What RFC 6455 demands of a request for a WebSocket (section 4.2.1), as far as Jetty does not look at it. */
final class Handshake {
    private static final int KEY_BYTES = 16;
    private static final int KEY_CHARACTERS = 24;

    private Handshake() {}

    /** What is wrong with a request, as a sentence; null: nothing. */
    static @Nullable String problemOf(HttpFields headers) {
        if (!isKey(headers.getValuesList(HttpHeader.SEC_WEBSOCKET_KEY))) {
            return "A WebSocket needs one Sec-WebSocket-Key: 16 bytes in Base64.";
        }
        if (headers.getValuesList(HttpHeader.SEC_WEBSOCKET_VERSION).size() != 1) {
            return "A WebSocket needs one Sec-WebSocket-Version.";
        }
        if (hasBody(headers)) {
            return "A request for a WebSocket has no body.";
        }
        return null;
    }

    private static boolean hasBody(HttpFields headers) {
        return headers.contains(HttpHeader.TRANSFER_ENCODING)
                || !headers.getValuesList(HttpHeader.CONTENT_LENGTH).stream().allMatch("0"::equals);
    }

    private static boolean isKey(List<String> values) {
        if (values.size() != 1 || values.get(0).length() != KEY_CHARACTERS) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(values.get(0)).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

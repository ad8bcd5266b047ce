package dev.tickwire.client.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The handshake by which an HTTP connection becomes a WebSocket (RFC 6455, section 4). Not thread-safe. */
final class Upgrade {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MOST_HEADER_BYTES = 16_384;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3}).*", Pattern.DOTALL);

    private final String at;
    private final String key;
    private final byte[] request;
    private final byte[] header = new byte[MOST_HEADER_BYTES];
    private int length;

    Upgrade(URI uri, long random) {
        at = address(uri);
        byte[] nonce = new byte[16];
        for (int i = 0; i < nonce.length; i++) {
            nonce[i] = (byte) ((random >>> (8 * (i & 7))) ^ i);
        }
        key = Base64.getEncoder().encodeToString(nonce);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        request = ("GET " + path + " HTTP/1.1\r\nHost: " + uri.getRawAuthority() + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Host and port, for people. */
    static String address(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    byte[] request() {
        return request;
    }

    /** Takes bytes of the answer; returns where what follows it begins, or −1: it has not all come. */
    int take(byte[] bytes, int offset, int end) {
        for (int i = offset; i < end && length < MOST_HEADER_BYTES; i++) {
            header[length++] = bytes[i];
            if (length >= 4
                    && header[length - 1] == '\n'
                    && header[length - 2] == '\r'
                    && header[length - 3] == '\n'
                    && header[length - 4] == '\r') {
                return i + 1;
            }
        }
        return length == MOST_HEADER_BYTES ? end : -1;
    }

    /** What is wrong with the answer; null: the WebSocket is open. */
    @Nullable
    Disconnect refusal() {
        String answer = new String(header, 0, length, StandardCharsets.ISO_8859_1);
        Matcher status = STATUS.matcher(answer);
        if (!status.matches()) {
            return Disconnect.upgradeRefused(at + " does not speak HTTP.");
        }
        if (!status.group(1).equals("101")) {
            return Disconnect.upgradeRefused(
                    at + " answered with HTTP status " + status.group(1) + ", not with a WebSocket.");
        }
        boolean isMeant = answer.lines()
                .map(line -> line.split(":", 2))
                .anyMatch(field -> field.length == 2
                        && field[0].strip().toLowerCase(Locale.ROOT).equals("sec-websocket-accept")
                        && field[1].strip().equals(accept(key)));
        return isMeant ? null : Disconnect.upgradeRefused(at + " answered another request than ours.");
    }

    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JVM has SHA-1", e);
        }
    }
}

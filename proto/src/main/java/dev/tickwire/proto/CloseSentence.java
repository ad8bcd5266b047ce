package dev.tickwire.proto;

import java.nio.charset.StandardCharsets;

/** The rule for sentences that go with the end of a connection, and that a game or a client had a part in. */
public final class CloseSentence {
    /** As many bytes of UTF-8 as a close frame has space for. */
    public static final int MOST_BYTES = 123;

    private static final String CUT = "…";
    private static final int CUT_BYTES = 3;

    private CloseSentence() {}

    /**
     * The sentence as a player will read it: without control characters, and cut where it is too long. Where nothing is
     * left of it, it is the reason's own.
     */
    public static String of(DisconnectReason reason, String said) {
        // No more characters than bytes fit: a game may say megabytes.
        String text = Characters.cleaned(said.substring(0, Math.min(said.length(), MOST_BYTES + 1)));
        if (text.isEmpty()) {
            return reason.sentence();
        }
        return bytesOf(text) <= MOST_BYTES ? text : cut(text) + CUT;
    }

    private static String cut(String text) {
        int end = 0;
        int bytes = CUT_BYTES;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            bytes += bytesOf(text.substring(end, next));
            if (bytes > MOST_BYTES) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    private static int bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

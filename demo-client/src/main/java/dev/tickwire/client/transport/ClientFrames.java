package dev.tickwire.client.transport;

import java.nio.ByteBuffer;

/** Writes frames as a client sends them over a WebSocket: masked, as RFC 6455 asks. */
final class ClientFrames {
    /** Most bytes before a payload. */
    static final int MOST_HEADER_BYTES = 14;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int TWO_DIGITS = 126;
    private static final int EIGHT_DIGITS = 127;

    private ClientFrames() {}

    /** Appends one frame, whose payload is from {@code offset} (included) to {@code end} (excluded). */
    static void write(int opcode, boolean isFin, byte[] payload, int offset, int end, int mask, ByteBuffer out) {
        int length = end - offset;
        out.put((byte) (opcode | (isFin ? FIN : 0)));
        if (length < TWO_DIGITS) {
            out.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            out.put((byte) (MASKED | TWO_DIGITS)).putShort((short) length);
        } else {
            out.put((byte) (MASKED | EIGHT_DIGITS)).putLong(length);
        }
        out.putInt(mask);
        for (int i = 0; i < length; i++) {
            out.put((byte) (payload[offset + i] ^ (mask >>> (24 - 8 * (i & 3)))));
        }
    }
}

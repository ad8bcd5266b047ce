package dev.tickwire.client.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes apart what a server sends over a WebSocket, as RFC 6455 says, in pieces of any size. Not thread-safe.
 *
 * <p>After {@link Sink#onMalformed} or {@link Sink#onClose} nothing more is taken.
 */
final class FrameParser {
    /** Hears what has come; arrays are good during the call only. */
    interface Sink {
        void onMessage(byte[] bytes, int offset, int end);

        void onPing(byte[] payload);

        void onClose(int code, String sentence);

        void onMalformed(String sentence);
    }

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int NO_STATUS = 1005;
    private static final byte[] NOTHING = {};

    private final Sink sink;
    private final int maxMessageBytes;
    /** A frame of which not all has come. */
    private byte[] held = NOTHING;

    private int heldLength;
    /** The fragments of a message of which not all have come. */
    private byte[] message = NOTHING;

    private int messageLength;
    private boolean isInMessage;
    private boolean isOver;

    FrameParser(Sink sink, int maxMessageBytes) {
        this.sink = sink;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Takes bytes from {@code offset} (included) to {@code end} (excluded). */
    void take(byte[] bytes, int offset, int end) {
        if (heldLength == 0) {
            int rest = parse(bytes, offset, end);
            hold(bytes, rest, end);
        } else {
            hold(bytes, offset, end);
            int length = heldLength;
            byte[] all = held;
            heldLength = 0;
            int rest = parse(all, 0, length);
            hold(all, rest, length);
        }
    }

    private void hold(byte[] bytes, int offset, int end) {
        int length = end - offset;
        if (isOver || length <= 0) {
            return;
        }
        if (heldLength + length > held.length) {
            held = Arrays.copyOf(held, Math.max(heldLength + length, held.length * 2));
        }
        System.arraycopy(bytes, offset, held, heldLength, length);
        heldLength += length;
    }

    /** Returns where the first frame begins that is not complete. */
    private int parse(byte[] bytes, int offset, int end) {
        int at = offset;
        while (!isOver) {
            int headerEnd = headerEnd(bytes, at, end);
            if (headerEnd < 0) {
                return at;
            }
            long length = payloadLength(bytes, at);
            if (!isAcceptable(bytes[at] & 0xFF, bytes[at + 1] & 0xFF, length)) {
                return at;
            }
            if (end - headerEnd < length) {
                return at;
            }
            int frameEnd = headerEnd + (int) length;
            frame(bytes[at] & 0xFF, bytes, headerEnd, frameEnd);
            at = frameEnd;
        }
        return at;
    }

    private static int headerEnd(byte[] bytes, int at, int end) {
        if (end - at < 2) {
            return -1;
        }
        int length = bytes[at + 1] & 0x7F;
        int header = length == SHORT_LENGTH ? 4 : length == LONG_LENGTH ? 10 : 2;
        return end - at < header ? -1 : at + header;
    }

    private static long payloadLength(byte[] bytes, int at) {
        int length = bytes[at + 1] & 0x7F;
        if (length < SHORT_LENGTH) {
            return length;
        }
        int digits = length == SHORT_LENGTH ? 2 : 8;
        long value = 0;
        for (int i = 0; i < digits; i++) {
            value = (value << 8) | (bytes[at + 2 + i] & 0xFF);
        }
        return value;
    }

    private boolean isAcceptable(int first, int second, long length) {
        boolean isControl = (first & 0x08) != 0;
        if ((first & RESERVED) != 0 || (second & MASKED) != 0 || (isControl && (length > 125 || (first & FIN) == 0))) {
            return fail("The server sent what is no frame of a WebSocket.");
        }
        if (length < 0 || length > maxMessageBytes || (!isControl && messageLength + length > maxMessageBytes)) {
            return fail("The server sent more than " + maxMessageBytes + " bytes at once.");
        }
        return true;
    }

    private void frame(int first, byte[] bytes, int offset, int end) {
        boolean isFin = (first & FIN) != 0;
        switch (first & 0x0F) {
            case Opcodes.BINARY -> begin(isFin, bytes, offset, end);
            case Opcodes.CONTINUATION -> goOn(isFin, bytes, offset, end);
            case Opcodes.TEXT -> fail("The server sent a text message.");
            case Opcodes.PING -> sink.onPing(Arrays.copyOfRange(bytes, offset, end));
            case Opcodes.PONG -> {}
            case Opcodes.CLOSE -> close(bytes, offset, end);
            default -> fail("The server sent what is no frame of a WebSocket.");
        }
    }

    private void begin(boolean isFin, byte[] bytes, int offset, int end) {
        if (isInMessage) {
            fail("The server began a message within another one.");
        } else if (isFin) {
            sink.onMessage(bytes, offset, end);
        } else {
            isInMessage = true;
            gather(bytes, offset, end);
        }
    }

    private void goOn(boolean isFin, byte[] bytes, int offset, int end) {
        if (!isInMessage) {
            fail("The server went on with a message that it had not begun.");
            return;
        }
        gather(bytes, offset, end);
        if (isFin) {
            int length = messageLength;
            isInMessage = false;
            messageLength = 0;
            sink.onMessage(message, 0, length);
        }
    }

    private void gather(byte[] bytes, int offset, int end) {
        int length = messageLength + end - offset;
        if (length > message.length) {
            message = Arrays.copyOf(message, Math.max(length, message.length * 2));
        }
        System.arraycopy(bytes, offset, message, messageLength, end - offset);
        messageLength = length;
    }

    private void close(byte[] bytes, int offset, int end) {
        isOver = true;
        int code = end - offset < 2 ? NO_STATUS : ((bytes[offset] & 0xFF) << 8) | (bytes[offset + 1] & 0xFF);
        String sentence =
                end - offset <= 2 ? "" : new String(bytes, offset + 2, end - offset - 2, StandardCharsets.UTF_8);
        sink.onClose(code, sentence);
    }

    private boolean fail(String sentence) {
        isOver = true;
        sink.onMalformed(sentence);
        return false;
    }
}

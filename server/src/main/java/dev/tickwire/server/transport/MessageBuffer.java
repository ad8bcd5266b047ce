package dev.tickwire.server.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Puts the frames of a message together. It grows with the message, and is small again after it. Not thread-safe. */
final class MessageBuffer {
    private static final int FIRST_BYTES = 256;
    /** A buffer of this size is kept from message to message. */
    private static final int MOST_KEPT_BYTES = 4 * 1024;

    private final int maxMessageBytes;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    MessageBuffer(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Adds what a frame has; false: the message is too large, and nothing was added. */
    boolean add(ByteBuffer payload) {
        int added = payload.remaining();
        if (added > maxMessageBytes - length) {
            return false;
        }
        if (length + added > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(maxMessageBytes, Math.max(length + added, bytes.length * 2)));
        }
        payload.get(bytes, length, added);
        length += added;
        return true;
    }

    /** The message so far, from the first byte on. */
    byte[] bytes() {
        return bytes;
    }

    /** Bytes of the message so far. */
    int length() {
        return length;
    }

    /** Starts with the next message. */
    void clear() {
        length = 0;
        if (bytes.length > MOST_KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }
}

package dev.tickwire.client.transport;

/**
 * Hears what happens on one connection, on an I/O thread and in one call at a time; must not block.
 *
 * <p>{@link #onOpen} comes at most once, {@link #onClosed} exactly once, and nothing after it.
 */
public interface ConnectionListener {
    /** The connection is open; send over it, now and later. */
    void onOpen(Connection connection);

    /** Bytes have come: a whole message, which is handed over next, or a part of one. */
    default void onBytes() {}

    /**
     * A whole message has come, from {@code offset} (included) to {@code end} (excluded); the bytes are good during the
     * call only.
     */
    void onMessage(byte[] bytes, int offset, int end);

    /** The connection is over, or could not be made. */
    void onClosed(Disconnect why);
}

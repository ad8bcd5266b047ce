package dev.tickwire.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes over a connected socket that does not block, as they are or encrypted. Not thread-safe. */
interface Wire {
    /** Reads what has come; −1: the other side has ended. */
    int read(ByteBuffer into) throws IOException;

    /** Takes of the buffer what can be sent now; the rest is to be offered again, once the socket takes more. */
    void write(ByteBuffer from) throws IOException;

    /** Sends what the wire itself still has to send; whether nothing is left of that. */
    boolean flush() throws IOException;

    /** Whether it takes what is written, as soon as the socket does: it has not to hear something first. */
    boolean takesMore();

    /** Whether it has something to send by itself, once the socket takes more. */
    boolean hasUnsent();

    /** Whether it holds something that has come and was not read, though the socket has nothing more. */
    boolean hasUnread();
}

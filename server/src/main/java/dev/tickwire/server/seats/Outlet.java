package dev.tickwire.server.seats;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.address.Address;
import org.jspecify.annotations.Nullable;

/** Where a player's frames go: a connection, as a room sees it. Any thread may call any of it. */
public interface Outlet {
    /** Whether everything sent so far is out of this process, so that a snapshot would not wait behind another. */
    boolean isIdle();

    /** The network address that the client comes from. */
    Address address();

    /**
     * Sends one message: {@code length} bytes from {@code offset}, which are copied. Never blocks, never throws; on a
     * connection that is gone nothing happens. A few messages may wait behind another; more are dropped, which is
     * counted.
     */
    void send(byte[] bytes, int offset, int length);

    /** Sends one message. */
    default void send(byte[] message) {
        send(message, 0, message.length);
    }

    /** What opens the place of its client for another connection: 128 bits that nobody can guess. Asked once. */
    default byte[] secret() {
        return ResumeToken.newSecret();
    }

    /** Why it is gone already; null: it is there. */
    default @Nullable Departure departed() {
        return null;
    }

    /** Ends the connection and says why; only the first call counts. */
    void close(DisconnectReason reason, String sentence);

    /** Ends the connection with the reason's own sentence. */
    default void close(DisconnectReason reason) {
        close(reason, reason.sentence());
    }
}

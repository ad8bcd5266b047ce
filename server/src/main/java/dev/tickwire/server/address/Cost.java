package dev.tickwire.server.address;

/** What a client does that costs the server something, and that its address may do so often. */
public enum Cost {
    /** A request for a WebSocket. */
    HANDSHAKE,
    /** A join, also of one who comes back. */
    JOIN,
    /** A join for which a room is opened. */
    CREATE,
    /** Something said to everybody in a room, or reported to those who run the server. */
    CHAT,
    /** A code or a password that may be wrong. */
    GUESS,
    /** A wrong secret of the API. */
    SECRET;

    /** Whether somebody may find out something by trying; then nobody is exempt. */
    boolean isOfTrying() {
        return this == GUESS || this == SECRET;
    }
}

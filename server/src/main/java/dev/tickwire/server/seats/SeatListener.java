package dev.tickwire.server.seats;

/** What a seat tells its room. Any thread calls any of it; no method waits or takes a lock. */
public interface SeatListener {
    /** The seat's connection has ended; called at most twice for each seat, and never refused. */
    void departed(Seat seat);

    /** A client has said something that its seat has for the room. */
    void stirred();

    /**
     * Somebody says something to everybody in the room, as UTF-8.
     *
     * @return false if too much is being said at once
     */
    boolean said(Seat seat, byte[] text);

    /**
     * Somebody says that something is wrong, for those who run the server.
     *
     * @return false if too much waits for the room
     */
    boolean reported(Seat seat, String text);
}

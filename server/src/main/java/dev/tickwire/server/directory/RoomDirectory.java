package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import java.util.function.Consumer;

/** Finds places in rooms, wherever the rooms are. Any thread may ask. */
public interface RoomDirectory {
    /** Which room somebody wants to join. */
    sealed interface Wanted {
        /** The room of an id. */
        record ById(String id) implements Wanted {}

        /**
         * A room of a type.
         *
         * @param name of the type; empty: the default one
         * @param create whether it is to be a new one
         */
        record ByType(String name, boolean create) implements Wanted {}

        /** The room in which a token opens a seat. */
        record BySeat(ResumeToken token) implements Wanted {}
    }

    /** What comes of a request. */
    sealed interface Answer {
        /** The seat is taken. */
        record Seated(Seat seat) implements Answer {}

        /** The room is on another server, to be reached there. */
        record Elsewhere(String url) implements Answer {}

        /** There is no place. */
        record Refused(DisconnectReason reason) implements Answer {}
    }

    /**
     * Takes a place for a connection. Never waits, and runs no code of a game on the calling thread.
     *
     * @param answer called once: before this returns, or later on another thread, if a room must be opened first
     */
    void take(Wanted wanted, SeatRequest request, Outlet outlet, Consumer<Answer> answer);
}

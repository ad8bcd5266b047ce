package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Option;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds places in rooms, wherever the rooms are. Any thread may ask. */
public interface RoomDirectory {
    /** Which room somebody wants to join. */
    sealed interface Wanted {
        /** The room of an id, or in which a reservation keeps a place. */
        record ById(String id) implements Wanted {}

        /** The room that has an invitation code, as somebody typed it. */
        record ByCode(String code) implements Wanted {}

        /** The room of a type that players call so; where there is none, one is opened. */
        record ByName(String type, String name, NewRoom opens) implements Wanted {}

        /**
         * A room of a type.
         *
         * @param type empty: the default one
         * @param create whether it is to be a new one
         * @param labels that it must have
         * @param opens what it is to be like if it is a new one
         */
        record ByType(String type, boolean create, List<Option> labels, NewRoom opens) implements Wanted {
            public ByType {
                labels = List.copyOf(labels);
            }

            /** Any room of a type, or any new one. */
            public ByType(String type, boolean create) {
                this(type, create, List.of(), NewRoom.LISTED);
            }
        }

        /** The room in which a token opens a seat. */
        record BySeat(ResumeToken token) implements Wanted {}
    }

    /**
     * What a room that is opened is to be like.
     *
     * @param options unchecked, as a client chose them
     * @param labels beside those of the game
     */
    record NewRoom(boolean isListed, List<Option> options, Map<String, Object> labels) {
        /** A listed one for which nothing is chosen. */
        public static final NewRoom LISTED = new NewRoom(true, List.of());

        public NewRoom {
            options = List.copyOf(options);
            labels = Map.copyOf(labels);
        }

        /** One with the labels of its game. */
        public NewRoom(boolean isListed, List<Option> options) {
            this(isListed, options, Map.of());
        }
    }

    /**
     * Where somebody who wants a room would come.
     *
     * @param room its id, whether it is there or is to be opened; empty: any of the type
     */
    record Goal(RoomType type, String room) {}

    /** What comes of a request. */
    sealed interface Answer {
        /** The seat is taken. */
        record Seated(Seat seat) implements Answer {}

        /** The room is on another server, to be reached there. */
        record Elsewhere(String url) implements Answer {}

        /** There is no place, for a reason and with a sentence for the player. */
        record Refused(DisconnectReason reason, String sentence) implements Answer {
            /** With the reason's own sentence. */
            public Refused(DisconnectReason reason) {
                this(reason, reason.sentence());
            }
        }
    }

    /**
     * Where somebody would come who asks now; null: there is no such room or room type, or it has a seat there already.
     * Never waits.
     */
    @Nullable
    Goal goal(Wanted wanted);

    /**
     * Takes a place for a connection. Never waits, and runs no code of a game on the calling thread.
     *
     * @param answer called once: before this returns, or later on another thread, if a room must be opened first
     */
    void take(Wanted wanted, SeatRequest request, Outlet outlet, Consumer<Answer> answer);
}

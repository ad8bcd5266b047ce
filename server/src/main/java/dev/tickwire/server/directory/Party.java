package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.address.Address;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some who will come together, and for whom somebody reserves places in one room.
 *
 * @param places how many; 0: only the room is wanted
 * @param seconds how long the places are kept for those who have not come
 * @param payer the address whose right to open rooms is used; null: a backend asks, for whom there is no limit
 * @param isCreator whether the room is opened for it
 * @param answer called once
 */
public record Party(
        int places,
        int seconds,
        @Nullable Address payer,
        Reservations reservations,
        boolean isCreator,
        Consumer<Outcome> answer)
        implements Waiter {
    /** What comes of it. */
    public sealed interface Outcome {
        /**
         * The places are kept.
         *
         * @param isNew whether the room was opened for it
         * @param reservations one for each place: who joins with it has the place
         */
        record Reserved(Room room, boolean isNew, List<String> reservations) implements Outcome {
            public Reserved {
                reservations = List.copyOf(reservations);
            }
        }

        /** There are no places, or none now. */
        record Refused(DisconnectReason reason, String sentence) implements Outcome {}
    }

    @Override
    public Role role() {
        return Role.PLAYER;
    }

    @Override
    public Waiter asCreator() {
        return new Party(places, seconds, payer, reservations, true, answer);
    }

    /** Each of it is looked at when it comes. */
    @Override
    public Found.@Nullable Refused obstacle(RoomType type) {
        return null;
    }

    @Override
    public boolean takeCreate() {
        return payer == null || payer.takeCreate();
    }

    @Override
    public boolean reserve(Room room) {
        return !room.places().isClosed() && room.reserve(places);
    }

    @Override
    public void enter(Room room, UserSeats users) {
        answer.accept(new Outcome.Reserved(room, isCreator, reservations.add(room, places, seconds)));
    }

    @Override
    public void refuse(DisconnectReason reason, String sentence) {
        answer.accept(new Outcome.Refused(reason, sentence));
    }
}

package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who wants to come in. */
record Newcomer(SeatRequest request, Outlet outlet, Consumer<Answer> answer) implements Waiter {
    private static final String NEEDS_CELLS =
            "This game has columns of cells, which your client cannot read: reload, or use a newer one.";
    private static final String NAME_RESERVED = "This name is reserved: choose another one.";

    @Override
    public Role role() {
        return request.role();
    }

    @Override
    public int places() {
        return request.resumes() == null ? 1 : 0;
    }

    @Override
    public Waiter asCreator() {
        return new Newcomer(request.asCreator(), outlet, answer);
    }

    @Override
    public Found.@Nullable Refused obstacle(RoomType type) {
        if (type.auth().isRequired() && request.identity().isAnonymous()) {
            return new Found.Refused(DisconnectReason.NOT_SIGNED_IN);
        }
        return type.auth().names().refuse(request.identity())
                ? new Found.Refused(DisconnectReason.INVALID_NAME, NAME_RESERVED)
                : mismatch(type);
    }

    /** Null: its client can read what rooms of the type send. */
    Found.@Nullable Refused mismatch(RoomType type) {
        if (request.isForOtherSchemaThan(type)) {
            return new Found.Refused(DisconnectReason.SCHEMA_MISMATCH);
        }
        return request.lacksFeatureFor(type) ? new Found.Refused(DisconnectReason.SCHEMA_MISMATCH, NEEDS_CELLS) : null;
    }

    @Override
    public boolean takeCreate() {
        return outlet.address().takeCreate();
    }

    @Override
    public boolean reserve(Room room) {
        return request.resumes() != null || room.reserve(request.role());
    }

    @Override
    public void enter(Room room, UserSeats users) {
        users.enter(room, this);
    }

    /** Tells it what came of the place that was promised to it; null: too many came at once. */
    void seated(@Nullable Seat seat) {
        answer(seat == null ? new Answer.Refused(DisconnectReason.SERVER_FULL) : new Answer.Seated(seat));
    }

    @Override
    public void refuse(DisconnectReason reason, String sentence) {
        answer(new Answer.Refused(reason, sentence));
    }

    /** What goes wrong with one answer keeps no other from being given. */
    private void answer(Answer given) {
        try {
            answer.accept(given);
        } catch (Throwable bug) {
            Failures.log("an answer to a join failed: a bug in the server", bug);
        }
    }
}

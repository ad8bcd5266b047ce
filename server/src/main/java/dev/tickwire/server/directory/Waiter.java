package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.seats.Outlet;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for a place, and is answered once. */
record Waiter(SeatRequest request, Outlet outlet, Consumer<Answer> answer) {
    Role role() {
        return request.role();
    }

    /** The same of somebody for whom the room is opened. */
    Waiter asCreator() {
        return new Waiter(request.asCreator(), outlet, answer);
    }

    /** Tells it what came of the place that was promised to it; null: too many came at once. */
    void seated(@Nullable Seat seat) {
        answer(seat == null ? new Answer.Refused(DisconnectReason.SERVER_FULL) : new Answer.Seated(seat));
    }

    void refuse(DisconnectReason reason) {
        refuse(reason, reason.sentence());
    }

    void refuse(DisconnectReason reason, String sentence) {
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

package dev.tickwire.server.room;

import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Places;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.simulation.world.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says who may come into a room. */
final class Admission {
    private Admission() {}

    /** The player of the same user, who is here in another window, or whose seat is kept; null: there is none. */
    static @Nullable Player takesOver(List<Player> players, SeatRequest asked, RoomType type) {
        if (!asked.isOfUser() || type.auth().oneSeat() == OneSeat.OFF) {
            return null;
        }
        for (Player player : players) {
            if (!player.isSpectator() && player.user().equals(asked.identity().user())) {
                return player;
            }
        }
        return null;
    }

    /** Whether rows of its account are not loaded, or as the rules had them that the room went by a moment ago. */
    static boolean lacksRows(Seat seat, RoomType type) {
        boolean areOld = !seat.roomType().hasRulesOf(type)
                && !seat.request().identity().rows().isEmpty();
        return areOld || seat.request().lacksSavedRow(type);
    }

    /** Why somebody may not come in as a player or a spectator, as a sentence; null: it may. */
    static @Nullable String refusal(Match match, int number, String name, SeatRequest asked) {
        if (asked.isCreator()) {
            return null;
        }
        return match.isLocked() && number >= 0
                ? Places.LOCKED
                : match.refusal(new Candidate(number, name, asked.identity().user(), asked.password()));
    }
}

package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which seat is on which place of a room: players at their numbers, then spectators. The room's loop writes; any thread
 * may read, and end them all.
 */
final class Seating {
    private final int playerLimit;
    private final AtomicReferenceArray<@Nullable Seat> seated;
    /** By place: who leaves and joins again in a loop is likely to get the same ones, and may say no more for it. */
    private final Allowances[] allowances;
    /** Why all seats were ended; null: they were not. */
    private volatile @Nullable End end;

    private record End(DisconnectReason reason, String sentence) {}

    Seating(RoomSettings.Capacity capacity) {
        playerLimit = capacity.players();
        seated = new AtomicReferenceArray<>(capacity.places());
        allowances = new Allowances[capacity.places()];
        Arrays.setAll(allowances, place -> new Allowances());
    }

    /** The seat on a place; null: it is free, or there is no such place. */
    @Nullable
    Seat at(int place) {
        return place >= 0 && place < seated.length() ? seated.get(place) : null;
    }

    /** The seat that a token opens; null: it opens none. */
    @Nullable
    Seat find(ResumeToken token) {
        Seat seat = token.player() < playerLimit ? seated.get(token.player()) : null;
        return seat != null && seat.isOpenedBy(token) ? seat : null;
    }

    /** What whoever has a place may still say; of the loop. */
    Allowances allowances(int place) {
        return allowances[place];
    }

    /** A free place, of which there must be one. */
    int firstFree(Role role) {
        int place = role == Role.PLAYER ? 0 : playerLimit;
        while (seated.get(place) != null) {
            place++;
        }
        return place;
    }

    /** Whoever ends all seats at this moment misses this one, or has set the reason already. */
    void sit(int place, Seat seat) {
        seated.set(place, seat);
        End all = end;
        if (all != null) {
            seat.end(all.reason(), all.sentence());
        }
    }

    void free(int place) {
        seated.set(place, null);
    }

    /** Ends all seats, and those that come later, with a sentence for the players. */
    void endAll(DisconnectReason reason, String sentence) {
        end = new End(reason, sentence);
        for (int place = 0; place < seated.length(); place++) {
            Seat seat = seated.get(place);
            if (seat != null) {
                seat.end(reason, sentence);
                seat.giveUp();
            }
        }
    }
}

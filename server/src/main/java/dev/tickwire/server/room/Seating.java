package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Seat;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Who sits where: players at their numbers, then spectators. Written by the room's loop; any thread may read, and end
 * all.
 */
final class Seating {
    private final int playerLimit;
    private final AtomicReferenceArray<@Nullable Seat> seats;

    /** Why all were ended; null: they were not. */
    private volatile @Nullable End end;

    private record End(DisconnectReason reason, String sentence) {}

    Seating(int places, int playerLimit) {
        this.playerLimit = playerLimit;
        seats = new AtomicReferenceArray<>(places);
    }

    /** Who sits on a place; null: nobody, or there is no such place. */
    @Nullable
    Seat get(int place) {
        return place >= 0 && place < seats.length() ? seats.get(place) : null;
    }

    /** Whoever ends all seats at this moment misses this one, or has set the reason already. */
    void sit(int place, Seat seat) {
        seats.set(place, seat);
        End all = end;
        if (all != null) {
            seat.end(all.reason, all.sentence);
        }
    }

    void free(int place) {
        seats.set(place, null);
    }

    /** The first place from one on that is free; there must be one. */
    int firstFree(int from) {
        int place = from;
        while (seats.get(place) != null) {
            place++;
        }
        return place;
    }

    /** The seat that a token opens; null: it opens none. */
    @Nullable
    Seat openedBy(ResumeToken token) {
        Seat seat = token.player() < playerLimit ? get(token.player()) : null;
        return seat != null && seat.isOpenedBy(token) ? seat : null;
    }

    /** Ends all seats, and those that come later, with a sentence for the players. */
    void endAll(DisconnectReason reason, String sentence) {
        end = new End(reason, sentence);
        for (int place = 0; place < seats.length(); place++) {
            Seat seat = seats.get(place);
            if (seat != null) {
                seat.end(reason, sentence);
                seat.giveUp();
            }
        }
    }
}

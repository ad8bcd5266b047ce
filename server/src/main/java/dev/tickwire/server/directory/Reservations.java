package dev.tickwire.server.directory;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.seats.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Places that are kept for those who will come. A reservation is the id of its room and a secret: whoever says it in
 * place of the id has the place. Any thread may use it; there are no more than rooms have places.
 */
final class Reservations {
    private static final char SEPARATOR = '~';
    private static final long CHECKS_PER_SECOND = 1_000 / LocalRooms.CHECK_MILLIS;

    private final RoomIds ids;
    private final Counters counters;
    private final Map<String, Kept> kept = new HashMap<>();

    /** A place, and how many more checks it is kept. */
    private static final class Kept {
        final Room room;
        long checks;

        Kept(Room room, long checks) {
            this.room = room;
            this.checks = checks;
        }
    }

    Reservations(RoomIds ids, Counters counters) {
        this.ids = ids;
        this.counters = counters;
    }

    /** Whether what stands in place of a room's id is a reservation. */
    static boolean isOne(String id) {
        return id.indexOf(SEPARATOR) >= 0;
    }

    /** Keeps places of a room, which were taken, for so long; one reservation for each. */
    synchronized List<String> add(Room room, int places, int seconds) {
        List<String> added = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            String reservation = room.id() + SEPARATOR + ids.nextSecret();
            kept.put(reservation, new Kept(room, seconds * CHECKS_PER_SECOND));
            added.add(reservation);
            counters.increment(Counter.SEATS_RESERVED);
        }
        return added;
    }

    /** The room in which one keeps a place; null: it keeps none, or none any more. */
    synchronized @Nullable Room find(String reservation) {
        Kept one = kept.get(reservation);
        return one == null || one.room.places().isClosed() ? null : one.room;
    }

    /** The one who comes has the place from now on; false: somebody else has. */
    synchronized boolean use(String reservation) {
        return kept.remove(reservation) != null;
    }

    /** Nobody comes: gives the place back at once, and says the room. Null: it keeps none, or none any more. */
    synchronized @Nullable Room cancel(String reservation) {
        Room room = find(reservation);
        if (room != null) {
            kept.remove(reservation);
            room.release(Role.PLAYER);
            counters.increment(Counter.RESERVATIONS_CANCELLED);
        }
        return room;
    }

    /** Gives places up for which nobody has come in time; called every {@link LocalRooms#CHECK_MILLIS}. */
    synchronized void expire() {
        Iterator<Kept> all = kept.values().iterator();
        while (all.hasNext()) {
            Kept one = all.next();
            if (--one.checks < 0) {
                all.remove();
                one.room.release(Role.PLAYER);
                counters.increment(Counter.RESERVATIONS_EXPIRED);
            }
        }
    }
}

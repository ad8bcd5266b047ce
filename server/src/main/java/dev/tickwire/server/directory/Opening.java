package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room that is about to be opened, and those who wait for it. Guarded by the lock of {@link LocalRooms}. */
final class Opening {
    private final Listing listing;
    private final RoomType type;
    private final boolean isKept;
    private final List<Waiter> waiters = new ArrayList<>();
    private int players;
    private int spectators;
    private int checks;
    private boolean wasSeenAtWork;
    private volatile @Nullable Thread worker;

    /** {@code isKept}: the room was there before, and comes back from what was kept of it. */
    Opening(Listing listing, RoomType type, boolean isKept) {
        this.listing = listing;
        this.type = type;
        this.isKept = isKept;
    }

    boolean isKept() {
        return isKept;
    }

    Listing listing() {
        return listing;
    }

    RoomType type() {
        return type;
    }

    /** Lets somebody wait. False: the room will be full. */
    boolean add(Waiter waiter) {
        boolean plays = waiter.role() == Role.PLAYER;
        int limit = plays
                ? type.settings().capacity().players()
                : type.settings().capacity().spectators();
        if ((plays ? players : spectators) + waiter.places() > limit) {
            return false;
        }
        if (plays) {
            players += waiter.places();
        } else {
            spectators += waiter.places();
        }
        waiters.add(waiter);
        return true;
    }

    /** Takes their places for those who wait, and lets go of those for whom there is none. */
    List<Waiter> reserveIn(Room room) {
        List<Waiter> without =
                waiters.stream().filter(waiter -> !waiter.reserve(room)).toList();
        waiters.removeAll(without);
        return without;
    }

    /** Nobody who waits comes in. */
    void refuse(DisconnectReason reason, Counters counters) {
        for (Waiter waiter : waiters) {
            if (reason == DisconnectReason.SERVER_FULL) {
                counters.increment(Counter.ROOMS_REFUSED);
            }
            waiter.refuse(reason);
        }
    }

    List<Waiter> waiters() {
        return waiters;
    }

    /** One more check sees it; tells how many have, since it waits for a worker, or since it has one. */
    int seen() {
        if (!wasSeenAtWork && worker != null) {
            wasSeenAtWork = true;
            checks = 0;
        }
        return ++checks;
    }

    /** The thread that runs the game's start; null: none does. Any thread may ask. */
    @Nullable
    Thread worker() {
        return worker;
    }

    void setWorker(@Nullable Thread thread) {
        worker = thread;
    }
}

package dev.tickwire.server.directory;

import dev.tickwire.server.room.Listing;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room that is about to be opened, and those who wait for it. Guarded by the lock of {@link LocalRooms}. */
final class Opening {
    private final Listing listing;
    private final RoomType type;
    private final List<Waiter> waiters = new ArrayList<>();
    private int players;
    private int spectators;
    private int checks;
    private boolean wasSeenAtWork;
    private volatile @Nullable Thread worker;

    Opening(Listing listing, RoomType type) {
        this.listing = listing;
        this.type = type;
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

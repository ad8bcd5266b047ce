package dev.tickwire.server.directory;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether there may be one more room. Guarded by the lock of {@link LocalRooms}. */
final class Vacancy {
    private final Inventory inventory;
    private final Map<String, RoomType> types;
    private final RoomList rooms;
    private final RoomOpener opener;
    private final RoomMemory memory;
    private final int roomLimit;
    private final Counters counters;

    Vacancy(Inventory inventory, RoomOpener opener, RoomMemory memory, int roomLimit, Counters counters) {
        this.inventory = inventory;
        types = inventory.types();
        rooms = inventory.rooms();
        this.opener = opener;
        this.memory = memory;
        this.roomLimit = roomLimit;
        this.counters = counters;
    }

    /** Why no player could join by any type now, in a sentence; null: some could. */
    @Nullable
    String obstacle() {
        if (types.values().stream().anyMatch(this::hasPlaceFor)) {
            return null;
        }
        if (types.values().stream().noneMatch(type -> opener.canOpen(type.name()))) {
            return "No room can be opened: the games of every room type hang, or have taken too many threads.";
        }
        return memory.isEnoughFor(inventory.openings().count() + 1)
                ? "The server is full: no room has a place, and there are as many rooms as there may be."
                : "The server is full: no room has a place, and there is no memory for another one.";
    }

    private boolean hasPlaceFor(RoomType type) {
        return rooms.all().stream()
                        .anyMatch(room -> room.type().isLike(type)
                                && room.listing().isListed()
                                && room.places().hasPlace(Role.PLAYER))
                || (opener.canOpen(type.name())
                        && mayHaveRoomFor(type)
                        && memory.isEnoughFor(inventory.openings().count() + 1));
    }

    /** As {@link #hasRoomFor}, but that nothing makes way yet. */
    private boolean mayHaveRoomFor(RoomType type) {
        return (inventory.countOf(type) < type.settings().capacity().rooms() || rooms.hasEmpty(type.name()))
                && (inventory.count() < roomLimit || rooms.hasEmpty(null));
    }

    /** Whether one more room may be opened; rooms that have been empty for the longest time make way for it. */
    boolean hasRoomFor(RoomType type) {
        return (inventory.countOf(type) < type.settings().capacity().rooms() || closeLongestEmpty(type.name()))
                && (inventory.count() < roomLimit || closeLongestEmpty(null));
    }

    /** Whether there is memory for one more; if not, there may be soon: an empty room makes way. */
    boolean hasMemory() {
        boolean isEnough = memory.isEnoughFor(inventory.openings().count() + 1);
        if (!isEnough) {
            // What it had is free after the next collection.
            closeLongestEmpty(null);
        }
        return isEnough;
    }

    /** Whether a kept room may come back. */
    boolean mayWake(RoomType type) {
        boolean may = hasRoomFor(type) && hasMemory();
        if (!may) {
            counters.increment(Counter.ROOMS_REFUSED);
        }
        return may;
    }

    private boolean closeLongestEmpty(@Nullable String typeName) {
        boolean closed = rooms.closeLongestEmpty(typeName);
        if (closed) {
            counters.increment(Counter.EMPTY_ROOMS_CLOSED);
        }
        return closed;
    }
}

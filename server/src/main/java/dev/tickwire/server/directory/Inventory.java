package dev.tickwire.server.directory;

import dev.tickwire.server.roomtype.RoomType;
import java.util.Map;

/**
 * What a directory has. Guarded by the lock of {@link LocalRooms}.
 *
 * @param types in the order of the config, by name
 * @param rooms that run
 * @param openings rooms that are being opened
 * @param adjustments what operators say of rooms over the config
 */
record Inventory(Map<String, RoomType> types, RoomList rooms, Openings openings, Adjustments adjustments) {
    /** Rooms of a type that there are, or are about to be. */
    int countOf(RoomType type) {
        return rooms.countOf(type.name()) + openings.countOf(type.name());
    }

    int count() {
        return rooms.count() + openings.count();
    }
}

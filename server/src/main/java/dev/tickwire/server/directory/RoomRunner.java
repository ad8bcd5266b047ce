package dev.tickwire.server.directory;

import dev.tickwire.server.room.Room;

/** Runs the rooms that are open. Called under a lock: it must not wait. */
@FunctionalInterface
public interface RoomRunner {
    /** Takes a new room to run; false: too many come at once. */
    boolean run(Room room);

    /** Whether games of a type have taken so many threads that no room of it is run. */
    default boolean isGivenUp(String typeName) {
        return false;
    }
}

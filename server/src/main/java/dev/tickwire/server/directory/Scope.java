package dev.tickwire.server.directory;

/** For which rooms somebody changes something. */
public sealed interface Scope {
    /**
     * Rooms of a type, those that are opened later, too.
     *
     * @param percent of them, 1 to 100: which, is decided by their ids, so that a room stays with what it has
     */
    record OfType(String type, int percent) implements Scope {
        public static final int ALL = 100;

        boolean has(String roomId) {
            return Math.floorMod(roomId.hashCode() * 0x9E3779B1, ALL) < percent;
        }
    }

    /** One room, as long as it is there. */
    record OfRoom(String id) implements Scope {}
}

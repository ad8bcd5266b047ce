package dev.tickwire.simulation.state;

/**
 * What the rules know of the room that they run in, and what they decided about it.
 *
 * @param id the room's; empty: there is no room
 * @param creator number of the player who opened the room; −1: it has left, or nobody did
 * @param isLocked whether no further players are let in
 * @param lastRequest number of the newest request that rules have made; 0: there was none
 */
public record RoomState(String id, int creator, boolean isLocked, int lastRequest) {
    /** In place of a player's number. */
    public static final int NOBODY = -1;

    /** There is no room. */
    public static final RoomState NONE = new RoomState("", NOBODY, false, 0);

    /** The same room, with another creator. */
    public RoomState withCreator(int player) {
        return new RoomState(id, player, isLocked, lastRequest);
    }

    /** The same room, locked or not. */
    public RoomState withLock(boolean locked) {
        return new RoomState(id, creator, locked, lastRequest);
    }

    /** The same room, with one more request. */
    public RoomState withRequest() {
        return new RoomState(id, creator, isLocked, lastRequest + 1);
    }
}

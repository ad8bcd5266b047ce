package dev.tickwire.server.broadcast;

import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.roomtype.RoomType;

/**
 * For how long a room waits.
 *
 * @param maxUnackedTicks for acks that are later than usual, before the player is skipped
 * @param heartbeatTicks before it says that nothing has changed, to a player who has sent inputs
 * @param idleHeartbeatTicks the same, to anybody else: nothing of theirs is predicted
 * @param slowClientNanos for a player to whom nothing can be sent
 */
record Patience(int maxUnackedTicks, int heartbeatTicks, int idleHeartbeatTicks, long slowClientNanos) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    static Patience of(RoomType type) {
        RoomSettings.Flow flow = type.settings().flow();
        // So that whoever does nothing but answer is heard from in time.
        long answeredMillis = type.settings().timeouts().idleMillis() / 3;
        long idleMillis = Math.max(flow.heartbeatMillis(), Math.min(flow.idleHeartbeatMillis(), answeredMillis));
        return new Patience(
                type.ticks(flow.maxUnackedMillis()),
                type.ticks(flow.heartbeatMillis()),
                type.ticks(idleMillis),
                type.settings().timeouts().slowClientMillis() * NANOS_PER_MILLI);
    }
}

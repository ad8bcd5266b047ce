package dev.tickwire.server.config;

import dev.tickwire.server.room.RoomType;
import dev.tickwire.server.session.Limits;
import dev.tickwire.server.transport.Transport;
import java.util.List;

/**
 * All settings of a server: validated, immutable.
 *
 * @param loops threads that run rooms
 * @param maxCatchUpTicks how many ticks a room may be late before its schedule is moved
 * @param roomTypes at least one; the first is the default
 */
public record ServerConfig(
        Transport.Settings transport,
        Limits limits,
        int maxRooms,
        int loops,
        int maxCatchUpTicks,
        List<RoomType> roomTypes) {
    public ServerConfig {
        roomTypes = List.copyOf(roomTypes);
    }
}

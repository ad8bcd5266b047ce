package dev.tickwire.server;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.identity.KeyRing;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.saves.Saves;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Whether players can join. Any thread may ask.
 *
 * @param connections WebSockets that are open
 */
record Readiness(LocalRooms rooms, KeyRing keys, Saves saves, IntSupplier connections, int mostConnections) {
    /** Why no player can join at the moment, a sentence for each reason; empty: players can. */
    List<String> obstacles() {
        List<String> all = new ArrayList<>(rooms.obstacles());
        if (connections.getAsInt() >= mostConnections) {
            all.add("The server is full: as many connections are open as limits.connections allows.");
        }
        all.addAll(keys.obstacles(rooms.types().stream().map(RoomType::auth).toList()));
        all.addAll(saves.obstacles());
        return all;
    }

    /** 1: players can join; 0: they cannot. */
    int asNumber() {
        return obstacles().isEmpty() ? 1 : 0;
    }
}

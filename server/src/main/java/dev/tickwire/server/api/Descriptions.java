package dev.tickwire.server.api;

import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rooms and room types as the API shows them. */
final class Descriptions {
    private Descriptions() {}

    static Map<String, Object> of(Room room) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", room.id());
        fields.put("type", room.type().name());
        fields.put("state", state(room));
        fields.put("players", room.seatCount());
        fields.put("bots", room.stats().bots());
        fields.put("playerLimit", room.type().settings().capacity().players());
        fields.put("free", room.places().free());
        fields.put("spectators", room.places().count(Role.SPECTATOR));
        fields.put("spectatorLimit", room.type().settings().capacity().spectators());
        fields.put("tickRateHz", room.type().tickRateHz());
        if (!room.listing().isListed()) {
            fields.put("code", room.listing().code());
        }
        fields.put("labels", room.listing().labels());
        fields.put("options", room.type().choices().seen(room.listing().options()));
        return fields;
    }

    private static String state(Room room) {
        if (room.places().isLocked()) {
            return "locked";
        }
        return room.places().free() == 0 ? "full" : "open";
    }

    static Map<String, Object> of(RoomType type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", type.name());
        fields.put("game", type.settings().gameName());
        fields.put("bots", type.settings().rates().bots());
        fields.put("playerLimit", type.settings().capacity().players());
        fields.put("spectatorLimit", type.settings().capacity().spectators());
        fields.put("tickRateHz", type.tickRateHz());
        fields.put("snapshotRateHz", type.settings().rates().snapshotRateHz());
        fields.put("labels", type.choices().labelNames());
        return fields;
    }
}

package dev.tickwire.server.http;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes rooms and room types, for lobbies. */
public final class RoomsApi {
    private final LocalRooms rooms;

    public RoomsApi(LocalRooms rooms) {
        this.rooms = rooms;
    }

    Answer rooms() {
        List<Map<String, Object>> described = new ArrayList<>();
        for (Room room : rooms.list()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", room.id());
            fields.put("type", room.type().name());
            fields.put("players", room.seatCount());
            fields.put("playerLimit", room.type().settings().capacity().players());
            fields.put("spectators", room.spectatorCount());
            fields.put("spectatorLimit", room.type().settings().capacity().spectators());
            fields.put("tickRateHz", room.type().tickRateHz());
            described.add(fields);
        }
        return Answer.json(described);
    }

    Answer types() {
        List<Map<String, Object>> described = new ArrayList<>();
        for (RoomType type : rooms.types()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", type.name());
            fields.put("game", type.settings().gameName());
            fields.put("playerLimit", type.settings().capacity().players());
            fields.put("spectatorLimit", type.settings().capacity().spectators());
            fields.put("tickRateHz", type.tickRateHz());
            fields.put("snapshotRateHz", type.settings().rates().snapshotRateHz());
            described.add(fields);
        }
        return Answer.json(described);
    }
}

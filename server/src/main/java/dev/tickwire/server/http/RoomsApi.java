package dev.tickwire.server.http;

import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Fields;

/** Describes rooms and room types, for lobbies. */
public final class RoomsApi {
    private static final String TYPE = "type";

    private final LocalRooms rooms;

    public RoomsApi(LocalRooms rooms) {
        this.rooms = rooms;
    }

    /** The rooms that are listed; a query may say of which {@code type}, and what labels they must have. */
    Answer rooms(Fields query) {
        List<Map<String, Object>> described = new ArrayList<>();
        for (Room room : rooms.list()) {
            if (!room.listing().isListed() || !fits(room, query)) {
                continue;
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", room.id());
            fields.put("type", room.type().name());
            fields.put("players", room.seatCount());
            fields.put("bots", room.stats().bots());
            fields.put("playerLimit", room.type().settings().capacity().players());
            fields.put("spectators", room.spectatorCount());
            fields.put("spectatorLimit", room.type().settings().capacity().spectators());
            fields.put("tickRateHz", room.type().tickRateHz());
            fields.put("isLocked", room.places().isLocked());
            fields.put("labels", room.listing().labels());
            described.add(fields);
        }
        return Answer.json(described);
    }

    private static boolean fits(Room room, Fields query) {
        for (Fields.Field wanted : query) {
            Object actual = wanted.getName().equals(TYPE)
                    ? room.type().name()
                    : room.listing().labels().get(wanted.getName());
            if (actual == null || !wanted.getValues().stream().allMatch(text(actual)::equals)) {
                return false;
            }
        }
        return true;
    }

    /** As in the JSON. */
    private static String text(Object label) {
        return label instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : String.valueOf(label);
    }

    Answer types() {
        List<Map<String, Object>> described = new ArrayList<>();
        for (RoomType type : rooms.types()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", type.name());
            fields.put("game", type.settings().gameName());
            fields.put("bots", type.settings().rates().bots());
            fields.put("playerLimit", type.settings().capacity().players());
            fields.put("spectatorLimit", type.settings().capacity().spectators());
            fields.put("tickRateHz", type.tickRateHz());
            fields.put("snapshotRateHz", type.settings().rates().snapshotRateHz());
            described.add(fields);
        }
        return Answer.json(described);
    }
}

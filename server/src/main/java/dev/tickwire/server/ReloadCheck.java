package dev.tickwire.server;

import dev.tickwire.server.config.OpenRoom;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what a changed config may not change while rooms are open, and what these rooms keep. */
final class ReloadCheck {
    private ReloadCheck() {}

    /**
     * A sentence for each room type that would become another game, or look otherwise to clients, while rooms of it are
     * open: nobody could join the players there any more.
     *
     * @param open the room types of all rooms that are open
     * @param changed the room types of the changed config
     */
    static List<String> problems(Collection<RoomType> open, Collection<RoomType> changed) {
        List<String> problems = new ArrayList<>();
        for (RoomType to : changed) {
            for (RoomType from : new LinkedHashSet<>(open)) {
                String what = from.name().equals(to.name()) ? difference(from, to) : "";
                if (!what.isEmpty()) {
                    problems.add("roomTypes." + to.name() + " cannot change " + what
                            + " while rooms of it are open: the config is taken when they have closed,"
                            + " or give the new game a room type of its own");
                    break;
                }
            }
        }
        return problems;
    }

    /** The rooms that are open, and what of the changed config each does not follow. */
    static List<OpenRoom> openRooms(Collection<Room> open, Collection<RoomType> changed) {
        List<OpenRoom> rooms = new ArrayList<>();
        for (Room room : open) {
            Set<String> keeps = changed.stream()
                    .filter(room.type()::isLike)
                    .findFirst()
                    .map(room.type()::keeps)
                    .orElse(Set.of());
            rooms.add(new OpenRoom(room.id(), room.type().name(), keeps));
        }
        return rooms;
    }

    private static String difference(RoomType from, RoomType to) {
        String before = from.settings().gameName();
        String after = to.settings().gameName();
        if (!before.equals(after)) {
            return "its game from " + before + " to " + after;
        }
        return from.schemaHash() == to.schemaHash() ? "" : "what clients see of " + after;
    }
}

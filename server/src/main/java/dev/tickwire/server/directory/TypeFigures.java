package dev.tickwire.server.directory;

import dev.tickwire.server.metrics.RoomTotals;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.seats.Role;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Figures of a room type at one moment.
 *
 * @param rooms that run
 * @param players who are in them or about to be, or whose seats are kept
 * @param asleep rooms that sleep, since nothing changes in them
 * @param bots whom the game's brain plays
 * @param mailboxDepth commands that wait, in all rooms together
 * @param inputsWaiting inputs that waited when the newest tick of each room began, in all together
 * @param totals of all rooms since the start of the server, also of those that were
 */
public record TypeFigures(
        int rooms,
        int asleep,
        int players,
        int spectators,
        int bots,
        int mailboxDepth,
        int inputsWaiting,
        RoomTotals totals) {
    /** Of all rooms at a moment, by type. */
    static Map<String, TypeFigures> of(RoomFigures.Moment moment) {
        Map<String, List<Room>> byType = moment.running().stream()
                .collect(Collectors.groupingBy(room -> room.type().name()));
        Map<String, TypeFigures> figures = new LinkedHashMap<>();
        moment.ended().forEach((name, totals) -> figures.put(name, of(byType.getOrDefault(name, List.of()), totals)));
        return figures;
    }

    /** {@code before} is what rooms that were have left; the figures of these are added to it. */
    static TypeFigures of(Collection<Room> rooms, RoomTotals before) {
        rooms.forEach(room -> room.stats().addTo(before));
        return new TypeFigures(
                rooms.size(),
                (int) rooms.stream().filter(room -> room.stats().isAsleep()).count(),
                rooms.stream().mapToInt(Room::seatCount).sum(),
                rooms.stream()
                        .mapToInt(room -> room.places().count(Role.SPECTATOR))
                        .sum(),
                rooms.stream().mapToInt(room -> room.stats().bots()).sum(),
                rooms.stream().mapToInt(Room::mailboxDepth).sum(),
                rooms.stream().mapToInt(room -> room.stats().inputsWaiting()).sum(),
                before);
    }
}

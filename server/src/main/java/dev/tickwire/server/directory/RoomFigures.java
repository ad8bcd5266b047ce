package dev.tickwire.server.directory;

import dev.tickwire.server.metrics.RoomTotals;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Figures of rooms by type, also of rooms that were: times and counts only grow. Guarded by the lock of
 * {@link LocalRooms}.
 *
 * <p>A room's loop writes to the room's own figures. They are added to those of its type once, when its loop is done
 * with it; until then whoever looks adds them up. So loops share nothing.
 */
final class RoomFigures {
    /** Also those that have made way already, and that nobody can find any more. */
    private final Set<Room> running = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<String, RoomTotals> ended = new LinkedHashMap<>();

    /** A moment's copy, to be added up without the lock. */
    record Moment(List<Room> running, Map<String, RoomTotals> ended) {}

    void opened(Room room) {
        running.add(room);
    }

    /** A room's loop is done with it. */
    void ended(Room room) {
        if (running.remove(room)) {
            room.stats().addTo(ended.computeIfAbsent(room.type().name(), first -> new RoomTotals()));
        }
    }

    /** What there is of rooms now, with the types that were asked for and those that were. */
    Moment moment(Iterable<RoomType> types) {
        Map<String, RoomTotals> copy = new LinkedHashMap<>();
        types.forEach(type -> copy.put(type.name(), nothingOf(type)));
        running.forEach(room -> copy.putIfAbsent(room.type().name(), new RoomTotals()));
        ended.forEach((name, totals) ->
                copy.computeIfAbsent(name, first -> new RoomTotals()).add(totals));
        return new Moment(List.copyOf(running), copy);
    }

    /** So that the meters of a type are there before its first room: Prometheus sees no growth from nothing. */
    private static RoomTotals nothingOf(RoomType type) {
        RoomTotals nothing = new RoomTotals();
        type.meters().forEach(meter -> nothing.meters().put(meter.name(), 0L));
        return nothing;
    }
}

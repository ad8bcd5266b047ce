package dev.tickwire.server.directory;

import dev.tickwire.server.room.Room;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms that are there, oldest first. Guarded by the lock of {@link LocalRooms}, except {@link #noteEnd}. */
final class RoomList {
    private static final Logger LOG = LoggerFactory.getLogger(RoomList.class);

    private final Map<String, Room> byId = new LinkedHashMap<>();
    private final Map<String, Room> byCode = new HashMap<>();
    private final RoomFigures figures = new RoomFigures();
    private final Queue<Room> ended = new ConcurrentLinkedQueue<>();

    /** A room by what it is sorted by, which was read once: it may change meanwhile, and sorting would fail. */
    private record Ranked(Room room, long rank) {}

    /** Figures of these rooms, and of those that were. */
    RoomFigures figures() {
        forgetEnded();
        return figures;
    }

    void add(Room room) {
        figures.opened(room);
        LOG.info("room {} of type {} is open", room.id(), room.type().name());
        byId.put(room.id(), room);
        if (!room.listing().isListed()) {
            byCode.put(room.listing().code(), room);
        }
    }

    /** The next look at the list does not find this room any more; any thread, without a lock. */
    void noteEnd(Room room) {
        ended.add(room);
    }

    /** Lets go of the rooms that have ended, and of what their games hold. */
    void forgetEnded() {
        for (Room gone = ended.poll(); gone != null; gone = ended.poll()) {
            remove(gone);
            figures.ended(gone);
            LOG.info("room {} has ended: {}", gone.id(), gone.closedFor());
        }
    }

    Collection<Room> all() {
        forgetEnded();
        return Collections.unmodifiableCollection(byId.values());
    }

    Set<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }

    @Nullable
    Room find(String id) {
        all();
        return byId.get(id);
    }

    /** The unlisted room that has a code. */
    @Nullable
    Room findByCode(String code) {
        all();
        return byCode.get(code);
    }

    int count() {
        return all().size();
    }

    int countOf(String typeName) {
        return (int) all().stream().filter(room -> isOf(room, typeName)).count();
    }

    /** Some of them, with the most players first; of those with as many, the oldest. */
    List<Room> liveliestFirst(Predicate<Room> which) {
        return ranked(all().stream().filter(which).toList(), room -> -room.seatCount());
    }

    /** Whether there is a room of a type, or of any, that nobody is in. */
    boolean hasEmpty(@Nullable String typeName) {
        return all().stream().anyMatch(room -> room.places().isEmpty() && (typeName == null || isOf(room, typeName)));
    }

    /** Closes the room that has been empty for the longest time, of a type or of any; false: there is none. */
    boolean closeLongestEmpty(@Nullable String typeName) {
        List<Room> empty = new ArrayList<>(all());
        empty.removeIf(room -> !room.places().isEmpty() || !(typeName == null || isOf(room, typeName)));
        for (Room room : ranked(empty, Room::emptySinceNanos)) {
            if (room.closeIfEmpty()) {
                remove(room);
                return true;
            }
        }
        return false;
    }

    /** A room that players gave a name may have been opened again meanwhile, with the same id. */
    private void remove(Room gone) {
        byId.remove(gone.id(), gone);
        byCode.remove(gone.listing().code(), gone);
    }

    private static boolean isOf(Room room, String typeName) {
        return room.type().name().equals(typeName);
    }

    private static List<Room> ranked(Collection<Room> rooms, ToLongFunction<Room> by) {
        return rooms.stream()
                .map(room -> new Ranked(room, by.applyAsLong(room)))
                .sorted(Comparator.comparingLong(Ranked::rank))
                .map(Ranked::room)
                .toList();
    }
}

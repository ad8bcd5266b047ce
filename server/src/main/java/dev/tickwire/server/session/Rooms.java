package dev.tickwire.server.session;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.loop.LoopThread;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.ResumeToken;
import dev.tickwire.server.room.Role;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.room.RoomType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rooms of a server, by id and by type: finds a place for who wants to join. Any thread may use it. */
public final class Rooms {
    /** A room with a seat promised, or one that is there already; or why there is none. */
    public sealed interface Found {
        record Place(Room room) implements Found {}

        record Refused(DisconnectReason reason) implements Found {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

    private final Map<String, RoomType> types = new LinkedHashMap<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final int maxRooms;
    private final Counters counters;
    private List<LoopThread> loops = List.of();
    private long opened;
    private boolean accepting;

    /** No rooms yet; {@code types} are in the order of the config, the first is the default. */
    public Rooms(Collection<RoomType> types, int maxRooms, Counters counters) {
        for (RoomType type : types) {
            this.types.put(type.name(), type);
        }
        this.maxRooms = maxRooms;
        this.counters = counters;
    }

    /**
     * Takes room types over as a config that was changed has them: new rooms are opened by them, and rooms that are
     * there go on at their rates and by their tunables. A type that is not among them any more opens no more rooms.
     */
    public synchronized void reload(Collection<RoomType> reloaded) {
        types.clear();
        for (RoomType type : reloaded) {
            types.put(type.name(), type);
            for (Room room : rooms.values()) {
                if (room.type().isLike(type)) {
                    room.follow(type);
                }
            }
        }
    }

    /** Starts to open rooms, on these loops. */
    public synchronized void open(List<LoopThread> newLoops) {
        loops = List.copyOf(newLoops);
        accepting = true;
    }

    /** Lets nobody join any more. */
    public synchronized void close() {
        accepting = false;
    }

    /** Whether players can join. */
    public synchronized boolean isAccepting() {
        return accepting;
    }

    /** The room types, the default first. */
    public synchronized List<RoomType> types() {
        return List.copyOf(types.values());
    }

    /** The rooms, oldest first. */
    public synchronized List<Room> list() {
        return List.copyOf(rooms.values());
    }

    /** Forgets a room that has ended. */
    public synchronized void remove(Room room) {
        rooms.remove(room.id());
    }

    /** The room type of that name, the default one if it is empty; null: there is none. */
    public synchronized @Nullable RoomType type(String name) {
        return name.isEmpty() ? types.values().iterator().next() : types.get(name);
    }

    /** Promises a seat in the room of that id. */
    public synchronized Found findById(String id, Role role) {
        if (!accepting) {
            return new Found.Refused(DisconnectReason.SERVER_STOPPING);
        }
        Room room = rooms.get(id);
        if (room == null) {
            return new Found.Refused(DisconnectReason.UNKNOWN_ROOM);
        }
        return room.reserve(role) ? new Found.Place(room) : new Found.Refused(DisconnectReason.ROOM_FULL);
    }

    /** Finds the room in which a token opens a seat. */
    public synchronized Found findSeat(ResumeToken token) {
        if (!accepting) {
            return new Found.Refused(DisconnectReason.SERVER_STOPPING);
        }
        Room room = rooms.get(token.room());
        return room != null && room.hasSeatFor(token)
                ? new Found.Place(room)
                : new Found.Refused(DisconnectReason.SEAT_EXPIRED);
    }

    /**
     * Promises a seat in a room of the type that has one: to players in the oldest, to spectators where most play; or
     * in a new one.
     */
    public synchronized Found findByType(RoomType type, boolean create, Role role) {
        if (!accepting) {
            return new Found.Refused(DisconnectReason.SERVER_STOPPING);
        }
        if (role == Role.SPECTATOR && type.settings().spectatorLimit() == 0) {
            return new Found.Refused(DisconnectReason.ROOM_FULL);
        }
        if (!create) {
            for (Room room : role == Role.PLAYER ? rooms.values() : liveliestFirst()) {
                if (room.type().isLike(type) && room.reserve(role)) {
                    return new Found.Place(room);
                }
            }
        }
        return openRoom(type, role);
    }

    private List<Room> liveliestFirst() {
        List<Room> sorted = new ArrayList<>(rooms.values());
        sorted.sort(Comparator.comparingInt(Room::seatCount).reversed());
        return sorted;
    }

    private Found openRoom(RoomType type, Role role) {
        Found full = new Found.Refused(DisconnectReason.SERVER_FULL);
        if (rooms.size() >= maxRooms) {
            return full;
        }
        Room room;
        try {
            room = new Room(type.name() + "-" + (opened + 1), type, counters);
        } catch (RuntimeException failure) {
            counters.increment(Counter.ROOMS_FAILED);
            LOG.error("a room of type {} cannot be opened: its game threw an exception", type.name(), failure);
            return new Found.Refused(DisconnectReason.ROOM_FAILED);
        }
        if (!room.reserve(role) || !leastLoaded().add(room)) {
            return full;
        }
        opened++;
        rooms.put(room.id(), room);
        counters.increment(Counter.ROOMS_OPENED);
        return new Found.Place(room);
    }

    private LoopThread leastLoaded() {
        LoopThread least = loops.get(0);
        for (LoopThread loop : loops) {
            if (loop.roomCount() < least.roomCount()) {
                least = loop;
            }
        }
        return least;
    }
}

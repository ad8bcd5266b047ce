package dev.tickwire.server.directory;

import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.Adjustment;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import dev.tickwire.server.roomtype.RoomType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators have changed over the config, until the server is started again. What is said of all rooms of a type
 * comes first, then what is said of a share of them, then of a room. Guarded by the lock of {@link LocalRooms}.
 */
final class Adjustments {
    private static final Logger LOG = LoggerFactory.getLogger(Adjustments.class);

    private final Map<String, RoomType> types;
    private final RoomList rooms;
    private final Map<Scope, Adjustment> byScope = new LinkedHashMap<>();

    /** Over types as the config has them, and of these rooms. */
    Adjustments(Map<String, RoomType> types, RoomList rooms) {
        this.types = types;
        this.rooms = rooms;
    }

    /** As {@link LocalRooms#adjust}. */
    Adjustment change(Scope scope, Adjustment adjustment) throws InvalidAdjustmentException {
        if (scope instanceof Scope.OfType ofType) {
            require(configured(ofType.type()), "", scope, adjustment);
        } else if (scope instanceof Scope.OfRoom ofRoom) {
            Room room = rooms.find(ofRoom.id());
            if (room == null) {
                throw new InvalidAdjustmentException("There is no room " + ofRoom.id() + "; it may have closed.");
            }
            require(configured(room.type().name()), room.id(), scope, adjustment);
        }
        Adjustment before = of(scope);
        replace(scope, adjustment);
        followAll();
        return before;
    }

    private RoomType configured(String typeName) throws InvalidAdjustmentException {
        RoomType type = types.get(typeName);
        if (type == null) {
            throw new InvalidAdjustmentException("There is no room type " + typeName + " in the config.");
        }
        return type;
    }

    /** Lets all rooms run as config and adjustments say now. */
    void followAll() {
        rooms.all().forEach(this::follow);
    }

    /** Lets a room run as config and adjustments say now, if its type is still there and is the same to clients. */
    void follow(Room room) {
        RoomType now = types.get(room.type().name());
        if (now != null && room.type().isLike(now)) {
            room.follow(adjust(now, room.id()));
        }
    }

    /** The same for a new room, which was told nothing yet: often there is nothing to tell. */
    void followFirst(Room room) {
        RoomType now = types.get(room.type().name());
        if (now != null && room.type().isLike(now) && room.type().following(adjust(now, room.id())) != room.type()) {
            follow(room);
        }
    }

    private Adjustment of(Scope scope) {
        return byScope.getOrDefault(scope, Adjustment.NONE);
    }

    /** All that is said. */
    Map<Scope, Adjustment> all() {
        return Map.copyOf(byScope);
    }

    private void replace(Scope scope, Adjustment adjustment) {
        if (adjustment.isNone()) {
            byScope.remove(scope);
        } else {
            byScope.put(scope, adjustment);
        }
    }

    /** A type as it holds for a room of it. */
    RoomType adjust(RoomType configured, String roomId) {
        RoomType adjusted = configured;
        for (Scope scope : scopesOf(configured.name(), roomId)) {
            try {
                adjusted = adjusted.with(of(scope));
            } catch (InvalidAdjustmentException e) {
                // It was right by the config before.
                LOG.warn("what the console says of {} does not go with the config any more: {}", scope, e.sentence());
            }
        }
        return adjusted;
    }

    /** Throws if a room of a type could not take it. */
    private void require(RoomType configured, String roomId, Scope changed, Adjustment wanted)
            throws InvalidAdjustmentException {
        List<Scope> scopes = scopesOf(configured.name(), roomId);
        if (!scopes.contains(changed)) {
            scopes.add(changed);
        }
        RoomType adjusted = configured;
        for (Scope scope : scopes) {
            adjusted = adjusted.with(scope.equals(changed) ? wanted : of(scope));
        }
    }

    /** Forgets what was said of rooms that are gone. */
    void keepOnly(Set<String> roomIds) {
        byScope.keySet().removeIf(scope -> scope instanceof Scope.OfRoom room && !roomIds.contains(room.id()));
    }

    /** The larger share first, so that what is said of fewer rooms has the last word. */
    private List<Scope> scopesOf(String typeName, String roomId) {
        List<Scope> scopes = new ArrayList<>();
        for (int percent = Scope.OfType.ALL; percent > 0; percent--) {
            Scope.OfType share = new Scope.OfType(typeName, percent);
            if (share.has(roomId)) {
                scopes.add(share);
            }
        }
        scopes.add(new Scope.OfRoom(roomId));
        return scopes;
    }
}

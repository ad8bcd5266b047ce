package dev.tickwire.server.directory;

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

    private final Map<Scope, Adjustment> byScope = new LinkedHashMap<>();

    /** What is said of a scope. */
    Adjustment of(Scope scope) {
        return byScope.getOrDefault(scope, Adjustment.NONE);
    }

    /** All that is said. */
    Map<Scope, Adjustment> all() {
        return Map.copyOf(byScope);
    }

    /** Says something of a scope, in place of what was said before. */
    void replace(Scope scope, Adjustment adjustment) {
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
    void require(RoomType configured, String roomId, Scope changed, Adjustment wanted)
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

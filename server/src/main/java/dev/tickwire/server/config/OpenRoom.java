package dev.tickwire.server.config;

import java.util.Set;

/**
 * A room that is open when the config changes.
 *
 * @param keeps settings that rooms follow as a rule, and in which this one goes on as it does
 */
public record OpenRoom(String id, String roomType, Set<String> keeps) {
    public OpenRoom {
        keeps = Set.copyOf(keeps);
    }
}

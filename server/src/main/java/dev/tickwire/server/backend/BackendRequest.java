package dev.tickwire.server.backend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a room asks of a backend.
 *
 * @param id the same each time that it is sent, and of no other request: do nothing twice for one id
 * @param room id of the room
 * @param kind name of the game's requests
 * @param values by column: numbers, booleans, and texts; one of a few labels is a text
 * @param players who were in the room when it was made
 */
public record BackendRequest(
        String id, String room, String roomType, String kind, Map<String, Object> values, List<Seated> players) {
    public BackendRequest {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        players = List.copyOf(players);
    }

    /** A player of the room, with the name that others see. */
    public record Seated(int number, String name) {}

    /** As maps, lists and values. */
    Map<String, Object> fields() {
        List<Map<String, Object>> seated = new ArrayList<>();
        for (Seated player : players) {
            seated.add(Map.of("number", player.number(), "name", player.name()));
        }
        return Map.of("id", id, "room", room, "roomType", roomType, "kind", kind, "request", values, "players", seated);
    }
}

package dev.tickwire.server.room;

import dev.tickwire.simulation.world.Chosen;
import java.util.Map;

/**
 * What a room was opened as, and how it is found.
 *
 * @param code by which friends can join an unlisted room; empty: the room is listed
 * @param options of its game that were chosen
 * @param labels what lists show of it, by name: numbers, texts and booleans
 */
public record Listing(String id, String code, Chosen options, Map<String, Object> labels) {
    /** A listed room for which nobody chose anything. */
    public static Listing of(String id) {
        return new Listing(id, "", Chosen.nothing(), Map.of());
    }

    /** Whether it is in lists, and strangers may come into it. */
    public boolean isListed() {
        return code.isEmpty();
    }

    /** Whether strangers who want these labels may come into it. */
    public boolean isListedWith(Map<String, Object> wanted) {
        return isListed() && labels.entrySet().containsAll(wanted.entrySet());
    }
}

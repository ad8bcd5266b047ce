package dev.tickwire.simulation.world;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was chosen of a game's {@link Options}; all others have their initial values.
 *
 * @param raws legal raw values, by the names of the options
 */
public record Chosen(Map<String, Integer> raws) {
    /** Nothing was chosen. */
    public static final Chosen NOTHING = new Chosen(new TreeMap<>());

    public Chosen {
        raws = Collections.unmodifiableMap(new TreeMap<>(raws));
    }
}

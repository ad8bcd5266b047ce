package dev.tickwire.simulation.world;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was chosen of a game's {@link Options}, by their names; all others have their initial values.
 *
 * @param raws legal raw values of all options that are no texts
 * @param texts those of text options
 */
public record Chosen(Map<String, Integer> raws, Map<String, String> texts) {
    public Chosen {
        raws = Collections.unmodifiableMap(new TreeMap<>(raws));
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    /** Nothing was chosen. Not a constant: a module for browsers has it only where it is called. */
    public static Chosen nothing() {
        return new Chosen(new TreeMap<>(), new TreeMap<>());
    }

    /** The names only: a password is in no log. */
    @Override
    public String toString() {
        return "options " + raws.keySet() + " " + texts.keySet();
    }
}

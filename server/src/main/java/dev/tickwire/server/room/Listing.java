package dev.tickwire.server.room;

import dev.tickwire.simulation.world.Chosen;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a room was opened as, and how it is found. Any thread may use it. */
public final class Listing {
    private final String id;
    private final String code;
    private final Chosen options;
    private volatile Map<String, Object> labels;
    /** Written by the loop only, without a lock. */
    private volatile Map<String, Object> ofRules = Map.of();

    /**
     * Of a room that is to be opened.
     *
     * @param code by which friends can join an unlisted room; empty: the room is listed
     * @param options of its game that were chosen
     * @param labels what lists show of it, by name: numbers, texts and booleans
     */
    public Listing(String id, String code, Chosen options, Map<String, Object> labels) {
        this.id = id;
        this.code = code;
        this.options = options;
        this.labels = labels;
    }

    /** A listed room for which nobody chose anything. */
    public static Listing of(String id) {
        return new Listing(id, "", Chosen.nothing(), Map.of());
    }

    public String id() {
        return id;
    }

    public String code() {
        return code;
    }

    public Chosen options() {
        return options;
    }

    /** All labels: those that it was opened with or that a backend gave it, and those of its rules. */
    public Map<String, Object> labels() {
        Map<String, Object> all = new LinkedHashMap<>(labels);
        all.putAll(ofRules);
        return all;
    }

    /** The value of a label; null: it has none. */
    public @Nullable Object label(String name) {
        Object ofItsRules = ofRules.get(name);
        return ofItsRules == null ? labels.get(name) : ofItsRules;
    }

    /** Shows it with these labels of its rules from now on, and without those that they gave it before. */
    void showOfRules(Map<String, Object> labelsOfRules) {
        ofRules = labelsOfRules;
    }

    /** Shows it with other labels from now on; one that is null is taken away. */
    public synchronized void label(Map<String, @Nullable Object> changes) {
        Map<String, Object> changed = new LinkedHashMap<>(labels);
        changes.forEach((name, value) -> {
            if (value == null) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        labels = changed;
    }

    /** Whether it is in lists, and strangers may come into it. */
    public boolean isListed() {
        return code.isEmpty();
    }

    /** Whether strangers who want these labels may come into it. */
    public boolean isListedWith(Map<String, Object> wanted) {
        return isListed()
                && wanted.entrySet().stream().allMatch(one -> one.getValue().equals(label(one.getKey())));
    }
}

package dev.tickwire.server.roomtype;

import java.util.HashMap;
import java.util.Map;

/**
 * What somebody changes of settings and tunables while rooms run.
 *
 * @param values by name, as room types of a config have it: one of {@link Adjustable}, in the unit of that, or
 *     {@code tunables.NAME}; others are as they are
 */
public record Adjustment(Map<String, Double> values) {
    /** Changes nothing. */
    public static final Adjustment NONE = new Adjustment(Map.of());
    /** What names of tunables begin with. */
    public static final String TUNABLES = "tunables.";

    /** Makes an adjustment that holds. */
    public Adjustment {
        values = Map.copyOf(values);
    }

    public boolean isNone() {
        return values.isEmpty();
    }

    /** This, and over it what a later one says. */
    public Adjustment and(Adjustment later) {
        Map<String, Double> all = new HashMap<>(values);
        all.putAll(later.values);
        return new Adjustment(all);
    }

    /** This without what differs between two others: there it is as the earlier one says. */
    public Adjustment back(Adjustment from, Adjustment to) {
        Map<String, Double> all = new HashMap<>(values);
        for (String name : from.values.keySet()) {
            Double earlier = to.values.get(name);
            if (earlier == null) {
                all.remove(name);
            } else if (!earlier.equals(from.values.get(name))) {
                all.put(name, earlier);
            }
        }
        // What a reset took away.
        to.values.forEach((name, earlier) -> {
            if (!from.values.containsKey(name)) {
                all.put(name, earlier);
            }
        });
        return new Adjustment(all);
    }
}

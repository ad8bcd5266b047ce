package dev.tickwire.server.roomtype;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changes of rates and tunables while rooms run.
 *
 * @param tickRateHz null: as it is
 * @param snapshotRateHz null: as many ticks per snapshot as there are
 * @param tunables by name; others are as they are
 */
public record Adjustment(
        @Nullable Double tickRateHz, @Nullable Double snapshotRateHz, Map<String, Double> tunables) {
    /** Changes nothing. */
    public static final Adjustment NONE = new Adjustment(null, null, Map.of());

    /** Makes an adjustment that holds. */
    public Adjustment {
        tunables = Map.copyOf(tunables);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** This, and over it what a later one says. */
    public Adjustment and(Adjustment later) {
        Map<String, Double> all = new LinkedHashMap<>(tunables);
        all.putAll(later.tunables);
        return new Adjustment(
                later.tickRateHz == null ? tickRateHz : later.tickRateHz,
                later.snapshotRateHz == null ? snapshotRateHz : later.snapshotRateHz,
                all);
    }

    /** This without what differs between two others: there it is as the earlier one says. */
    public Adjustment back(Adjustment from, Adjustment to) {
        Map<String, Double> all = new LinkedHashMap<>(tunables);
        for (String name : from.tunables.keySet()) {
            Double earlier = to.tunables.get(name);
            if (earlier == null) {
                all.remove(name);
            } else if (!earlier.equals(from.tunables.get(name))) {
                all.put(name, earlier);
            }
        }
        // What a reset took away.
        to.tunables.forEach((name, earlier) -> {
            if (!from.tunables.containsKey(name)) {
                all.put(name, earlier);
            }
        });
        return new Adjustment(
                Objects.equals(from.tickRateHz, to.tickRateHz) ? tickRateHz : to.tickRateHz,
                Objects.equals(from.snapshotRateHz, to.snapshotRateHz) ? snapshotRateHz : to.snapshotRateHz,
                all);
    }
}

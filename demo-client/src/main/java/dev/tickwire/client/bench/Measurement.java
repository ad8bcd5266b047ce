package dev.tickwire.client.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run of one server came to. */
final class Measurement {
    private final Map<Figure, Double> values = new EnumMap<>(Figure.class);

    Measurement(Map<Figure, Double> values) {
        this.values.putAll(values);
    }

    /** A figure; NaN: there is none. */
    double get(Figure figure) {
        return values.getOrDefault(figure, Double.NaN);
    }

    /** The same, and one figure more. */
    Measurement with(Figure figure, double value) {
        Measurement more = new Measurement(values);
        more.values.put(figure, value);
        return more;
    }

    /** For JSON: by key, null where there is no figure. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            map.put(figure.key(), rounded(get(figure)));
        }
        return map;
    }

    static @Nullable Double rounded(double value) {
        return Double.isFinite(value) ? Math.rint(value * 1e4) / 1e4 : null;
    }
}

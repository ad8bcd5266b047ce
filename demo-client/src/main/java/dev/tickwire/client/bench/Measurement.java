package dev.tickwire.client.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run of one server came to. */
final class Measurement {
    private final Map<Figure, Double> values;

    Measurement(Map<Figure, Double> values) {
        this.values = new EnumMap<>(values);
    }

    /** A figure; NaN: there is none. */
    double get(Figure figure) {
        return values.getOrDefault(figure, Double.NaN);
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

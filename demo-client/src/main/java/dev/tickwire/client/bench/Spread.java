package dev.tickwire.client.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rounds came to. All NaN: there were none.
 *
 * @param count of the rounds that have a value
 */
record Spread(double median, double min, double max, int count) {
    private static final int FEWEST_ROUNDS = 3;

    /** What is NaN does not count. */
    static Spread of(double... values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    /**
     * Of ratios: there is a difference only if there are at least three rounds, and all of them are on the same side of
     * 1.
     */
    boolean isDifference() {
        return count >= FEWEST_ROUNDS && (min > 1 || max < 1);
    }

    /** For JSON: null where there is no figure. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("median", Measurement.rounded(median));
        map.put("min", Measurement.rounded(min));
        map.put("max", Measurement.rounded(max));
        return map;
    }
}

package dev.tickwire.client.swarm.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Percentiles of durations, in milliseconds; all are NaN if there was no duration. */
public record Percentiles(double p50, double p99, double p999, double max) {
    public static final Percentiles NONE = new Percentiles(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The percentiles of a histogram of microseconds. */
    static Percentiles ofMicros(Histogram micros) {
        return micros.getTotalCount() == 0
                ? NONE
                : new Percentiles(
                        micros.getValueAtPercentile(50) / 1000.0,
                        micros.getValueAtPercentile(99) / 1000.0,
                        micros.getValueAtPercentile(99.9) / 1000.0,
                        micros.getMaxValue() / 1000.0);
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("p50", p50);
        map.put("p99", p99);
        map.put("p999", p999);
        map.put("max", max);
        return map;
    }
}

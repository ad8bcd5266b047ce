package dev.tickwire.client.swarm.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the curves of a report, which may come from a file that anybody has written. */
final class Points {
    private Points() {}

    /** A phase on the time axis. */
    record Band(String name, boolean isMeasured, double fromSeconds, double toSeconds) {}

    /** When each point ends. */
    static double[] seconds(SwarmReport report) {
        return list(report, Curve.SECONDS);
    }

    /** The values of a line; as many as there are points, NaN where there is none. */
    static double[] of(SwarmReport report, Curve.Line line) {
        return Arrays.copyOf(list(report, line.key()), seconds(report).length);
    }

    /** The values of a line that lie wholly within measured phases, without those that are NaN. */
    static double[] measured(SwarmReport report, Curve.Line line) {
        double[] seconds = seconds(report);
        double[] values = of(report, line);
        List<Band> bands = bands(report);
        double[] measured = new double[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            double from = i == 0 ? 0 : seconds[i - 1];
            double to = seconds[i];
            boolean isWithin = bands.stream()
                    .anyMatch(band -> band.isMeasured() && from >= band.fromSeconds() && to <= band.toSeconds());
            if (isWithin && !Double.isNaN(values[i])) {
                measured[count++] = values[i];
            }
        }
        return Arrays.copyOf(measured, count);
    }

    static List<Band> bands(SwarmReport report) {
        List<Band> bands = new ArrayList<>();
        if (curve(report).get("phases") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> map) {
                    bands.add(new Band(
                            String.valueOf(map.get("name")),
                            Boolean.TRUE.equals(map.get("isMeasured")),
                            number(map.get("fromSeconds")),
                            number(map.get("toSeconds"))));
                }
            }
        }
        return bands;
    }

    private static double[] list(SwarmReport report, String name) {
        return curve(report).get(name) instanceof List<?> list
                ? list.stream().mapToDouble(Points::number).toArray()
                : new double[0];
    }

    private static Map<?, ?> curve(SwarmReport report) {
        return report.values().get("curve") instanceof Map<?, ?> map ? map : Map.of();
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}

package dev.tickwire.client.swarm.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has moved from one report to another, beyond noise.
 *
 * <p>Figures that have a curve are compared by the values that they had in each second of the measured phases: they
 * have moved if their medians differ by more than the spread of either run, which is from the first quartile to the
 * third, and by over 1 %.
 */
final class Comparison {
    static final String RULE =
            "A figure has moved if the medians of its values per second differ by more than the middle"
                    + " half of these values spreads in either run, and by over 1 %.";

    private static final int FEWEST_POINTS = 5;
    private static final double LEAST_SHARE = 0.01;
    private static final List<Curve.Line> LINES = List.of(
            Curve.Line.GAP_P50,
            Curve.Line.GAP_P99,
            Curve.Line.INPUT_P99,
            Curve.Line.RECEIVED_BYTES,
            Curve.Line.SENT_BYTES,
            Curve.Line.SERVER_STEP_MEAN,
            Curve.Line.SERVER_LATE_P99,
            Curve.Line.SERVER_CPU,
            Curve.Line.SWARM_LAG_P99,
            Curve.Line.SWARM_CPU);
    private static final List<String> COUNTS = List.of("desyncs", "failedJoins", "disconnects", "unansweredInputs");
    private static final List<String> SUBJECT = List.of("scenario", "roomType", "bots");

    private final List<Object> moves = new ArrayList<>();
    private final List<Object> notes = new ArrayList<>();

    private Comparison() {}

    static Comparison of(SwarmReport before, SwarmReport now) {
        Comparison comparison = new Comparison();
        for (String name : SUBJECT) {
            Object old = before.values().get(name);
            if (!String.valueOf(old).equals(String.valueOf(now.values().get(name)))) {
                comparison.notes.add(
                        name + " was " + old + ", and is " + now.values().get(name) + ": other runs are compared");
            }
        }
        for (Curve.Line line : LINES) {
            comparison.compare(line.key(), Points.measured(before, line), Points.measured(now, line));
        }
        for (String count : COUNTS) {
            double old = before.number(count).orElse(Double.NaN);
            double is = now.number(count).orElse(Double.NaN);
            comparison.add(count, old, is, 0, 0, old != is);
        }
        return comparison;
    }

    private void compare(String name, double[] before, double[] now) {
        if (before.length < FEWEST_POINTS || now.length < FEWEST_POINTS) {
            if (before.length + now.length > 0) {
                notes.add(name + ": there are too few seconds to compare");
            }
            return;
        }
        Arrays.sort(before);
        Arrays.sort(now);
        double old = quantile(before, 0.5);
        double is = quantile(now, 0.5);
        double oldSpread = quantile(before, 0.75) - quantile(before, 0.25);
        double spread = quantile(now, 0.75) - quantile(now, 0.25);
        double moved = Math.abs(is - old);
        add(
                name,
                old,
                is,
                oldSpread,
                spread,
                moved > Math.max(oldSpread, spread) && moved > LEAST_SHARE * Math.abs(old));
    }

    private void add(String name, double old, double is, double oldSpread, double spread, boolean hasMoved) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("before", FigureMap.rounded(old));
        map.put("now", FigureMap.rounded(is));
        map.put("spreadBefore", FigureMap.rounded(oldSpread));
        map.put("spreadNow", FigureMap.rounded(spread));
        map.put("hasMoved", hasMoved);
        moves.add(map);
    }

    /** The value below which a share of sorted values is, between two of them in proportion. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Puts it into the report under {@code compare}. */
    void putInto(SwarmReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rule", RULE);
        map.put("notes", notes);
        map.put("figures", moves);
        report.values().put("compare", map);
    }
}

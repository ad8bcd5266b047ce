package dev.tickwire.client.swarm.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures over time, a point each second or so; in long runs a point stands for several seconds, so that there are at
 * most {@value #MOST_POINTS}. Not thread-safe.
 */
final class Curve {
    static final int MOST_POINTS = 3600;
    static final String SECONDS = "seconds";

    /** What has a curve, by its name in reports. */
    enum Line {
        PLAYERS("players", Merge.MEAN),
        GAP_P50("snapshotGapP50Millis", Merge.MEAN),
        GAP_P99("snapshotGapP99Millis", Merge.MOST),
        GAP_MAX("snapshotGapMaxMillis", Merge.MOST),
        INPUT_P99("inputLatencyP99Millis", Merge.MOST),
        RECEIVED_BYTES("receivedBytesPerSecond", Merge.MEAN),
        SENT_BYTES("sentBytesPerSecond", Merge.MEAN),
        JOINS("joins", Merge.SUM),
        DISCONNECTS("disconnects", Merge.SUM),
        SWARM_LAG_P99("swarmLagP99Millis", Merge.MOST),
        SWARM_CPU("swarmCpuCores", Merge.MEAN),
        SERVER_STEP_MEAN("serverStepMeanMillis", Merge.MEAN),
        SERVER_STEP_P99("serverStepP99Millis", Merge.MOST),
        SERVER_LATE_P99("serverLatenessP99Millis", Merge.MOST),
        SERVER_CPU("serverCpuCores", Merge.MEAN);

        private final String key;
        private final Merge merge;

        Line(String key, Merge merge) {
            this.key = key;
            this.merge = merge;
        }

        String key() {
            return key;
        }

        double merged(double one, double other) {
            if (Double.isNaN(one) || Double.isNaN(other)) {
                return Double.isNaN(one) ? other : one;
            }
            return switch (merge) {
                case MEAN -> (one + other) / 2;
                case MOST -> Math.max(one, other);
                case SUM -> one + other;
            };
        }
    }

    /** How two points become one. */
    enum Merge {
        MEAN,
        MOST,
        SUM
    }

    private static final Line[] LINES = Line.values();

    private final List<Point> points = new ArrayList<>();
    private int stride = 1;

    /** A point: when it ends, and a value per line; NaN: there is none. */
    private static final class Point {
        double seconds;
        final Map<Line, Double> values;
        int samples = 1;

        Point(double seconds, Map<Line, Double> values) {
            this.seconds = seconds;
            this.values = values;
        }

        void merge(Point later) {
            seconds = later.seconds;
            samples += later.samples;
            for (Line line : LINES) {
                values.put(line, line.merged(value(line), later.value(line)));
            }
        }

        double value(Line line) {
            return values.getOrDefault(line, Double.NaN);
        }
    }

    /** Adds a point, later than those before. */
    void add(double seconds, Map<Line, Double> values) {
        Point point = new Point(seconds, values);
        Point last = points.isEmpty() ? null : points.get(points.size() - 1);
        if (last != null && last.samples < stride) {
            last.merge(point);
            return;
        }
        if (points.size() == MOST_POINTS) {
            halve();
        }
        points.add(point);
    }

    private void halve() {
        for (int i = 0; i < MOST_POINTS / 2; i++) {
            Point point = points.get(2 * i);
            point.merge(points.get(2 * i + 1));
            points.set(i, point);
        }
        points.subList(MOST_POINTS / 2, MOST_POINTS).clear();
        stride *= 2;
    }

    /** The points by line, each a list of numbers. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(
                SECONDS,
                points.stream().map(point -> FigureMap.rounded(point.seconds)).toList());
        Arrays.stream(LINES)
                .forEach(line -> map.put(
                        line.key(),
                        points.stream()
                                .map(point -> FigureMap.rounded(point.value(line)))
                                .toList()));
        return map;
    }
}

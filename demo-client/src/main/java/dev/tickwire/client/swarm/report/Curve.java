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
        PLAYERS("players", Pair.MEAN, Pair.SUM),
        GAP_P50("snapshotGapP50Millis", Pair.MEAN, Pair.MEAN),
        GAP_P99("snapshotGapP99Millis", Pair.MOST, Pair.MOST),
        GAP_MAX("snapshotGapMaxMillis", Pair.MOST, Pair.MOST),
        INPUT_P99("inputLatencyP99Millis", Pair.MOST, Pair.MOST),
        RECEIVED_BYTES("receivedBytesPerSecond", Pair.MEAN, Pair.SUM),
        SENT_BYTES("sentBytesPerSecond", Pair.MEAN, Pair.SUM),
        JOINS("joins", Pair.SUM, Pair.SUM),
        DISCONNECTS("disconnects", Pair.SUM, Pair.SUM),
        SWARM_LAG_P99("swarmLagP99Millis", Pair.MOST, Pair.MOST),
        SWARM_CPU("swarmCpuCores", Pair.MEAN, Pair.SUM),
        SERVER_STEP_MEAN("serverStepMeanMillis", Pair.MEAN, Pair.MEAN),
        SERVER_STEP_P99("serverStepP99Millis", Pair.MOST, Pair.MOST),
        SERVER_LATE_P99("serverLatenessP99Millis", Pair.MOST, Pair.MOST),
        SERVER_CPU("serverCpuCores", Pair.MEAN, Pair.MEAN);

        private final String key;
        private final Pair later;
        private final Pair beside;

        Line(String key, Pair later, Pair beside) {
            this.key = key;
            this.later = later;
            this.beside = beside;
        }

        String key() {
            return key;
        }

        /** The value of two points, one after the other. */
        double merged(double one, double other) {
            return later.of(one, other);
        }

        /** The value of two swarms at the same time. */
        double together(double one, double other) {
            return beside.of(one, other);
        }
    }

    /** How two values become one. */
    enum Pair {
        MEAN,
        MOST,
        SUM;

        double of(double one, double other) {
            if (Double.isNaN(one) || Double.isNaN(other)) {
                return Double.isNaN(one) ? other : one;
            }
            return switch (this) {
                case MEAN -> (one + other) / 2;
                case MOST -> Math.max(one, other);
                case SUM -> one + other;
            };
        }
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

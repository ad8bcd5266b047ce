package dev.tickwire.client.swarm.report;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The curves of several reports on one time axis, second by second of the clock. */
final class MergedCurve {
    private final List<SwarmReport> reports;
    private final double startEpochMillis;

    /** With the time of the day from which seconds count. */
    MergedCurve(List<SwarmReport> reports, double startEpochMillis) {
        this.reports = reports;
        this.startEpochMillis = startEpochMillis;
    }

    Map<String, Object> toMap() {
        double step = 1;
        double end = 0;
        for (SwarmReport report : reports) {
            double[] seconds = Points.seconds(report);
            if (seconds.length > 0) {
                end = Math.max(end, offset(report) + seconds[seconds.length - 1]);
                step = Math.max(step, Math.rint(seconds[seconds.length - 1] / seconds.length));
            }
        }
        Curve curve = new Curve();
        for (double to = step; to < end + step; to += step) {
            curve.add(to, point(to - step, to));
        }
        Map<String, Object> map = curve.toMap();
        map.put("phases", bands());
        return map;
    }

    /** What all reports have between two times; one that has nothing there, but before and after, stands as before. */
    private Map<Curve.Line, Double> point(double from, double to) {
        Map<Curve.Line, Double> point = new EnumMap<>(Curve.Line.class);
        for (SwarmReport report : reports) {
            double[] seconds = Points.seconds(report);
            int at = -1;
            for (int i = 0; i < seconds.length && offset(report) + seconds[i] <= to; i++) {
                at = i;
            }
            boolean isOver = at == seconds.length - 1 && at >= 0 && offset(report) + seconds[at] <= from;
            if (at < 0 || isOver) {
                continue;
            }
            for (Curve.Line line : Curve.Line.values()) {
                double value = Points.of(report, line)[at];
                point.merge(line, value, line::together);
            }
        }
        return point;
    }

    private double offset(SwarmReport report) {
        return (report.number("startedEpochMillis").orElse(0) - startEpochMillis) / 1000;
    }

    /** The phases of the first report. */
    private List<Object> bands() {
        SwarmReport first = reports.get(0);
        return Points.bands(first).stream()
                .<Object>map(band -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("name", band.name());
                    map.put("isMeasured", band.isMeasured());
                    map.put("fromSeconds", band.fromSeconds() + offset(first));
                    map.put("toSeconds", band.toSeconds() + offset(first));
                    return map;
                })
                .toList();
    }
}

package dev.tickwire.client.swarm.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The charts of a report's curves, with the phases as bands and thresholds where their figures are. */
final class HtmlCharts {
    private static final double KILO = 1000;

    private final SwarmReport report;
    private final double[] seconds;
    private final List<Points.Band> bands;

    HtmlCharts(SwarmReport report) {
        this.report = report;
        seconds = Points.seconds(report);
        bands = Points.bands(report);
    }

    List<String> markup() {
        HtmlChart gaps = chart("Snapshot gap", "ms")
                .line("p99", 0, values(Curve.Line.GAP_P99))
                .line("p50", 1, values(Curve.Line.GAP_P50))
                .line("longest", 2, values(Curve.Line.GAP_MAX), false);
        addLimits(gaps, "snapshotGapMillis");
        HtmlChart inputs = chart("Input latency", "ms").line("p99", 0, values(Curve.Line.INPUT_P99));
        addLimits(inputs, "inputLatencyMillis");
        HtmlChart steps = chart("Server's step", "ms")
                .line("p99", 0, values(Curve.Line.SERVER_STEP_P99))
                .line("mean", 1, values(Curve.Line.SERVER_STEP_MEAN));
        addLimits(steps, "stepMillis");
        HtmlChart lateness = chart("Server's lateness", "ms").line("p99", 0, values(Curve.Line.SERVER_LATE_P99));
        addLimits(lateness, "latenessMillis");
        HtmlChart lag = chart("Swarm's own lag", "ms").line("p99", 0, values(Curve.Line.SWARM_LAG_P99));
        addLimits(lag, "swarmLagMillis");
        return Stream.of(
                        chart("Players", "").line("in rooms", 1, values(Curve.Line.PLAYERS)),
                        gaps,
                        inputs,
                        chart("Bytes", "KB/s")
                                .line("down", 1, kilo(Curve.Line.RECEIVED_BYTES))
                                .line("up", 0, kilo(Curve.Line.SENT_BYTES)),
                        steps,
                        lateness,
                        chart("Processors", "cores")
                                .line("server", 1, values(Curve.Line.SERVER_CPU))
                                .line("swarm", 0, values(Curve.Line.SWARM_CPU)),
                        lag,
                        chart("Joins and disconnects", "")
                                .line("joins", 1, values(Curve.Line.JOINS))
                                .line("disconnects", 0, values(Curve.Line.DISCONNECTS)))
                .map(HtmlChart::markup)
                .toList();
    }

    private HtmlChart chart(String title, String unit) {
        return new HtmlChart(title, unit, seconds, bands);
    }

    private double[] values(Curve.Line line) {
        return Points.of(report, line);
    }

    private double[] kilo(Curve.Line line) {
        double[] values = values(line);
        for (int i = 0; i < values.length; i++) {
            values[i] /= KILO;
        }
        return values;
    }

    /** Marks the limits of thresholds that are on a figure: over their phase, or over all that is measured. */
    private void addLimits(HtmlChart chart, String figure) {
        if (!(report.values().get("thresholds") instanceof List<?> thresholds)) {
            return;
        }
        for (Object each : thresholds) {
            if (each instanceof Map<?, ?> threshold
                    && String.valueOf(threshold.get("path")).contains(figure + ".")
                    && threshold.get("limit") instanceof Number limit) {
                String path = String.valueOf(threshold.get("path"));
                boolean hasFailed = Boolean.TRUE.equals(threshold.get("failed"));
                bands.stream()
                        .filter(band -> path.startsWith("phases.")
                                ? path.startsWith("phases." + band.name() + ".")
                                : band.isMeasured())
                        .forEach(band -> chart.limit(
                                limit.doubleValue(),
                                band.fromSeconds(),
                                band.toSeconds(),
                                hasFailed,
                                path.substring(path.lastIndexOf('.') + 1) + " " + Amounts.text(limit.doubleValue())));
            }
        }
    }
}

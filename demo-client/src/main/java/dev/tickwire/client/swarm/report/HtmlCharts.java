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
                .line("p99", values(Curve.Line.GAP_P99), true)
                .line("p50", values(Curve.Line.GAP_P50), true)
                .line("longest", values(Curve.Line.GAP_MAX), false);
        addLimits(gaps, "snapshotGapMillis");
        HtmlChart inputs = chart("Input latency", "ms").line("p99", values(Curve.Line.INPUT_P99), true);
        addLimits(inputs, "inputLatencyMillis");
        HtmlChart steps = chart("Server's step", "ms")
                .line("p99", values(Curve.Line.SERVER_STEP_P99), true)
                .line("mean", values(Curve.Line.SERVER_STEP_MEAN), true);
        addLimits(steps, "stepMillis");
        HtmlChart lateness = chart("Server's lateness", "ms").line("p99", values(Curve.Line.SERVER_LATE_P99), true);
        addLimits(lateness, "latenessMillis");
        HtmlChart lag = chart("Swarm's own lag", "ms").line("p99", values(Curve.Line.SWARM_LAG_P99), true);
        addLimits(lag, "swarmLagMillis");
        return Stream.of(
                        chart("Players", "").line("in rooms", values(Curve.Line.PLAYERS), true),
                        gaps,
                        inputs,
                        chart("Bytes", "KB/s")
                                .line("down", kilo(Curve.Line.RECEIVED_BYTES), true)
                                .line("up", kilo(Curve.Line.SENT_BYTES), true),
                        steps,
                        lateness,
                        chart("Processors", "cores")
                                .line("server", values(Curve.Line.SERVER_CPU), true)
                                .line("swarm", values(Curve.Line.SWARM_CPU), true),
                        lag,
                        chart("Joins and disconnects", "")
                                .line("joins", values(Curve.Line.JOINS), true)
                                .line("disconnects", values(Curve.Line.DISCONNECTS), true))
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

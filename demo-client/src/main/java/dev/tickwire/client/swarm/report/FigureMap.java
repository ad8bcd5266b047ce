package dev.tickwire.client.swarm.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Figures by the names that they have in reports. */
final class FigureMap {
    static final String DISCONNECTS = "disconnects";
    static final String HISTOGRAMS = "histograms";
    static final String SECONDS = "durationSeconds";
    static final String BOT_SECONDS = "botSeconds";
    static final String EXPECTED_SNAPSHOTS = "expectedSnapshots";
    static final String CPU_CORES = "swarmCpuCores";

    private FigureMap() {}

    /** Puts all figures, with what follows from them, into a map. */
    static void put(Figures figures, Span span, Map<String, Object> values) {
        double snapshots = (double) figures.get(Count.SNAPSHOTS);
        double snapshotBytes = (double) figures.get(Count.SNAPSHOT_BYTES);
        values.put(SECONDS, rounded(span.seconds()));
        values.put(BOT_SECONDS, rounded(span.botSeconds()));
        for (Count count : Count.values()) {
            values.put(count.key(), figures.get(count));
        }
        values.put(EXPECTED_SNAPSHOTS, Math.round(span.expectedSnapshots()));
        values.put("snapshotShare", ratio(snapshots, span.expectedSnapshots()));
        values.put("snapshotsPerBotPerSecond", ratio(snapshots, span.botSeconds()));
        values.put("payloadBytesPerSnapshot", ratio(snapshotBytes, snapshots));
        values.put("bytesPerBotPerSecond", ratio((double) figures.get(Count.RECEIVED_BYTES), span.botSeconds()));
        values.put("sentBytesPerBotPerSecond", ratio((double) figures.get(Count.SENT_BYTES), span.botSeconds()));
        values.put("bytesPerEntityUpdate", ratio(snapshotBytes, (double) figures.get(Count.ENTITY_UPDATES)));
        values.put(
                "lateInputShare", ratio((double) figures.get(Count.LATE_INPUTS), (double) figures.get(Count.INPUTS)));
        values.put(DISCONNECTS, new TreeMap<>(figures.disconnects()));
        Map<String, Object> histograms = new LinkedHashMap<>();
        for (Delay delay : Delay.values()) {
            Durations durations = figures.durations(delay);
            values.put(delay.key(), durations.percentiles().toMap());
            if (durations.count() > 0) {
                histograms.put(delay.key(), durations.encoded());
            }
        }
        values.put(CPU_CORES, ratio(span.cpuSeconds(), span.seconds()));
        values.put(HISTOGRAMS, histograms);
    }

    /**
     * Adds what {@link #put} has put to figures, and gives the span.
     *
     * @throws IllegalArgumentException if that is not whole
     */
    static Span read(SwarmReport report, String path, Figures into) {
        for (Count count : Count.values()) {
            into.add(count, (long) number(report, path + count.key()));
        }
        for (Map.Entry<?, ?> each : report.map(path + DISCONNECTS).entrySet()) {
            String reason = String.valueOf(each.getKey());
            into.addDisconnects(reason, (long) number(report, path + DISCONNECTS + "." + reason));
        }
        for (Delay delay : Delay.values()) {
            String encoded = report.text(path + HISTOGRAMS + "." + delay.key());
            if (!encoded.isEmpty()) {
                into.durations(delay).addEncoded(encoded);
            }
        }
        double seconds = number(report, path + SECONDS);
        double cores = report.number(path + CPU_CORES).orElse(0);
        return new Span(
                seconds,
                number(report, path + BOT_SECONDS),
                number(report, path + EXPECTED_SNAPSHOTS),
                Double.isNaN(cores) ? 0 : cores * seconds);
    }

    private static double number(SwarmReport report, String path) {
        return report.number(path)
                .orElseThrow(() -> new IllegalArgumentException("it has no " + path + ", so it cannot be summed"));
    }

    static double ratio(double amount, double by) {
        return by == 0 ? Double.NaN : rounded(amount / by);
    }

    /** Rounds to six digits after the point: more would be noise. */
    static double rounded(double value) {
        return Double.isFinite(value) ? Math.rint(value * 1e6) / 1e6 : Double.NaN;
    }
}

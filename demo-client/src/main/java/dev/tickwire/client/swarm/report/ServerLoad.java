package dev.tickwire.client.swarm.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a server did between two moments, by what it said of itself in both; all are NaN if it did not. */
final class ServerLoad {
    private static final double MEBIBYTE = 1 << 20;

    private final @Nullable ServerFigures from;
    private final @Nullable ServerFigures to;
    private final double seconds;

    ServerLoad(@Nullable ServerFigures from, @Nullable ServerFigures to, double seconds) {
        this.from = from;
        this.to = to;
        this.seconds = seconds;
    }

    /** The server's state in a moment. */
    static Map<String, Object> state(@Nullable ServerFigures at) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("players", at == null ? Double.NaN : at.sum("tickwire_players"));
        map.put("rooms", at == null ? Double.NaN : at.sum("tickwire_rooms"));
        map.put("connections", at == null ? Double.NaN : at.sum("tickwire_connections"));
        map.put("heapMiB", heapMiB(at));
        map.put("residentMiB", at == null ? Double.NaN : mebibytes(at.sum("process_resident_memory_bytes")));
        map.put(
                "directMiB",
                at == null ? Double.NaN : mebibytes(at.value("jvm_buffer_pool_used_bytes", "pool", "direct")));
        map.put("openFiles", at == null ? Double.NaN : at.sum("process_open_fds"));
        map.put("queues", at == null ? Map.of() : at.by("tickwire_queue_depth", "queue"));
        return map;
    }

    static double heapMiB(@Nullable ServerFigures at) {
        return at == null ? Double.NaN : mebibytes(at.value("jvm_memory_used_bytes", "area", "heap"));
    }

    private static double mebibytes(double bytes) {
        return FigureMap.rounded(bytes / MEBIBYTE);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("cpuCores", cpuCores());
        map.put("gcShare", perSecond("jvm_gc_collection_seconds_sum"));
        map.put("ticksPerSecond", perSecond("tickwire_ticks_total"));
        map.put("lateTicks", grown("tickwire_ticks_late_total"));
        map.put("latenessMillis", millis("tickwire_tick_lateness_seconds"));
        map.put("inputsMillis", millis("tickwire_inputs_seconds"));
        map.put("stepMillis", millis("tickwire_step_seconds"));
        map.put("selectMillis", millis("tickwire_select_seconds"));
        map.put("encodeMillis", millis("tickwire_encode_seconds"));
        map.put("writeMillis", millis("tickwire_write_seconds"));
        map.put("snapshotsSentPerSecond", perSecond("tickwire_snapshots_sent_total"));
        map.put("snapshotsSkipped", grownBy("tickwire_snapshots_skipped_total", "reason"));
        map.put(FigureMap.DISCONNECTS, grownBy("tickwire_disconnects_total", "reason"));
        return map;
    }

    double cpuCores() {
        return perSecond("process_cpu_seconds_total");
    }

    /** Mean and percentiles of a histogram of seconds, in milliseconds. */
    Map<String, Object> millis(String name) {
        Map<String, Object> map = new LinkedHashMap<>();
        double count = grown(name + "_count");
        map.put("mean", FigureMap.ratio(grown(name + "_sum") * 1000, count));
        map.put("p50", percentileMillis(name, 0.5));
        map.put("p99", percentileMillis(name, 0.99));
        return map;
    }

    /** The value that a share of a histogram's values is below, within its bucket in proportion. */
    double percentileMillis(String name, double share) {
        Map<Double, Double> buckets = new TreeMap<>();
        grownBy(name + "_bucket", "le")
                .forEach((le, count) -> buckets.put(ServerFigures.number(le), ((Number) count).doubleValue()));
        double wanted = share * buckets.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        double from = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
            double to = bucket.getKey();
            double count = bucket.getValue();
            if (wanted > 0 && count >= wanted) {
                double within = Double.isInfinite(to) ? from : from + (to - from) * (wanted - below) / (count - below);
                return FigureMap.rounded(within * 1000);
            }
            from = to;
            below = count;
        }
        return Double.NaN;
    }

    private double perSecond(String name) {
        return FigureMap.ratio(grown(name), seconds);
    }

    private double grown(String name) {
        return from == null || to == null ? Double.NaN : grown(from.sum(name), to.sum(name));
    }

    private Map<String, Object> grownBy(String name, String label) {
        Map<String, Object> grown = new TreeMap<>();
        if (from != null && to != null) {
            Map<String, Double> before = from.by(name, label);
            to.by(name, label).forEach((key, now) -> grown.put(key, grown(before.getOrDefault(key, 0.0), now)));
        }
        return grown;
    }

    /** A counter that is less than before has begun anew: the server was started again. */
    private static double grown(double before, double now) {
        return now < before ? now : now - before;
    }
}

package dev.tickwire.client.swarm.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server has said of itself during a run. Not thread-safe. */
final class ServerWatch {
    private final Map<String, Stretch> phases = new HashMap<>();
    private @Nullable Read first;
    private @Nullable Read beforeLast;
    private @Nullable Read last;
    private Stretch during = new Stretch();
    private double mostHeapMiB = Double.NaN;
    private double mostQueued = Double.NaN;
    private String trouble = "";
    private boolean hasNews;

    private record Read(ServerFigures figures, long nanos) {}

    private static final class Stretch {
        @Nullable
        Read from;

        @Nullable
        Read to;

        ServerLoad load() {
            return new ServerLoad(
                    from == null ? null : from.figures,
                    to == null ? null : to.figures,
                    from == null || to == null ? 0 : (to.nanos - from.nanos) / 1e9);
        }
    }

    /** The server could not be asked. */
    void away(String why) {
        trouble = why;
    }

    /** The server has said this. */
    void read(ServerFigures figures, long nowNanos, String phase, boolean isMeasured) {
        trouble = "";
        beforeLast = last;
        last = new Read(figures, nowNanos);
        first = first == null ? last : first;
        hasNews = beforeLast != null;
        extend(phases.computeIfAbsent(phase, name -> new Stretch()));
        if (isMeasured) {
            extend(during);
        }
        mostHeapMiB = most(mostHeapMiB, ServerLoad.heapMiB(figures));
        mostQueued = most(mostQueued, figures.sum("tickwire_queue_depth"));
    }

    private void extend(Stretch stretch) {
        if (stretch.from == null) {
            stretch.from = beforeLast == null ? last : beforeLast;
        }
        stretch.to = last;
    }

    private static double most(double before, double now) {
        return Double.isNaN(before) || now > before ? now : before;
    }

    /** Puts what the server did since the last call into a point of the curves. */
    void putNews(Map<Curve.Line, Double> point) {
        if (!hasNews) {
            return;
        }
        hasNews = false;
        Stretch news = new Stretch();
        news.from = beforeLast;
        news.to = last;
        ServerLoad load = news.load();
        Map<String, Object> step = load.millis("tickwire_step_seconds");
        point.put(Curve.Line.SERVER_STEP_MEAN, (Double) step.get("mean"));
        point.put(Curve.Line.SERVER_STEP_P99, (Double) step.get("p99"));
        point.put(Curve.Line.SERVER_LATE_P99, load.percentileMillis("tickwire_tick_lateness_seconds", 0.99));
        point.put(Curve.Line.SERVER_CPU, load.cpuCores());
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("before", ServerLoad.state(first == null ? null : first.figures));
        Map<String, Object> load = during.load().toMap();
        load.put("heapMiBMost", mostHeapMiB);
        load.put("queuedMost", mostQueued);
        map.put("during", load);
        map.put("after", ServerLoad.state(last == null ? null : last.figures));
        map.put(
                "note",
                trouble.isEmpty() ? "" : (last == null ? "not known" : "not known at the end") + ": " + trouble);
        return map;
    }

    Map<String, Object> toMap(String phase) {
        return phases.getOrDefault(phase, new Stretch()).load().toMap();
    }
}

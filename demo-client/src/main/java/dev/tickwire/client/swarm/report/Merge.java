package dev.tickwire.client.swarm.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sums the reports of several swarms that played against one server at the same time.
 *
 * <p>Counts are added, times are those of all bots together. What only a server can tell ({@code rooms}) is the most
 * that any of them has seen; its own figures are of the report that has some.
 */
final class Merge {
    private static final List<String> SAME = List.of("url", "roomType", "scenario");
    private static final List<String> SUMMED =
            List.of("bots", "joined", "connected", "waiting", "silent", "away", "failedJoins", "expectedFailedJoins");
    private static final List<String> MOST = List.of("rooms", "tickRateHz", "snapshotRateHz");

    private final List<SwarmReport> reports;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Merge(List<SwarmReport> reports) {
        this.reports = reports;
    }

    /**
     * The sum.
     *
     * @param reports one at least
     * @throws IllegalArgumentException with a sentence, if they do not belong together
     */
    static SwarmReport of(List<SwarmReport> reports) {
        SwarmReport first = reports.get(0);
        for (SwarmReport other : reports) {
            for (String name : SAME) {
                if (!first.text(name).equals(other.text(name))) {
                    throw new IllegalArgumentException("these are not reports of one run: " + name + " is \""
                            + first.text(name) + "\" in one and \"" + other.text(name) + "\" in another");
                }
            }
        }
        return new Merge(reports).merged();
    }

    private SwarmReport merged() {
        SwarmReport first = reports.get(0);
        values.put("startedEpochMillis", (long) least("startedEpochMillis"));
        SAME.forEach(name -> values.put(name, first.text(name)));
        values.put("seed", (long) first.number("seed").orElse(0));
        values.put("processes", reports.size());
        SUMMED.forEach(name -> values.put(name, (long) sum(name)));
        MOST.forEach(name -> values.put(name, most(name)));
        putFigures("", values);
        putSwarm();
        putParts("phases");
        putParts("groups");
        values.put("server", server());
        values.put("curve", new MergedCurve(reports, least("startedEpochMillis")).toMap());
        return new SwarmReport(values);
    }

    /** Figures of several processes at the same time: bots add up, seconds do not. */
    private void putFigures(String path, Map<String, Object> into) {
        Figures figures = new Figures();
        double seconds = 0;
        Span sum = Span.NONE;
        for (SwarmReport report : reports) {
            if (path.isEmpty()
                    || !report.map(path.substring(0, path.length() - 1)).isEmpty()) {
                Span span = FigureMap.read(report, path, figures);
                seconds = Math.max(seconds, span.seconds());
                sum = sum.plus(span);
            }
        }
        FigureMap.put(figures, new Span(seconds, sum.botSeconds(), sum.expectedSnapshots(), sum.cpuSeconds()), into);
    }

    private void putParts(String kind) {
        Set<String> names = new LinkedHashSet<>();
        reports.forEach(report -> report.map(kind).keySet().forEach(name -> names.add(String.valueOf(name))));
        Map<String, Object> parts = new LinkedHashMap<>();
        for (String name : names) {
            Map<String, Object> part = new LinkedHashMap<>();
            String path = kind + "." + name;
            for (SwarmReport report : reports) {
                for (String flag : List.of("isMeasured", "isBad", "mayFailToJoin")) {
                    if (report.map(path).get(flag) instanceof Boolean is) {
                        part.put(flag, is);
                    }
                }
            }
            putFigures(path + ".", part);
            Object ofServer = reports.stream()
                    .map(report -> report.map(path + ".server"))
                    .filter(map -> !map.isEmpty())
                    .findFirst()
                    .orElse(Map.of());
            part.put("server", ofServer);
            parts.put(name, part);
        }
        values.put(kind, parts);
    }

    private void putSwarm() {
        List<String> whys = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            if (reports.get(i).isSaturated()) {
                whys.add("process " + (i + 1) + ": " + reports.get(i).text("swarm.why"));
            }
        }
        Map<String, Object> swarm = new LinkedHashMap<>();
        swarm.put("cpuCores", sum("swarm.cpuCores"));
        swarm.put("availableCores", most("swarm.availableCores"));
        swarm.put("lagMillis", values.getOrDefault(Delay.SWARM_LAG.key(), Map.of()));
        swarm.put("isSaturated", !whys.isEmpty());
        swarm.put("why", String.join("; ", whys));
        values.put("swarm", swarm);
    }

    /** Its own figures by the first report that has some. */
    private Object server() {
        return reports.stream()
                .filter(report ->
                        !Double.isNaN(report.number("server.during.cpuCores").orElse(Double.NaN)))
                .findFirst()
                .orElse(reports.get(0))
                .map("server");
    }

    private double sum(String name) {
        return reports.stream()
                .mapToDouble(report -> report.number(name).orElse(0))
                .sum();
    }

    private double most(String name) {
        return reports.stream()
                .mapToDouble(report -> report.number(name).orElse(Double.NaN))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }

    private double least(String name) {
        return reports.stream()
                .mapToDouble(report -> report.number(name).orElse(0))
                .min()
                .orElse(0);
    }
}

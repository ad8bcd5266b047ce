package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.LimitRun.Trial;
import dev.tickwire.client.swarm.report.SwarmReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * With how many players a server still does what is asked of it, and what gave out first.
 *
 * @param players the most with whom it held, and held again; 0: with none
 * @param broken the fewest with whom it did not; 0: it always did
 * @param serverCores processors that the server used with the most; NaN: it did not say
 * @param firstToGive what gave out, in a sentence; empty: nothing did
 */
record Limit(int players, int broken, double serverCores, String firstToGive, List<Map<String, Object>> trials) {
    private static final double TOLERABLE_LAG_MILLIS = 10;
    private static final double TOLERABLE_SKIPS = 0.01;
    private static final List<String> FIGURES = List.of(
            "snapshotGapMillis.p50",
            "snapshotGapMillis.p99",
            "rttMillis.p99",
            "server.cpuCores",
            "server.stepMillis.p99",
            "server.latenessMillis.p99",
            "swarmLagMillis.p99",
            "swarmCpuCores");

    static Limit of(LimitSearch search, List<Trial> trials, SwarmReport report) {
        double cores = Double.NaN;
        String why = "";
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Trial trial : trials) {
            SwarmReport figures = report.phase(trial.phase());
            rows.add(row(trial, figures));
            if (trial.hasHeld() && trial.players() == search.limit()) {
                cores = figures.number("server.cpuCores").orElse(Double.NaN);
            }
            if (!trial.hasHeld() && trial.players() == search.broken()) {
                why = why(figures);
            }
        }
        return new Limit(search.limit(), search.broken(), cores, why, rows);
    }

    private static Map<String, Object> row(Trial trial, SwarmReport figures) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("players", trial.players());
        row.put("held", trial.hasHeld());
        row.put("failure", trial.failure());
        FIGURES.forEach(name -> row.put(name, figures.number(name).orElse(Double.NaN)));
        return row;
    }

    /** The first of those whose own figure is out of bounds, from the swarm on to the network. */
    private static String why(SwarmReport figures) {
        double lag = figures.number("swarmLagMillis.p99").orElse(0);
        double late = figures.number("server.latenessMillis.p99").orElse(Double.NaN);
        double roundTrip = figures.number("rttMillis.p99").orElse(0);
        double tolerable = figures.number("snapshotGapMillis.p50").orElse(50) / 2;
        double sent = figures.number("snapshots").orElse(0);
        double skipped = figures.sum("server.snapshotsSkipped");
        if (lag > TOLERABLE_LAG_MILLIS) {
            return said("the swarm itself: its bots' turns came %.1f ms late (p99)", lag);
        }
        if (late > tolerable) {
            return said("the server's loops: ticks started %.1f ms late (p99)", late);
        }
        if (skipped > TOLERABLE_SKIPS * sent) {
            return said("the network: %.0f snapshots were left out, as sockets took no more", skipped);
        }
        if (roundTrip > tolerable) {
            return said("the server's selectors: a ping took %.1f ms (p99), while ticks were in time", roundTrip);
        }
        return Double.isNaN(late)
                ? "not known: the server's own figures are missing (--admin)"
                : "not known: the server's loops and selectors and the swarm were in time";
    }

    private static String said(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** Players by processors of the server; NaN: not known. */
    double perCore() {
        return players / serverCores;
    }

    void putInto(SwarmReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("players", players);
        map.put("broken", broken);
        map.put("serverCores", serverCores);
        map.put("playersPerCore", perCore());
        map.put("firstToGive", firstToGive);
        map.put("trials", trials);
        report.values().put("limit", map);
    }

    /** For people: a row for each trial, and what came of them. */
    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-9s%10s%10s%10s%10s%10s%10s%10s%n",
                "players",
                "gap p50",
                "gap p99",
                "rtt p99",
                "cores",
                "step p99",
                "late p99",
                "lag p99"));
        for (Map<String, Object> row : trials) {
            text.append(String.format(Locale.ROOT, "%-9s", row.get("players")));
            FIGURES.subList(0, FIGURES.size() - 1).forEach(name -> text.append(cell(row.get(name))));
            text.append("  ")
                    .append(Boolean.TRUE.equals(row.get("held")) ? "held" : "broke")
                    .append(System.lineSeparator());
        }
        return text.append(System.lineSeparator()).append(sentence()).toString();
    }

    private static String cell(@Nullable Object value) {
        return value instanceof Double number && !number.isNaN()
                ? String.format(Locale.ROOT, "%10.2f", number)
                : String.format(Locale.ROOT, "%10s", "-");
    }

    private String sentence() {
        String newline = System.lineSeparator();
        String most = players == 0
                ? "It broke with any number of players."
                : "It held with " + players + " players"
                        + (broken == 0
                                ? ", the most that were to be tried."
                                : ", twice, and broke with " + broken + ".");
        String cores = Double.isNaN(serverCores)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "The server used %.2f processors for them: %.0f players per processor.%n",
                        serverCores,
                        perCore());
        String gave = firstToGive.isEmpty() ? "" : "What gave out first: " + firstToGive + "." + newline;
        return most + newline + cores + gave;
    }
}

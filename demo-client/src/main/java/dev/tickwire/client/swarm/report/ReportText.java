package dev.tickwire.client.swarm.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A report as text for people. */
public final class ReportText {
    private final SwarmReport report;
    private final StringBuilder text = new StringBuilder();

    private ReportText(SwarmReport report) {
        this.report = report;
    }

    public static String of(SwarmReport report) {
        return new ReportText(report).render();
    }

    private String render() {
        line("bots", "%s of %s connected at the end, in %s rooms", plain("connected"), plain("bots"), plain("rooms"));
        if (report.number("waiting").orElse(0) + report.number("silent").orElse(0) > 0) {
            line(
                    "no answer",
                    "%s bots waited for their first snapshot at the end, %s had none for over 2 s",
                    plain("waiting"),
                    plain("silent"));
        }
        line("measured", "%s s", number("durationSeconds", 1));
        line("rates", "%s ticks/s, %s snapshots/s promised", number("tickRateHz", 1), number("snapshotRateHz", 1));
        line(
                "snapshots",
                "%s, %s %% of those expected, %s per bot and second",
                plain("snapshots"),
                percent("snapshotShare"),
                number("snapshotsPerBotPerSecond", 2));
        line(
                "bytes",
                "%s per snapshot, %s per entity update, %s down and %s up per bot and second",
                number("payloadBytesPerSnapshot", 1),
                number("bytesPerEntityUpdate", 2),
                number("bytesPerBotPerSecond", 0),
                number("sentBytesPerBotPerSecond", 0));
        text.append(
                String.format(Locale.ROOT, "%n%-16s%10s%10s%10s%10s%n", "milliseconds", "p50", "p99", "p99.9", "max"));
        row("snapshot gap", "snapshotGapMillis");
        row("input latency", "inputLatencyMillis");
        boolean hasCommands = report.number("commands").orElse(0)
                        + report.number("unansweredCommands").orElse(0)
                > 0;
        if (hasCommands) {
            row("command answer", "commandLatencyMillis");
        }
        row("round trip", "rttMillis");
        row("join", "joinMillis");
        boolean hasPauses =
                report.number("resumes").orElse(0) + report.number("away").orElse(0) > 0;
        if (hasPauses) {
            row("pause", "pauseMillis");
        }
        row("swarm's own lag", "swarmLagMillis");
        text.append(System.lineSeparator());
        line("late inputs", "%s %%", percent("lateInputShare"));
        if (hasCommands) {
            line("commands", "%s answered, %s refused", plain("commands"), plain("refusedCommands"));
        }
        line("desyncs", "%s, and %s resyncs", plain("desyncs"), plain("resyncs"));
        line("disconnects", "%s", disconnects());
        if (report.number("failedJoins").orElse(0)
                        + report.number("expectedFailedJoins").orElse(0)
                > 0) {
            line(
                    "could not join",
                    "%s, and %s where that is expected",
                    plain("failedJoins"),
                    plain("expectedFailedJoins"));
        }
        if (hasPauses) {
            line("came back", "%s times, and %s bots were still away at the end", plain("resumes"), plain("away"));
        }
        line("swarm's CPU", "%s cores", number("swarmCpuCores", 2));
        server();
        phases();
        comparison();
        if (report.isSaturated()) {
            line("note", "%s; the milliseconds above are not the server's alone", report.text("swarm.why"));
        }
        if (report.values().get("failures") instanceof List<?> failures) {
            failures.forEach(failure -> text.append(failure).append(System.lineSeparator()));
        }
        return text.toString();
    }

    private void server() {
        if (!report.text("server.note").isEmpty()) {
            line("server", "its own figures are %s", report.text("server.note"));
        }
        if (Double.isNaN(report.number("server.during.cpuCores").orElse(Double.NaN))) {
            return;
        }
        line(
                "server's CPU",
                "%s cores, %s %% of it to collect garbage",
                number("server.during.cpuCores", 2),
                percent("server.during.gcShare"));
        line(
                "server's ticks",
                "%s ms late (p99), step %s ms (mean) and %s ms (p99)",
                number("server.during.latenessMillis.p99", 2),
                number("server.during.stepMillis.mean", 3),
                number("server.during.stepMillis.p99", 3));
        line(
                "server's memory",
                "%s MiB of heap at most, %s MiB resident at the end",
                number("server.during.heapMiBMost", 0),
                number("server.after.residentMiB", 0));
    }

    /** What has moved since an older report. */
    private void comparison() {
        if (!(report.values().get("compare") instanceof Map<?, ?> compare)) {
            return;
        }
        text.append(String.format(Locale.ROOT, "%nSince the older report. %s%n", compare.get("rule")));
        boolean hasMoved = false;
        if (compare.get("figures") instanceof List<?> figures) {
            for (Object each : figures) {
                if (each instanceof Map<?, ?> figure && Boolean.TRUE.equals(figure.get("hasMoved"))) {
                    hasMoved = true;
                    line(
                            "moved",
                            "%s was %s, is %s: %s",
                            String.valueOf(figure.get("name")),
                            amount(figure.get("before")),
                            amount(figure.get("now")),
                            change(figure));
                }
            }
        }
        if (!hasMoved) {
            line("moved", "nothing");
        }
        if (compare.get("notes") instanceof List<?> notes) {
            notes.forEach(note -> line("note", "%s", note));
        }
    }

    private static String amount(@Nullable Object value) {
        return Amounts.text(value instanceof Number number ? number.doubleValue() : Double.NaN);
    }

    /** By how much a figure has moved. */
    static String change(Map<?, ?> figure) {
        double before = figure.get("before") instanceof Number number ? number.doubleValue() : Double.NaN;
        double now = figure.get("now") instanceof Number number ? number.doubleValue() : Double.NaN;
        return before == 0 || Double.isNaN(before) || Double.isNaN(now)
                ? "moved"
                : String.format(Locale.ROOT, "%+.1f %%", 100 * (now / before - 1));
    }

    /** What each phase was like, where there are more than the usual two. */
    private void phases() {
        if (!(report.values().get("phases") instanceof Map<?, ?> phases) || phases.size() <= 2) {
            return;
        }
        text.append(String.format(
                Locale.ROOT,
                "%n%-16s%10s%10s%10s%10s%10s%n",
                "phase",
                "seconds",
                "gap p50",
                "gap p99",
                "input p99",
                "desyncs"));
        phases.keySet().forEach(name -> {
            String path = "phases." + name + ".";
            text.append(String.format(
                    Locale.ROOT,
                    "%-16s%10s%10s%10s%10s%10s%n",
                    name,
                    number(path + FigureMap.SECONDS, 1),
                    number(path + "snapshotGapMillis.p50", 2),
                    number(path + "snapshotGapMillis.p99", 2),
                    number(path + "inputLatencyMillis.p99", 2),
                    plain(path + "desyncs")));
        });
    }

    private void line(String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-16s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }

    private void row(String name, String path) {
        text.append(String.format(
                Locale.ROOT,
                "%-16s%10s%10s%10s%10s%n",
                name,
                number(path + ".p50", 2),
                number(path + ".p99", 2),
                number(path + ".p999", 2),
                number(path + ".max", 2)));
    }

    private String disconnects() {
        Map<String, Object> reasons = new TreeMap<>();
        if (report.values().get("disconnects") instanceof Map<?, ?> map) {
            map.forEach((reason, count) -> reasons.put(String.valueOf(reason), String.valueOf(count)));
        }
        return reasons.isEmpty()
                ? "none"
                : reasons.toString().replaceAll("[{}]", "").replace('=', ' ');
    }

    private String plain(String path) {
        return number(path, 0);
    }

    private String percent(String path) {
        double value = report.number(path).orElse(Double.NaN);
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value * 100);
    }

    private String number(String path, int digits) {
        double value = report.number(path).orElse(Double.NaN);
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}

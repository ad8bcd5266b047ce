package dev.tickwire.client.swarm.report;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A report as text for people. */
public final class ReportText {
    private static final double TOLERABLE_LAG_MILLIS = 10;

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
        if (hasPauses) {
            line("came back", "%s times, and %s bots were still away at the end", plain("resumes"), plain("away"));
        }
        line("swarm's CPU", "%s cores", number("swarmCpuCores", 2));
        if (report.number("swarmLagMillis.p99").orElse(0) > TOLERABLE_LAG_MILLIS) {
            line("note", "the swarm itself ran late, so the milliseconds above are not only the server's");
        }
        return text.toString();
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

package dev.tickwire.client.swarm.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Shows progress in some lines that are drawn anew each second, or, where that is not possible, in a line every 5
 * seconds.
 */
public final class ConsoleProgress implements Progress {
    private static final double PLAIN_INTERVAL_SECONDS = 5;
    private static final int BAR = 24;

    private final PrintStream out;
    private final boolean isTerminal;
    private double shownSeconds = Double.NEGATIVE_INFINITY;
    private int drawnLines;

    public ConsoleProgress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    @Override
    public void show(Moment now) {
        if (isTerminal) {
            draw(lines(now));
        } else if (now.elapsedSeconds() - shownSeconds >= PLAIN_INTERVAL_SECONDS) {
            out.println(line(now));
            out.flush();
            shownSeconds = now.elapsedSeconds();
        }
    }

    private void draw(List<String> lines) {
        // Up to the first line that was drawn; then each is cleared to its end as it is written.
        StringBuilder text = new StringBuilder(drawnLines == 0 ? "" : "\033[" + drawnLines + "A");
        for (String line : lines) {
            text.append("\r\033[K").append(line).append('\n');
        }
        out.print(text);
        out.flush();
        drawnLines = lines.size();
    }

    private static List<String> lines(Moment now) {
        return List.of(
                format("%-9s %s", now.phase(), time(now)),
                format(
                        "%-9s %d of %d, %d wait, %d away",
                        "players",
                        now.presence().connected(),
                        now.bots(),
                        now.presence().waiting(),
                        now.presence().away()),
                format(
                        "%-9s p50 %s ms, p99 %s ms, longest %s ms",
                        "gap",
                        Amounts.text(now.snapshotGap().p50()),
                        Amounts.text(now.snapshotGap().p99()),
                        Amounts.text(now.snapshotGap().max())),
                format(
                        "%-9s %.0f KB/s down, %.0f KB/s up, %.0f snapshots/s",
                        "bytes",
                        now.receivedBytesPerSecond() / 1000,
                        now.sentBytesPerSecond() / 1000,
                        now.snapshotsPerSecond()),
                format("%-9s %d desyncs, %d disconnects", "trouble", now.allDesyncs(), now.allDisconnects()),
                format(
                        "%-9s %.2f cores, lag p99 %s ms",
                        "swarm", now.cpuCores(), Amounts.text(now.swarmLag().p99())));
    }

    private static String time(Moment now) {
        double planned = now.plannedSeconds();
        if (!(planned > 0)) {
            return format("%.0f s, %.0f s in all", now.phaseSeconds(), now.elapsedSeconds());
        }
        int done = (int) Math.round(BAR * Math.min(1, now.phaseSeconds() / planned));
        return format(
                "[%s%s] %.0f of %.0f s, %.0f s in all",
                "#".repeat(done), ".".repeat(BAR - done), now.phaseSeconds(), planned, now.elapsedSeconds());
    }

    private static String line(Moment now) {
        return format(
                "%s%d/%d bots  %.0f snapshots/s  %.0f KB/s  gap p99 %s ms  %d desyncs  %d disconnects  %.0f s",
                now.phase().isEmpty() ? "" : now.phase() + "  ",
                now.presence().connected(),
                now.bots(),
                now.snapshotsPerSecond(),
                now.receivedBytesPerSecond() / 1000,
                Amounts.text(now.snapshotGap().p99()),
                now.allDesyncs(),
                now.allDisconnects(),
                now.elapsedSeconds());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

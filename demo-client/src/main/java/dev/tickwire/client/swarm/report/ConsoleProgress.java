package dev.tickwire.client.swarm.report;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows progress in a line that is written over each second, or, where that is not possible, in a line every 5 seconds.
 */
public final class ConsoleProgress implements Progress {
    private static final double PLAIN_INTERVAL_SECONDS = 5;

    private final PrintStream out;
    private final boolean isTerminal;
    private double shownSeconds = Double.NEGATIVE_INFINITY;

    public ConsoleProgress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    @Override
    public void show(Moment now) {
        if (!isTerminal && now.elapsedSeconds() - shownSeconds < PLAIN_INTERVAL_SECONDS) {
            return;
        }
        String line = String.format(
                Locale.ROOT,
                "%d/%d bots  %.0f snapshots/s  %.0f KB/s  gap p99 %s ms  %d desyncs  %.0f s",
                now.presence().connected(),
                now.bots(),
                now.snapshotsPerSecond(),
                now.receivedBytesPerSecond() / 1000,
                gap(now.snapshotGap().p99()),
                now.allDesyncs(),
                now.elapsedSeconds());
        out.print(isTerminal ? "\r\033[K" + line : line + System.lineSeparator());
        out.flush();
        shownSeconds = now.elapsedSeconds();
    }

    @Override
    public void end() {
        if (isTerminal && shownSeconds >= 0) {
            out.println();
        }
    }

    private static String gap(double millis) {
        return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.1f", millis);
    }
}

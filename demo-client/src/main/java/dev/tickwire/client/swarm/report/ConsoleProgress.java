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
    private Tally.Totals before;
    private double beforeSeconds;
    private boolean hasShown;

    public ConsoleProgress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
        before = new Tally().totals();
    }

    @Override
    public void show(int connected, int bots, Tally.Totals totals, double elapsedSeconds) {
        double seconds = elapsedSeconds - beforeSeconds;
        if (seconds <= 0 || (!isTerminal && hasShown && seconds < PLAIN_INTERVAL_SECONDS)) {
            return;
        }
        String line = String.format(
                Locale.ROOT,
                "%d/%d bots  %.0f snapshots/s  %.0f KB/s  gap p99 %s ms  %d desyncs  %.0f s",
                connected,
                bots,
                (totals.snapshots() - before.snapshots()) / seconds,
                (totals.receivedBytes() - before.receivedBytes()) / seconds / 1000,
                gap(totals.snapshotGapMillis().p99()),
                totals.desyncs(),
                elapsedSeconds);
        out.print(isTerminal ? "\r\033[K" + line : line + System.lineSeparator());
        out.flush();
        before = totals;
        beforeSeconds = elapsedSeconds;
        hasShown = true;
    }

    @Override
    public void end() {
        if (isTerminal && hasShown) {
            out.println();
        }
    }

    private static String gap(double millis) {
        return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.1f", millis);
    }
}

package dev.tickwire.client.swarm.report;

import java.util.Locale;

/** Numbers for people. */
final class Amounts {
    private Amounts() {}

    /** A number with as many digits as tell something. */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f", value);
    }
}

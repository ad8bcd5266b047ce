package dev.tickwire.client.swarm.report;

import java.util.Locale;

/** Whether the swarm itself was too slow, so that its figures are not the server's alone. */
final class Saturation {
    static final double TOLERABLE_LAG_MILLIS = 10;
    static final double TOLERABLE_SHARE = 0.9;

    private Saturation() {}

    /** Why the swarm was too slow, in a sentence; empty: it was not. */
    static String why(double lagP99Millis, double cpuCores, int availableCores) {
        if (lagP99Millis > TOLERABLE_LAG_MILLIS) {
            return String.format(
                    Locale.ROOT,
                    "the swarm itself ran late: 1 %% of its bots' turns came over %.1f ms after they were due (tolerable: %.0f ms)",
                    lagP99Millis,
                    TOLERABLE_LAG_MILLIS);
        }
        if (cpuCores > TOLERABLE_SHARE * availableCores) {
            return String.format(
                    Locale.ROOT,
                    "the swarm itself used %.2f of the %d processors that it may use (tolerable: %.0f %%)",
                    cpuCores,
                    availableCores,
                    TOLERABLE_SHARE * 100);
        }
        return "";
    }
}

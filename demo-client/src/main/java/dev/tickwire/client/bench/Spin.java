package dev.tickwire.client.bench;

/** Always the same piece of work: how differently long it takes is the machine's own noise. */
final class Spin {
    private static final int STEPS = 30_000_000;
    private static final int WARM_UP = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    private int state = 1;

    /** Warmed up. */
    Spin() {
        for (int i = 0; i < WARM_UP; i++) {
            millis();
        }
    }

    /** Does it once. */
    double millis() {
        long start = System.nanoTime();
        int value = state;
        for (int i = 0; i < STEPS; i++) {
            value ^= value << 13;
            value ^= value >>> 17;
            value ^= value << 5;
        }
        state = value;
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }
}

package dev.tickwire.server.metrics;

import java.util.Arrays;

/**
 * When the snapshots of the last {@value #TICKS} ticks were sent, to find how long their acks took. Belongs to one
 * thread.
 *
 * <p>Times are microseconds modulo 2^32: they are compared with others that are less than half an hour away.
 */
public final class SentTimes {
    /** Ticks for which times are kept; a power of two. */
    static final int TICKS = 512;

    private static final int NO_TICK = -1;

    private final int[] ticks = new int[TICKS];
    private final int[] micros = new int[TICKS];

    /** Nothing was sent yet. */
    public SentTimes() {
        Arrays.fill(ticks, NO_TICK);
    }

    /** The snapshot of a tick is sent now. */
    public void sent(int tick, int nowMicros) {
        ticks[place(tick)] = tick;
        micros[place(tick)] = nowMicros;
    }

    /**
     * Microseconds from when the snapshot of a tick was sent to {@code thenMicros}, at least 0; −1: it is not known
     * when that was.
     */
    public int microsSince(int tick, int thenMicros) {
        return ticks[place(tick)] == tick ? Math.max(0, thenMicros - micros[place(tick)]) : -1;
    }

    private static int place(int tick) {
        return tick & (TICKS - 1);
    }
}

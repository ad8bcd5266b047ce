package dev.tickwire.server.inputs;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.simulation.world.Past;

/**
 * How far behind the tick of an input its player can have seen the others. A client that says something else is taken
 * to mean the nearest that can be.
 *
 * <p>Two bounds hold. One is by what the server saw: when the input came, and how long acks took. A client shows the
 * tick of the newest snapshot that can be there, less two snapshot intervals and the jitter that it has measured, at
 * most {@value #MOST_JITTER_MILLIS} ms. So at the moment at which an input comes, what its player saw is no longer ago
 * than the shortest round trip of the last 10 to 20 seconds, the jitter of that time, and two intervals. The other is
 * by what the client said before: its delay changes slowly, so who says another one for each shot gains
 * {@value #SLACK_MILLIS} ms. Who always says the same gains nothing, since it cannot choose. Belongs to the room's
 * loop; times are passed in.
 */
public final class ViewBound {
    private static final int MOST_JITTER_MILLIS = 150;
    /** Frames and timers of a page come within that. */
    private static final int SLACK_MILLIS = 30;
    /** Ticks per tick by which what a client says may grow or shrink: its clock and its delay follow the network. */
    private static final double SLEW = 0.15;

    private static final int MOST_SLEWED_TICKS = 40;
    private static final int SNAPSHOTS_BEHIND = 2;
    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final CounterBatch counters;
    private final Window now = new Window();
    private final Window before = new Window();
    private long windowNanos;
    private int newestTick;
    /** In parts of a tick; negative: the client has said nothing. */
    private double held;

    /** What was seen for some seconds. */
    private static final class Window {
        int leastMicros;
        int mostMicros;
        int mostIntervalTicks;

        void clear() {
            leastMicros = Integer.MAX_VALUE;
            mostMicros = 0;
            mostIntervalTicks = 0;
        }

        void take(Window other) {
            leastMicros = other.leastMicros;
            mostMicros = other.mostMicros;
            mostIntervalTicks = other.mostIntervalTicks;
        }
    }

    /** Of a player who has acknowledged nothing yet. */
    public ViewBound(CounterBatch counters) {
        this.counters = counters;
        forget();
    }

    /** The player goes on over another connection. */
    public final void forget() {
        now.clear();
        before.clear();
        held = -1;
    }

    /**
     * An ack came.
     *
     * @param roundTripMicros since its snapshot was sent
     * @param intervalTicks from one snapshot that the player is sent to the next
     */
    public void acked(int roundTripMicros, int intervalTicks, long nowNanos) {
        if (!isKnown() || nowNanos - windowNanos > WINDOW_NANOS) {
            windowNanos = nowNanos;
            before.take(now);
            now.clear();
        }
        now.leastMicros = Math.min(now.leastMicros, roundTripMicros);
        now.mostMicros = Math.max(now.mostMicros, roundTripMicros);
        now.mostIntervalTicks = Math.max(now.mostIntervalTicks, intervalTicks);
    }

    private boolean isKnown() {
        return leastMicros() != Integer.MAX_VALUE;
    }

    /**
     * What is taken for true.
     *
     * @param tick that the input is for
     * @param claimed how far behind it the others were, in parts of a tick, as the client says; 0: it does not look
     *     back
     * @param marginNanos how early the input came before its tick is due; negative: late
     * @return the same, or the nearest that can be
     */
    int bounded(int tick, int claimed, double marginNanos, double nanosPerTick) {
        int bounded = isKnown() ? slowed(tick, Math.min(claimed, most(marginNanos, nanosPerTick)), nanosPerTick) : 0;
        if (bounded != claimed) {
            counters.increment(Counter.VIEWS_BOUNDED);
        }
        return bounded;
    }

    private int slowed(int tick, int claimed, double nanosPerTick) {
        if (held < 0) {
            held = claimed;
            newestTick = tick;
        }
        int ticks = Math.max(0, Math.min(MOST_SLEWED_TICKS, tick - newestTick));
        double most = ticks * SLEW * Past.PARTS_PER_TICK;
        held = Math.max(held - most, Math.min(held + most, claimed));
        newestTick = Math.max(newestTick, tick);
        double slack = SLACK_MILLIS * NANOS_PER_MILLI / nanosPerTick * Past.PARTS_PER_TICK;
        return (int) Math.rint(Math.max(0, Math.max(held - slack, Math.min(held + slack, claimed))));
    }

    private int most(double marginNanos, double nanosPerTick) {
        int mostMicros = Math.max(now.mostMicros, before.mostMicros);
        double jitterNanos =
                Math.min(MOST_JITTER_MILLIS * NANOS_PER_MILLI, (mostMicros - leastMicros()) * NANOS_PER_MICRO);
        double seenNanos = marginNanos + leastMicros() * NANOS_PER_MICRO + jitterNanos;
        int interval = Math.max(now.mostIntervalTicks, before.mostIntervalTicks);
        double ticks = seenNanos / nanosPerTick + SNAPSHOTS_BEHIND * interval + 1;
        return Math.max(0, (int) (ticks * Past.PARTS_PER_TICK));
    }

    private int leastMicros() {
        return Math.min(now.leastMicros, before.leastMicros);
    }
}

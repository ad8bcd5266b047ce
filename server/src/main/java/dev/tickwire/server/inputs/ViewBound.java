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
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final CounterBatch counters;
    private final RecentRange roundTripMicros = new RecentRange();
    private final RecentRange intervalTicks = new RecentRange();
    private int newestTick;
    /** In parts of a tick; negative: the client has said nothing. */
    private double held;

    /** Of a player who has acknowledged nothing yet. */
    public ViewBound(CounterBatch counters) {
        this.counters = counters;
        forget();
    }

    /** The player goes on over another connection. */
    public final void forget() {
        roundTripMicros.forget();
        intervalTicks.forget();
        held = -1;
    }

    /**
     * An ack came.
     *
     * @param micros since its snapshot was sent: a round trip
     * @param ticks from one snapshot that the player is sent to the next
     */
    public void acked(int micros, int ticks, long nowNanos) {
        roundTripMicros.add(micros, nowNanos);
        intervalTicks.add(ticks, nowNanos);
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
        int bounded = roundTripMicros.isKnown()
                ? slowed(tick, Math.min(claimed, most(marginNanos, nanosPerTick)), nanosPerTick)
                : 0;
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
        int least = roundTripMicros.least();
        double jitterNanos =
                Math.min(MOST_JITTER_MILLIS * NANOS_PER_MILLI, (roundTripMicros.most() - least) * NANOS_PER_MICRO);
        double seenNanos = marginNanos + least * NANOS_PER_MICRO + jitterNanos;
        double ticks = seenNanos / nanosPerTick + SNAPSHOTS_BEHIND * intervalTicks.most() + 1;
        return Math.max(0, (int) (ticks * Past.PARTS_PER_TICK));
    }
}

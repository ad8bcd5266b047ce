package dev.tickwire.server.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Figures of one player or spectator, over all its connections. The room's loop writes them; any thread may
 * {@link #read} them. No lock and no garbage: each figure is right, but two of them may be a tick apart.
 */
public final class PlayerStats {
    /** Stands for a figure that is not known yet. */
    public static final int UNKNOWN = -1;

    private static final int ROUND_TRIP_MICROS = 0;
    private static final int INPUT_MARGIN_MILLIS = 1;
    private static final int ACK_LAG_TICKS = 2;
    private static final int PACE_INTERVAL = 3;
    private static final int BYTES_SENT = 4;
    private static final int SNAPSHOTS_SKIPPED = 5;
    private static final int INPUTS_DROPPED = 6;
    private static final int CONNECTED_NANOS = 7;
    private static final int COUNT = 8;

    private final int number;
    private final String name;
    private final AtomicLongArray figures = new AtomicLongArray(COUNT);
    /** Of the loop: the newest ack whose round trip was measured. */
    private int measuredTick;

    /**
     * The figures at one moment.
     *
     * @param who it is
     * @param roundTripMicros from sending a snapshot to its ack, of the newest ack that there is a time for;
     *     {@value #UNKNOWN}: none came yet. The time until the client reads and answers is in it
     * @param inputMarginMillis how early the newest input came before its tick; negative: late; 0 if none came
     * @param ackLagTicks how far acks are behind what was sent
     * @param paceInterval snapshots of the room from one that the player is sent to the next: 1 at the full rate
     * @param bytesSent of snapshots
     * @param snapshotsSkipped not sent since the player does not keep up, or has had its bytes
     * @param inputsDropped came too late, too early, twice, or in a crowd
     * @param connectedNanos since when it has had its newest connection, by the clock of the room's figures
     */
    public record Reading(
            Who who,
            long roundTripMicros,
            int inputMarginMillis,
            int ackLagTicks,
            int paceInterval,
            long bytesSent,
            long snapshotsSkipped,
            long inputsDropped,
            long connectedNanos) {
        public boolean isSpectator() {
            return who.number < 0;
        }
    }

    /**
     * Who it is.
     *
     * @param place in the room, of players and spectators alike
     * @param number by which the game knows the player; negative: it is a spectator
     */
    public record Who(int place, int number, String name) {}

    /** Of a player who has just come; a negative number: a spectator. */
    public PlayerStats(int number, String name) {
        this.number = number;
        this.name = name;
        figures.lazySet(ROUND_TRIP_MICROS, UNKNOWN);
        figures.lazySet(PACE_INTERVAL, 1);
    }

    /** A snapshot of so many bytes is sent. */
    public void sent(int bytes) {
        add(BYTES_SENT, bytes);
    }

    /** A snapshot is not sent: the player does not keep up. */
    public void skipped() {
        add(SNAPSHOTS_SKIPPED, 1);
    }

    /** The player has come, or goes on over another connection, whose acks begin anew. */
    void connected(long nowNanos) {
        measuredTick = 0;
        figures.lazySet(CONNECTED_NANOS, nowNanos);
    }

    /**
     * The newest ack is for a tick, and came at a time; whether it is new or not.
     *
     * @return microseconds since its snapshot was sent; {@value #UNKNOWN}: it is not new, or that is not known
     */
    public int acked(int tick, int thenMicros, SentTimes sentTimes) {
        if (tick <= measuredTick) {
            return UNKNOWN;
        }
        measuredTick = tick;
        int micros = sentTimes.microsSince(tick, thenMicros);
        if (micros >= 0) {
            figures.lazySet(ROUND_TRIP_MICROS, micros);
        }
        return micros;
    }

    /** What holds now; see {@link Reading}. */
    public void set(int inputMarginMillis, int ackLagTicks, int paceInterval, long inputsDropped) {
        figures.lazySet(INPUT_MARGIN_MILLIS, inputMarginMillis);
        figures.lazySet(ACK_LAG_TICKS, ackLagTicks);
        figures.lazySet(PACE_INTERVAL, paceInterval);
        figures.lazySet(INPUTS_DROPPED, inputsDropped);
    }

    /** The figures now, of whoever has that place; any thread may ask. */
    public Reading read(int place) {
        return new Reading(
                new Who(place, number, name),
                figures.get(ROUND_TRIP_MICROS),
                (int) figures.get(INPUT_MARGIN_MILLIS),
                (int) figures.get(ACK_LAG_TICKS),
                (int) figures.get(PACE_INTERVAL),
                figures.get(BYTES_SENT),
                figures.get(SNAPSHOTS_SKIPPED),
                figures.get(INPUTS_DROPPED),
                figures.get(CONNECTED_NANOS));
    }

    private void add(int figure, long amount) {
        figures.lazySet(figure, figures.getPlain(figure) + amount);
    }
}

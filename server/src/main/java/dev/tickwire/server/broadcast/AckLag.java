package dev.tickwire.server.broadcast;

import dev.tickwire.server.inputs.RecentRange;

/**
 * How far a client's acks stay behind the snapshots that it is sent, in ticks of its room. Belongs to the room's loop;
 * ticks and time are passed in.
 *
 * <p>The lag of an ack is the time from the tick of its snapshot to the tick at which the room sees the ack first: the
 * round trip, and whatever waits on the way. It does not shrink while sending pauses, as the distance from the newest
 * ack to the newest snapshot does. The usual lag is the least of the last 10 to 20 seconds.
 *
 * <p>Snapshots are not sent at an even rate: the longest gap between two of them that are not acknowledged yet is
 * remembered, so that a pause does not count as time in which acks were due.
 */
final class AckLag {
    private final int mostUsualTicks;
    private final RecentRange lagTicks = new RecentRange();
    private int ackTick;
    private int newestSentTick;
    private int gapStartTick;
    private int gapEndTick;
    private int newestLagTicks;

    /** Of a client that has acknowledged nothing; a lag above {@code mostUsualTicks} is never taken for usual. */
    AckLag(int mostUsualTicks) {
        this.mostUsualTicks = mostUsualTicks;
    }

    /** A snapshot is sent. */
    void sent(int tick) {
        if (ackTick >= gapEndTick || tick - newestSentTick > gapEndTick - gapStartTick) {
            gapStartTick = newestSentTick;
            gapEndTick = tick;
        }
        newestSentTick = tick;
    }

    /** Looks at the newest ack when the room is at a tick; called at least once per snapshot. */
    void look(int newestAckTick, int tick, long nowNanos) {
        if (newestAckTick <= ackTick) {
            return;
        }
        ackTick = newestAckTick;
        newestLagTicks = tick - newestAckTick;
        lagTicks.add(newestLagTicks, nowNanos);
    }

    /** Lag of acks where nothing waits on the way; 0 before the first ack. */
    int usualTicks() {
        return lagTicks.isKnown() ? Math.min(mostUsualTicks, lagTicks.least()) : 0;
    }

    /** From the newest ack, or the first snapshot if there is none, to the newest snapshot that was sent. */
    int unackedTicks() {
        return ackTick == 0 ? inFlightTicks() : newestSentTick - ackTick;
    }

    /** From the oldest snapshot that is not acknowledged to the newest one that was sent. */
    int inFlightTicks() {
        return Math.max(0, newestSentTick - awaitedTick());
    }

    /** For how long the oldest snapshot that is not acknowledged has been waiting for its ack; 0: there is none. */
    int waitingTicks(int tick) {
        return newestSentTick > ackTick ? tick - awaitedTick() : 0;
    }

    /**
     * How much later than usual acks come now; 0 before the first ack.
     *
     * @param intervalTicks from one snapshot to the next: the next ack is not due earlier than that
     */
    int lateTicks(int tick, int intervalTicks) {
        if (!lagTicks.isKnown()) {
            return 0;
        }
        int lag = Math.max(newestLagTicks, waitingTicks(tick) - intervalTicks);
        return lag - lagTicks.least();
    }

    /** The ack that is due next is for a snapshot later than this, or for this one if it comes after a gap. */
    private int awaitedTick() {
        return ackTick >= gapStartTick && ackTick < gapEndTick ? gapEndTick : ackTick;
    }
}

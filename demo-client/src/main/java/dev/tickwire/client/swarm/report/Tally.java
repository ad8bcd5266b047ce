package dev.tickwire.client.swarm.report;

import dev.tickwire.client.transport.Disconnect;

/**
 * Counts what the bots of a group see.
 *
 * <p>Thread-safe: it has a short lock, for which the few I/O threads seldom wait. What it holds is the window since
 * {@link Measure} took the one before, about a second of it.
 */
public final class Tally {
    /** A bot that has had no snapshot for longer than this is silent. */
    public static final long LONG_GAP_NANOS = 2_000_000_000L;

    private Figures window = new Figures();
    private Figures spare = new Figures();

    Tally() {}

    /** A bot has its first snapshot, that long after its join was due. */
    public synchronized void joined(long nanos) {
        window.add(Count.JOINS, 1);
        window.durations(Delay.JOIN).add(nanos);
    }

    /** A bot still waits for its first snapshot when the measuring ends. */
    public synchronized void joinWaiting(long waitedNanos) {
        window.durations(Delay.JOIN).add(waitedNanos);
    }

    /** A bot could not join: it was refused, or its connection ended before its first snapshot. */
    public synchronized void joinRefused() {
        window.add(Count.REFUSED_JOINS, 1);
    }

    /** A message came, with or without a snapshot. */
    public synchronized void received(int bytes) {
        window.add(Count.RECEIVED_BYTES, bytes);
    }

    public synchronized void sent(int bytes) {
        window.add(Count.SENT_BYTES, bytes);
    }

    /** A frame was not sent, because the socket does not take more. */
    public synchronized void unsent() {
        window.add(Count.UNSENT_FRAMES, 1);
    }

    /** A snapshot came, in a frame of that many bytes. */
    public synchronized void snapshot(int bytes, int updates) {
        window.add(Count.SNAPSHOTS, 1);
        window.add(Count.SNAPSHOT_BYTES, bytes);
        window.add(Count.ENTITY_UPDATES, updates);
    }

    /**
     * A bot had no snapshot for that long, though something changed. The snapshots that were due meanwhile count, too,
     * each as late as it would have been: beside thousands of short gaps, one of many seconds would not show in any
     * percentile.
     *
     * @param dueNanos how long it should be between two snapshots
     */
    public synchronized void gap(long nanos, long dueNanos) {
        window.durations(Delay.SNAPSHOT_GAP).addDue(nanos, dueNanos);
    }

    /** A snapshot shows an input, that long after it was due to be sent. */
    public synchronized void inputShown(long latencyNanos) {
        window.durations(Delay.INPUT).add(latencyNanos);
    }

    /** No snapshot has shown an input for that long, and the bot does not wait for one any more. */
    public synchronized void inputUnanswered(long waitedNanos) {
        window.add(Count.UNANSWERED_INPUTS, 1);
        window.durations(Delay.INPUT).add(waitedNanos);
    }

    public synchronized void commandAnswered(long latencyNanos) {
        window.add(Count.COMMANDS, 1);
        window.durations(Delay.COMMAND).add(latencyNanos);
    }

    public synchronized void commandRefused() {
        window.add(Count.REFUSED_COMMANDS, 1);
    }

    /** A command has had no answer for that long, and the bot does not wait for one any more. */
    public synchronized void commandUnanswered(long waitedNanos) {
        window.add(Count.UNANSWERED_COMMANDS, 1);
        window.durations(Delay.COMMAND).add(waitedNanos);
    }

    public synchronized void inputMargin(int marginMillis) {
        window.add(Count.INPUTS, 1);
        if (marginMillis < 0) {
            window.add(Count.LATE_INPUTS, 1);
        }
    }

    public synchronized void roundTrip(long nanos) {
        window.durations(Delay.ROUND_TRIP).add(nanos);
    }

    /** A bot's turn came that late. Where this is long, the swarm itself is too slow. */
    public synchronized void lag(long nanos) {
        window.durations(Delay.SWARM_LAG).add(nanos);
    }

    public synchronized void desync() {
        window.add(Count.DESYNCS, 1);
    }

    public synchronized void resync() {
        window.add(Count.RESYNCS, 1);
    }

    public synchronized void disconnected(Disconnect why) {
        window.addDisconnects(why.reason(), 1);
    }

    /** A bot is in its seat again, that long after it lost its connection. */
    public synchronized void resumed(long pauseNanos) {
        window.add(Count.RESUMES, 1);
        window.durations(Delay.PAUSE).add(pauseNanos);
    }

    /** A bot that had lost its connection is still not back when the measuring ends. */
    public synchronized void away(long pauseNanos) {
        window.durations(Delay.PAUSE).add(pauseNanos);
    }

    /**
     * Begins another window and gives the one before, which is the caller's until the next call. One thread at a time.
     */
    Figures take() {
        spare.clear();
        synchronized (this) {
            Figures taken = window;
            window = spare;
            spare = taken;
            return taken;
        }
    }
}

package dev.tickwire.client.swarm.report;

import dev.tickwire.client.transport.Disconnect;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what all bots see.
 *
 * <p>Flow (snapshots, bytes, durations) is counted between {@link #startMeasuring} and {@link #stopMeasuring}; joins,
 * desyncs, resyncs and disconnects from the start to {@link #stopMeasuring}. Thread-safe: it has a short lock, for
 * which the few I/O threads seldom wait.
 */
public final class Tally {
    /** Gaps that are longer than this count as often as a snapshot was due in them. Heartbeats are a second apart. */
    public static final long LONG_GAP_NANOS = 2_000_000_000L;

    private final Durations gaps = new Durations();
    private final Durations latencies = new Durations();
    private final Durations commandLatencies = new Durations();
    private final Durations roundTrips = new Durations();
    private final Durations joins = new Durations();
    private final Durations lags = new Durations();
    private final Durations pauses = new Durations();
    private final Map<String, Integer> disconnects = new TreeMap<>();
    private boolean isMeasuring;
    private boolean isOver;
    private long snapshots;
    private long snapshotBytes;
    private long entityUpdates;
    private long receivedBytes;
    private long sentBytes;
    private long lateInputs;
    private long inputs;
    private long unansweredInputs;
    private long commands;
    private long refusedCommands;
    private long unansweredCommands;
    private long unsentFrames;
    private long desyncs;
    private long resyncs;
    private long resumes;

    public synchronized void startMeasuring() {
        isMeasuring = true;
    }

    public synchronized void stopMeasuring() {
        isMeasuring = false;
        isOver = true;
    }

    public synchronized void joined(long nanos) {
        if (!isOver) {
            joins.add(nanos);
        }
    }

    /** A bot still waits for its first snapshot when the measuring ends. */
    public synchronized void joinWaiting(long waitedNanos) {
        if (!isOver) {
            joins.add(waitedNanos);
        }
    }

    /** Whether any bot has joined. */
    public synchronized boolean hasJoins() {
        return joins.count() > 0;
    }

    /** A message came, with or without a snapshot. */
    public synchronized void received(int bytes) {
        if (isMeasuring) {
            receivedBytes += bytes;
        }
    }

    public synchronized void sent(int bytes) {
        if (isMeasuring) {
            sentBytes += bytes;
        }
    }

    /** A frame was not sent, because the socket does not take more. */
    public synchronized void unsent() {
        if (isMeasuring) {
            unsentFrames++;
        }
    }

    /** A snapshot came, in a frame of that many bytes. */
    public synchronized void snapshot(int bytes, int updates) {
        if (isMeasuring) {
            snapshots++;
            snapshotBytes += bytes;
            entityUpdates += updates;
        }
    }

    /**
     * A bot had no snapshot for that long.
     *
     * <p>One gap of many seconds would not show in any percentile beside thousands of short ones, though the server
     * stood still: a long gap counts once for each snapshot that was due in it.
     *
     * @param dueNanos how long it should be between two snapshots
     */
    public synchronized void gap(long nanos, long dueNanos) {
        if (isMeasuring) {
            gaps.add(nanos, nanos <= LONG_GAP_NANOS ? 1 : Math.max(1, nanos / Math.max(1, dueNanos)));
        }
    }

    public synchronized void inputShown(long latencyNanos) {
        if (isMeasuring) {
            latencies.add(latencyNanos);
        }
    }

    /** No snapshot has shown an input for that long, and the bot does not wait for one any more. */
    public synchronized void inputUnanswered(long waitedNanos) {
        if (isMeasuring) {
            unansweredInputs++;
            latencies.add(waitedNanos);
        }
    }

    public synchronized void commandAnswered(long latencyNanos) {
        if (isMeasuring) {
            commands++;
            commandLatencies.add(latencyNanos);
        }
    }

    public synchronized void commandRefused() {
        if (isMeasuring) {
            refusedCommands++;
        }
    }

    /** A command has had no answer for that long, and the bot does not wait for one any more. */
    public synchronized void commandUnanswered(long waitedNanos) {
        if (isMeasuring) {
            unansweredCommands++;
            commandLatencies.add(waitedNanos);
        }
    }

    public synchronized void inputMargin(int marginMillis) {
        if (isMeasuring) {
            inputs++;
            if (marginMillis < 0) {
                lateInputs++;
            }
        }
    }

    public synchronized void roundTrip(long nanos) {
        if (isMeasuring) {
            roundTrips.add(nanos);
        }
    }

    /** A bot's turn came that late. Where this is long, the swarm itself is too slow. */
    public synchronized void lag(long nanos) {
        if (isMeasuring) {
            lags.add(nanos);
        }
    }

    public synchronized void desync() {
        if (!isOver) {
            desyncs++;
        }
    }

    public synchronized void resync() {
        if (!isOver) {
            resyncs++;
        }
    }

    public synchronized void disconnected(Disconnect why) {
        if (!isOver) {
            disconnects.merge(why.reason(), 1, Integer::sum);
        }
    }

    /** A bot is in its seat again, that long after it lost its connection. */
    public synchronized void resumed(long pauseNanos) {
        if (!isOver) {
            resumes++;
            pauses.add(pauseNanos);
        }
    }

    /** A bot that had lost its connection is still not back when the measuring ends. */
    public synchronized void away(long pauseNanos) {
        if (!isOver) {
            pauses.add(pauseNanos);
        }
    }

    /** Everything that was counted up to now. */
    public synchronized Totals totals() {
        return new Totals(
                snapshots,
                snapshotBytes,
                entityUpdates,
                receivedBytes,
                sentBytes,
                inputs == 0 ? Double.NaN : (double) lateInputs / inputs,
                unansweredInputs,
                commands,
                refusedCommands,
                unansweredCommands,
                unsentFrames,
                desyncs,
                resyncs,
                resumes,
                Map.copyOf(disconnects),
                gaps.percentiles(),
                latencies.percentiles(),
                commandLatencies.percentiles(),
                roundTrips.percentiles(),
                joins.percentiles(),
                lags.percentiles(),
                pauses.percentiles());
    }

    /** What was counted; see {@link Tally}. */
    public record Totals(
            long snapshots,
            long snapshotBytes,
            long entityUpdates,
            long receivedBytes,
            long sentBytes,
            double lateInputShare,
            long unansweredInputs,
            long commands,
            long refusedCommands,
            long unansweredCommands,
            long unsentFrames,
            long desyncs,
            long resyncs,
            long resumes,
            Map<String, Integer> disconnects,
            Percentiles snapshotGapMillis,
            Percentiles inputLatencyMillis,
            Percentiles commandLatencyMillis,
            Percentiles rttMillis,
            Percentiles joinMillis,
            Percentiles swarmLagMillis,
            Percentiles pauseMillis) {}
}

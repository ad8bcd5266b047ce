package dev.tickwire.server.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one room, since it was opened. The room's loop writes them; any thread may {@link #read} them. No lock and
 * no garbage, and about 10 KB per room: each figure is right, but two of them may be a tick apart.
 *
 * <p>Times are in microseconds to within 6 %; those over 10 s count as that.
 */
public final class RoomStats {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int BYTES_SENT = 0;
    private static final int MAILBOX_DEPTH = 1;
    private static final int INPUTS_WAITING = 2;
    private static final int BOTS = 3;
    private static final int COUNT = 4;

    private final LongSupplier clockNanos;
    private final TimeHistogram late = new TimeHistogram();
    private final TimeHistogram step = new TimeHistogram();
    private final TimeHistogram encode = new TimeHistogram();
    private final TimeHistogram write = new TimeHistogram();
    private final AtomicLongArray figures = new AtomicLongArray(COUNT);
    private final AtomicReferenceArray<@Nullable PlayerStats> players;
    private final MeterCounts meters;
    private final SentTimes sentTimes = new SentTimes();
    private final TickTimes tick = new TickTimes();
    /** Of the loop: when the tick began, when its step was done, and when writing began. */
    private long beganNanos;

    private long steppedNanos;
    private long writingSinceNanos;
    private long writingNanos;

    /** How long the newest tick took. Of the loop. */
    public static final class TickTimes {
        private long lateNanos;
        private long stepNanos;
        private long encodeNanos;
        private long writeNanos;

        /** From its deadline to its begin. */
        public long lateNanos() {
            return lateNanos;
        }

        public long stepNanos() {
            return stepNanos;
        }

        /** 0: it made no snapshot. */
        public long encodeNanos() {
            return encodeNanos;
        }

        /** 0: it made no snapshot. */
        public long writeNanos() {
            return writeNanos;
        }

        /** From its begin to its end. */
        public long tookNanos() {
            return stepNanos + encodeNanos + writeNanos;
        }
    }

    /**
     * The figures at one moment.
     *
     * @param lateMicros how late ticks began, against their deadlines: one for each tick
     * @param stepMicros from the begin of a tick to the end of its step, with commands and inputs: one for each tick
     * @param encodeMicros making the frames of a snapshot: one for each snapshot of the room
     * @param writeMicros handing the frames of a snapshot to sockets, or to the threads that write: one for each
     *     snapshot of the room
     * @param bytesSent of snapshots
     * @param mailboxDepth commands that waited when the newest tick began
     * @param inputsWaiting inputs of all players that waited when the newest tick began
     * @param bots players whom the game's brain plays
     * @param players the people in the room, spectators too, in the order of their places
     */
    public record Reading(
            Histogram lateMicros,
            Histogram stepMicros,
            Histogram encodeMicros,
            Histogram writeMicros,
            long bytesSent,
            int mailboxDepth,
            int inputsWaiting,
            int bots,
            List<PlayerStats.Reading> players) {
        /** People who play in the room, those included whose seats are kept. */
        public int playerCount() {
            return players.size() - spectatorCount();
        }

        public int spectatorCount() {
            return (int)
                    players.stream().filter(PlayerStats.Reading::isSpectator).count();
        }
    }

    /**
     * Of a room that has this many places, and in which nothing has happened yet.
     *
     * @param meters names of what its game counts
     */
    public RoomStats(int places, List<String> meters, LongSupplier clockNanos) {
        this.clockNanos = clockNanos;
        this.meters = new MeterCounts(meters);
        players = new AtomicReferenceArray<>(places);
    }

    /** Somebody takes a place, or goes on in it over another connection. */
    public void add(int place, PlayerStats player) {
        player.connected(clockNanos.getAsLong());
        players.set(place, player);
    }

    /** Whoever has a place gives it up. */
    public void remove(int place) {
        players.set(place, null);
    }

    /** A tick begins now, that was due at its deadline. */
    public void tickBegins(long deadlineNanos, int mailboxDepth) {
        beganNanos = clockNanos.getAsLong();
        tick.lateNanos = beganNanos - deadlineNanos;
        tick.stepNanos = 0;
        tick.encodeNanos = 0;
        tick.writeNanos = 0;
        late.record(tick.lateNanos);
        figures.lazySet(MAILBOX_DEPTH, mailboxDepth);
    }

    /** So many inputs of all players waited for this tick. */
    public void inputsWaited(int count) {
        figures.lazySet(INPUTS_WAITING, count);
    }

    /** The step of this tick is done, and what comes next is making frames. */
    public void stepped() {
        steppedNanos = clockNanos.getAsLong();
        writingNanos = 0;
        tick.stepNanos = steppedNanos - beganNanos;
        step.record(tick.stepNanos);
    }

    /** Frames of a tick's snapshot are written from now on. */
    public void writingBegins(int tick) {
        writingSinceNanos = clockNanos.getAsLong();
        sentTimes.sent(tick, (int) (writingSinceNanos / NANOS_PER_MICRO));
    }

    /** Frames of so many bytes are written; more may follow. */
    public void written(int bytes) {
        writingNanos += clockNanos.getAsLong() - writingSinceNanos;
        figures.lazySet(BYTES_SENT, figures.getPlain(BYTES_SENT) + bytes);
    }

    /** All frames of this tick's snapshot are made and written. */
    public void snapshotDone() {
        tick.encodeNanos = clockNanos.getAsLong() - steppedNanos - writingNanos;
        tick.writeNanos = writingNanos;
        encode.record(tick.encodeNanos);
        write.record(writingNanos);
    }

    /** How long the newest tick took; of the loop. */
    public TickTimes tickTimes() {
        return tick;
    }

    /** What its game counts; any thread may ask. */
    public MeterCounts meters() {
        return meters;
    }

    /** When snapshots were sent; of the loop. */
    public SentTimes sentTimes() {
        return sentTimes;
    }

    /** So many bots play in the room now. */
    public void setBots(int count) {
        figures.lazySet(BOTS, count);
    }

    /** How many bots play in the room; any thread may ask. */
    public int bots() {
        return (int) figures.get(BOTS);
    }

    /** Commands that waited when the newest tick began; any thread may ask. */
    public int mailboxDepth() {
        return (int) figures.get(MAILBOX_DEPTH);
    }

    /** Inputs of all players that waited when the newest tick began; any thread may ask. */
    public int inputsWaiting() {
        return (int) figures.get(INPUTS_WAITING);
    }

    /** Adds all times and counts since the room was opened; any thread may ask. */
    public void addTo(RoomTotals totals) {
        totals.late().add(late);
        totals.step().add(step);
        totals.encode().add(encode);
        totals.write().add(write);
        meters.addTo(totals.meters());
    }

    /** The figures now; any thread may ask. */
    public Reading read() {
        List<PlayerStats.Reading> present = new ArrayList<>();
        for (int place = 0; place < players.length(); place++) {
            PlayerStats player = players.get(place);
            if (player != null) {
                present.add(player.read(place));
            }
        }
        return new Reading(
                late.read(),
                step.read(),
                encode.read(),
                write.read(),
                figures.get(BYTES_SENT),
                mailboxDepth(),
                inputsWaiting(),
                bots(),
                List.copyOf(present));
    }
}

package dev.tickwire.server.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one room, since it was opened. The room's loop writes them; any thread may {@link #read} them. No lock and
 * no garbage, and about 15 KB per room: each figure is right, but two of them may be a tick apart.
 *
 * <p>Times are in microseconds to within 6 %; those over 10 s count as that.
 */
public final class RoomStats {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int BYTES_SENT = 0;
    private static final int MAILBOX_DEPTH = 1;
    private static final int INPUTS_WAITING = 2;
    private static final int BOTS = 3;
    private static final int CORRECTIONS = 4;
    private static final int ASLEEP = 5;
    private static final int COUNT = 6;

    private final LongSupplier clockNanos;
    private final TimeHistogram late = new TimeHistogram();
    private final TimeHistogram[] phases = new TimeHistogram[Phase.all().length];
    private final AtomicLongArray figures = new AtomicLongArray(COUNT);
    private final AtomicReferenceArray<@Nullable PlayerStats> players;
    private volatile MeterCounts meters;
    private final SentTimes sentTimes = new SentTimes();
    private final TickTimes tick = new TickTimes();
    /** Of the loop: when the phase began that is not over, and when selecting and writing did, in between. */
    private long sinceNanos;

    private long selectingSinceNanos;
    private long writingSinceNanos;

    /**
     * The figures at one moment.
     *
     * @param late how late ticks began, against their deadlines: one for each tick
     * @param phases how long each phase took: one for each tick, or for each snapshot of the room
     * @param bytesSent of snapshots
     * @param mailboxDepth commands that waited when the newest tick began
     * @param inputsWaiting inputs of all players that waited when the newest tick began
     * @param bots players whom the game's brain plays
     * @param players the people in the room, spectators too, in the order of their places
     */
    public record Reading(
            TimeCounts late,
            Map<Phase, TimeCounts> phases,
            long bytesSent,
            int mailboxDepth,
            int inputsWaiting,
            int bots,
            List<PlayerStats.Reading> players) {
        /** How long a phase took. */
        public TimeCounts of(Phase phase) {
            return Objects.requireNonNull(phases.get(phase));
        }

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
        Arrays.setAll(phases, phase -> new TimeHistogram());
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
        sinceNanos = clockNanos.getAsLong();
        tick.begin(sinceNanos - deadlineNanos);
        late.record(tick.lateNanos());
        figures.lazySet(MAILBOX_DEPTH, mailboxDepth);
    }

    /** So many inputs of all players waited for this tick. */
    public void inputsWaited(int count) {
        figures.lazySet(INPUTS_WAITING, count);
    }

    /** All that came for this tick is taken, and what comes next are the rules. */
    public void inputsTaken() {
        endPhase(Phase.INPUTS);
    }

    /** The step of this tick is done, and what comes next is a snapshot, or the end. */
    public void stepped() {
        endPhase(Phase.STEP);
    }

    private void endPhase(Phase phase) {
        long now = clockNanos.getAsLong();
        tick.set(phase, now - sinceNanos);
        sinceNanos = now;
        record(phase);
    }

    private void record(Phase phase) {
        phases[phase.index()].record(tick.nanos(phase));
    }

    /** What is to be sent is looked for from now on. */
    public void selectingBegins() {
        selectingSinceNanos = clockNanos.getAsLong();
    }

    /** It is found, for one or for all; more may follow. */
    public void selected() {
        tick.add(Phase.SELECT, clockNanos.getAsLong() - selectingSinceNanos);
    }

    /** Frames of a tick's snapshot are written from now on. */
    public void writingBegins(int tick) {
        writingSinceNanos = clockNanos.getAsLong();
        sentTimes.sent(tick, (int) (writingSinceNanos / NANOS_PER_MICRO));
    }

    /** Frames of so many bytes are written; more may follow. */
    public void written(int bytes) {
        tick.add(Phase.WRITE, clockNanos.getAsLong() - writingSinceNanos);
        figures.lazySet(BYTES_SENT, figures.getPlain(BYTES_SENT) + bytes);
    }

    /** All frames of this tick's snapshot are made and written. */
    public void snapshotDone() {
        long tookNanos = clockNanos.getAsLong() - sinceNanos;
        tick.set(Phase.ENCODE, tookNanos - tick.nanos(Phase.SELECT) - tick.nanos(Phase.WRITE));
        record(Phase.SELECT);
        record(Phase.ENCODE);
        record(Phase.WRITE);
    }

    /** How long the newest tick took; of the loop. */
    public TickTimes tickTimes() {
        return tick;
    }

    /** The game counts with other meters from now on; of the loop. */
    public void restartMeters(List<String> names) {
        meters = new MeterCounts(names);
    }

    /** What its game counts; any thread may ask. */
    public MeterCounts meters() {
        return meters;
    }

    /** When snapshots were sent; of the loop. */
    public SentTimes sentTimes() {
        return sentTimes;
    }

    /** Clients say that they predicted wrong so many more times. */
    public void corrected(int times) {
        if (times > 0) {
            figures.lazySet(CORRECTIONS, figures.getPlain(CORRECTIONS) + times);
        }
    }

    /** How often clients in the room have predicted wrong, as they say; any thread may ask. */
    public long corrections() {
        return figures.get(CORRECTIONS);
    }

    /** So many bots play in the room now. */
    public void setBots(int count) {
        figures.lazySet(BOTS, count);
    }

    /** How many bots play in the room; any thread may ask. */
    public int bots() {
        return (int) figures.get(BOTS);
    }

    /** The room sleeps from now on, or not any more. */
    public void setAsleep(boolean asleep) {
        figures.lazySet(ASLEEP, asleep ? 1 : 0);
    }

    /** Whether the room sleeps; any thread may ask. */
    public boolean isAsleep() {
        return figures.get(ASLEEP) == 1;
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
        for (Phase phase : Phase.all()) {
            totals.of(phase).add(phases[phase.index()]);
        }
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
        Map<Phase, TimeCounts> phasesNow = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.all()) {
            phasesNow.put(phase, countsOf(phases[phase.index()]));
        }
        return new Reading(
                countsOf(late),
                phasesNow,
                figures.get(BYTES_SENT),
                mailboxDepth(),
                inputsWaiting(),
                bots(),
                List.copyOf(present));
    }

    private static TimeCounts countsOf(TimeHistogram times) {
        TimeCounts counts = new TimeCounts();
        counts.add(times);
        return counts;
    }
}

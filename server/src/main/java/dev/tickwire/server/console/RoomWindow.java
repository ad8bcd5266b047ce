package dev.tickwire.server.console;

import dev.tickwire.server.metrics.Phase;
import dev.tickwire.server.metrics.PlayerStats;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.metrics.TimeCounts;
import java.util.ArrayDeque;
import java.util.Deque;

/** Figures of one room over the last {@value #WINDOW_SECONDS} seconds, from readings of it. Belongs to one thread. */
final class RoomWindow {
    static final int WINDOW_SECONDS = 3;

    private static final long WINDOW_NANOS = WINDOW_SECONDS * 1_000_000_000L;
    /** Readings that are closer together than this are not kept: they take some kilobytes each. */
    private static final long APART_NANOS = 450_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Deque<Kept> kept = new ArrayDeque<>();
    private Kept newest;
    /** Of the newest reading: those that sort and describe the room ask for them again and again. */
    private TimeCounts late;

    private TimeCounts step;

    private record Kept(long nanos, RoomStats.Reading reading) {}

    /** Of a room that was read for the first time. */
    RoomWindow(long nowNanos, RoomStats.Reading first) {
        newest = new Kept(nowNanos, first);
        kept.add(newest);
        late = first.late().since(first.late());
        step = first.of(Phase.STEP).since(first.of(Phase.STEP));
    }

    /** A newer reading. */
    void add(long nowNanos, RoomStats.Reading reading) {
        newest = new Kept(nowNanos, reading);
        if (nowNanos - kept.getLast().nanos >= APART_NANOS) {
            kept.add(newest);
        }
        while (kept.size() > 2 && nowNanos - kept.getFirst().nanos > WINDOW_NANOS) {
            kept.removeFirst();
        }
        late = reading.late().since(oldest().late());
        step = reading.of(Phase.STEP).since(oldest().of(Phase.STEP));
    }

    /** Whether its newest reading is of before a time. */
    boolean isOlderThan(long nanos) {
        return newest.nanos - nanos < 0;
    }

    RoomStats.Reading newest() {
        return newest.reading;
    }

    /** Bytes of snapshots to all, per second. */
    double bytesPerSecond() {
        return perSecond((double) newest.reading.bytesSent() - oldest().bytesSent());
    }

    /** Bytes of snapshots to one person of the newest reading, per second. */
    double bytesPerSecondOf(PlayerStats.Reading person) {
        for (PlayerStats.Reading before : oldest().players()) {
            if (before.who().equals(person.who()) && before.bytesSent() <= person.bytesSent()) {
                return perSecond((double) person.bytesSent() - before.bytesSent());
            }
        }
        return perSecond((double) person.bytesSent());
    }

    /** Ticks that were run, per second. */
    double ticksPerSecond() {
        return perSecond((double) late.total());
    }

    /** How late ticks began, in microseconds; not to be changed. */
    TimeCounts late() {
        return late;
    }

    /** How long steps took, in microseconds; not to be changed. */
    TimeCounts step() {
        return step;
    }

    /** How long a phase of ticks or snapshots took, in microseconds. */
    TimeCounts of(Phase phase) {
        return newest.reading.of(phase).since(oldest().of(phase));
    }

    private RoomStats.Reading oldest() {
        return kept.getFirst().reading;
    }

    private double perSecond(double amount) {
        long nanos = newest.nanos - kept.getFirst().nanos;
        return nanos == 0 ? 0 : amount * NANOS_PER_SECOND / nanos;
    }
}

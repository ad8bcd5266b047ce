package dev.tickwire.server.metrics;

import java.util.function.LongSupplier;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * How late the ticks of one loop start, against their deadlines: all since the start, and those of the last minute, in
 * microseconds to within 1 %.
 *
 * <p>One thread records, without locks or garbage; any thread may read meanwhile. The last minute is kept as periods of
 * ten seconds, of which the present one has begun: it is the last 50 to 60 seconds.
 */
public final class TickLateness {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long PERIOD_NANOS = 10_000_000_000L;
    private static final int PERIODS_READ = 6;
    private static final int PERIODS_KEPT = PERIODS_READ + 2;
    private static final long MOST_MICROS = 60_000_000;
    private static final int DIGITS = 2;

    private final LongSupplier clockNanos;
    private final AtomicHistogram sinceStart = new AtomicHistogram(MOST_MICROS, DIGITS);
    private final Period[] periods = new Period[PERIODS_KEPT];

    private static final class Period {
        final AtomicHistogram micros = new AtomicHistogram(MOST_MICROS, DIGITS);
        volatile long number = Long.MIN_VALUE;
    }

    /** None yet; the clock is asked whenever a tick starts. */
    public TickLateness(LongSupplier clockNanos) {
        this.clockNanos = clockNanos;
        for (int i = 0; i < periods.length; i++) {
            periods[i] = new Period();
        }
    }

    /** What {@link #addSinceStart} and {@link #addLastMinute} add to: empty, in microseconds. */
    public static Histogram newMicros() {
        return new Histogram(MOST_MICROS, DIGITS);
    }

    /** A tick starts now. Over a minute late counts as a minute. */
    public void onTick(long deadlineNanos) {
        long nowNanos = clockNanos.getAsLong();
        long micros = Math.min(MOST_MICROS, Math.max(0, nowNanos - deadlineNanos) / NANOS_PER_MICRO);
        sinceStart.recordValue(micros);
        period(Math.floorDiv(nowNanos, PERIOD_NANOS)).micros.recordValue(micros);
    }

    /** Adds all ticks since the start. */
    public void addSinceStart(Histogram micros) {
        micros.add(sinceStart);
    }

    /** Adds the ticks of the last 50 to 60 seconds. */
    public void addLastMinute(Histogram micros) {
        long present = Math.floorDiv(clockNanos.getAsLong(), PERIOD_NANOS);
        for (Period period : periods) {
            long number = period.number;
            if (number > present - PERIODS_READ) {
                micros.add(period.micros);
            }
        }
    }

    /** The period of that number; none of those that may be read is cleared for it. */
    private Period period(long number) {
        Period period = periods[(int) Math.floorMod(number, (long) PERIODS_KEPT)];
        if (period.number != number) {
            period.micros.reset();
            period.number = number;
        }
        return period;
    }
}

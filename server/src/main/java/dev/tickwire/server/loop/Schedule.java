package dev.tickwire.server.loop;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.room.Sleep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a room's ticks are due: at {@code anchor + n × period}, so that a late tick does not shift those after it.
 *
 * <p>A room that is late runs tick after tick until it has caught up. One that is more than the cap behind has its
 * schedule moved to now, which is counted. Where a room sleeps, its next tick is due when that is over; the ticks that
 * went by count.
 */
final class Schedule {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private static final long WARN_PERIOD_NANOS = 10_000_000_000L;

    private final Room room;
    private final int maxCatchUpTicks;
    private double tickRateHz;
    private double periodNanos;
    private long capNanos;
    private final Counters counters;
    private final TickLateness lateness;
    private long anchorNanos;
    private long ticksSinceAnchor;
    private long deadlineNanos;
    /** Up to the tick that is due. */
    private int sleepTicks;

    private boolean isPaused;
    private boolean hasWarned;
    private long warnedNanos;

    /** The first tick is due at {@code firstNanos}. */
    Schedule(Room room, long firstNanos, int maxCatchUpTicks, Counters counters, TickLateness lateness) {
        this.room = room;
        this.counters = counters;
        this.lateness = lateness;
        this.maxCatchUpTicks = maxCatchUpTicks;
        setTickRateHz(room.type().tickRateHz());
        anchorNanos = firstNanos;
        deadlineNanos = firstNanos;
    }

    private void setTickRateHz(double hz) {
        tickRateHz = hz;
        periodNanos = 1e9 / hz;
        capNanos = (long) (periodNanos * maxCatchUpTicks);
    }

    Room room() {
        return room;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** Runs the tick that is due. Whatever is thrown ends the room, and nothing else. False: the room has ended. */
    boolean runTick(long nowNanos) {
        try {
            noteLateness(nowNanos);
            long ticksBehind = (long) ((nowNanos - deadlineNanos) / periodNanos);
            boolean goesOn = room.tick(deadlineNanos, nowNanos, ticksBehind);
            LateTick.noteIfLate(room, periodNanos);
            followRate();
            ticksSinceAnchor++;
            sleepIfItDoes();
            return goesOn;
        } catch (Throwable failure) {
            if (failure instanceof OutOfMemoryError) {
                MemoryReserve.release();
            }
            counters.increment(Counter.ROOMS_FAILED);
            counters.noteMemory(failure);
            note(failure);
            end(DisconnectReason.ROOM_FAILED);
            Failures.log("room " + room.id() + " ends: its game threw an exception", failure);
            return false;
        }
    }

    private void sleepIfItDoes() {
        Sleep sleep = room.sleep();
        sleepTicks = sleep.mostTicks();
        isPaused = sleep.isPause();
        sleep.pass(sleepTicks);
        ticksSinceAnchor += sleepTicks;
        deadlineNanos = isPaused ? sleep.untilNanos() : deadlineOf(ticksSinceAnchor);
    }

    private long deadlineOf(long ticks) {
        return anchorNanos + (long) (ticks * periodNanos);
    }

    /** Something has come for the room: its next tick is the one that would be due next if it did not sleep. */
    void wake(long nowNanos) {
        if (isPaused) {
            isPaused = false;
            anchorNanos = nowNanos;
            ticksSinceAnchor = 0;
            deadlineNanos = nowNanos;
        } else if (sleepTicks > 0) {
            long first = ticksSinceAnchor - sleepTicks;
            long next = (long) Math.ceil((nowNanos - anchorNanos) / periodNanos);
            ticksSinceAnchor = Math.max(first, Math.min(next, ticksSinceAnchor));
            sleepTicks = 0;
            room.sleep().pass((int) (ticksSinceAnchor - first));
            deadlineNanos = deadlineOf(ticksSinceAnchor);
        }
    }

    private void noteLateness(long nowNanos) {
        lateness.onTick(deadlineNanos);
        long lateNanos = nowNanos - deadlineNanos;
        if (lateNanos > capNanos) {
            counters.increment(Counter.SCHEDULES_MOVED);
            warn(nowNanos, lateNanos);
            room.standStill(lateNanos);
            anchorNanos = nowNanos;
            ticksSinceAnchor = 0;
            deadlineNanos = nowNanos;
        } else if (lateNanos > periodNanos) {
            counters.increment(Counter.TICKS_LATE);
        }
    }

    /** Ends the room in place of a tick, without a word of its game. False, as {@link #runTick} returns then. */
    boolean giveUp() {
        counters.increment(Counter.ROOMS_FAILED);
        end(DisconnectReason.ROOM_FAILED);
        return false;
    }

    private void note(Throwable failure) {
        try {
            room.failed(failure);
        } catch (Throwable bug) {
            counters.increment(Counter.LOOP_ERRORS);
            Failures.log("room " + room.id() + " could not record why it failed", bug);
        }
    }

    /** Ends the room; what goes wrong then is a bug of the server's, and ends nothing else. */
    void end(DisconnectReason reason) {
        try {
            room.end(reason);
        } catch (Throwable bug) {
            counters.increment(Counter.LOOP_ERRORS);
            Failures.log("room " + room.id() + " did not end cleanly", bug);
        }
    }

    /** The step that was just done may have been the last at its rate. */
    private void followRate() {
        double hz = room.type().tickRateHz();
        if (hz != tickRateHz) {
            setTickRateHz(hz);
            anchorNanos = deadlineNanos;
            ticksSinceAnchor = 0;
        }
    }

    /** Says it at most every ten seconds: the counter has each time. */
    private void warn(long nowNanos, long lateNanos) {
        if (!hasWarned || nowNanos - warnedNanos > WARN_PERIOD_NANOS) {
            hasWarned = true;
            warnedNanos = nowNanos;
            LOG.warn("room {} is {} ms behind: its schedule is moved", room.id(), lateNanos / 1_000_000);
        }
    }
}

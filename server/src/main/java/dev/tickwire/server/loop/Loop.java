package dev.tickwire.server.loop;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Room;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs many rooms, the earliest deadline first. It has no thread and no clock of its own: its driver calls
 * {@link #doWork} with the time, from one thread.
 *
 * <p>A loop whose driver is stuck in a game can be abandoned: its other rooms then move to another loop, and the
 * driver, if it ever comes back, finds that nothing here is its own any more.
 */
public final class Loop {
    /** What {@link #doWork} returns where nothing is due at any time. */
    public static final long NOTHING_DUE = Long.MAX_VALUE;

    private static final int MOST_ARRIVALS = 1024;
    private static final int BETWEEN_TICKS = 0;
    private static final int IN_TICK = 1;
    private static final int ABANDONED = 2;

    private final int maxCatchUpTicks;
    private final Counters counters;
    private final TickLateness lateness;
    private final Consumer<Room> onEnd;
    private final MpscVarHandleArrayQueue<Room> arrivals = new MpscVarHandleArrayQueue<>(MOST_ARRIVALS);
    private final PriorityQueue<Schedule> schedules =
            new PriorityQueue<>(Comparator.comparingLong(Schedule::deadlineNanos));
    private final AtomicInteger roomCount = new AtomicInteger();
    private final AtomicInteger state = new AtomicInteger(BETWEEN_TICKS);
    private long ticks;
    private volatile long tickCount;
    private volatile @Nullable Schedule running;

    /**
     * A loop without rooms.
     *
     * @param maxCatchUpTicks how many ticks a room may be late before its schedule is moved
     * @param lateness records each tick; it belongs to this loop
     * @param onEnd called with each room that has ended, on the driver's thread; must not throw
     */
    public Loop(int maxCatchUpTicks, Counters counters, TickLateness lateness, Consumer<Room> onEnd) {
        this.maxCatchUpTicks = maxCatchUpTicks;
        this.counters = counters;
        this.lateness = lateness;
        this.onEnd = onEnd;
    }

    /** Rooms it runs or is about to run; any thread may ask. */
    public int roomCount() {
        return roomCount.get();
    }

    /** Ticks begun so far; any thread may ask. */
    public long tickCount() {
        return tickCount;
    }

    /** The room whose tick runs now; null: none does. Any thread may ask. */
    public @Nullable Room runningRoom() {
        Schedule now = running;
        return now == null || state.get() != IN_TICK ? null : now.room();
    }

    /** Gives it a room to run; any thread may. False: too many rooms come at once. */
    public boolean add(Room room) {
        boolean added = arrivals.offer(room);
        if (added) {
            roomCount.incrementAndGet();
        }
        return added;
    }

    /**
     * Runs all ticks that are due, those that were missed included.
     *
     * @return how many nanoseconds after {@code nowNanos} the next tick is due, {@link #NOTHING_DUE} if there are no
     *     rooms
     */
    public long doWork(long nowNanos) {
        for (Room room = arrivals.poll(); room != null; room = arrivals.poll()) {
            schedules.add(new Schedule(room, nowNanos, maxCatchUpTicks, counters, lateness));
        }
        Schedule first = schedules.peek();
        while (first != null && first.deadlineNanos() - nowNanos <= 0) {
            schedules.poll();
            boolean goesOn = runTick(first, nowNanos);
            if (isAbandoned()) {
                return NOTHING_DUE;
            }
            if (goesOn) {
                schedules.add(first);
            } else {
                roomCount.decrementAndGet();
                onEnd.accept(first.room());
            }
            first = schedules.peek();
        }
        return first == null ? NOTHING_DUE : first.deadlineNanos() - nowNanos;
    }

    private boolean runTick(Schedule schedule, long nowNanos) {
        running = schedule;
        tickCount = ++ticks;
        state.set(IN_TICK);
        boolean goesOn = schedule.runTick(nowNanos);
        state.compareAndSet(IN_TICK, BETWEEN_TICKS);
        return goesOn;
    }

    /** Whether its rooms have moved to another loop; its driver must not use it any more. */
    public boolean isAbandoned() {
        return state.get() == ABANDONED;
    }

    /**
     * Takes the loop away from a driver that is stuck in a tick; any thread may. False: it is not in a tick any more.
     */
    public boolean abandon() {
        return state.compareAndSet(IN_TICK, ABANDONED);
    }

    /**
     * Goes on with all rooms of a loop that is abandoned, or whose driver is dead, but for the one that was running.
     * Called before this loop has a driver.
     */
    public void takeOver(Loop other) {
        schedules.addAll(other.schedules);
        roomCount.addAndGet(schedules.size());
        other.schedules.clear();
        for (Room room = other.arrivals.poll(); room != null; room = other.arrivals.poll()) {
            add(room);
        }
        other.roomCount.set(0);
    }

    /** Ends all rooms. */
    public void end(DisconnectReason reason) {
        for (Schedule schedule : schedules) {
            schedule.end(reason);
        }
        schedules.clear();
        for (Room room = arrivals.poll(); room != null; room = arrivals.poll()) {
            new Schedule(room, 0, maxCatchUpTicks, counters, lateness).end(reason);
        }
    }
}

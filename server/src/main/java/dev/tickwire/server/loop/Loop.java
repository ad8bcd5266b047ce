package dev.tickwire.server.loop;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Room;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

    /** What {@link #runningTick} returns between ticks. */
    static final long NO_TICK = 0;

    private static final int MOST_ARRIVALS = 1024;
    private static final long ABANDONED = -2;

    private final int maxCatchUpTicks;
    private final Counters counters;
    private final TickLateness lateness;
    private final Consumer<Room> onEnd;
    private final MpscVarHandleArrayQueue<Room> arrivals = new MpscVarHandleArrayQueue<>(MOST_ARRIVALS);
    private final PriorityQueue<Schedule> schedules =
            new PriorityQueue<>(Comparator.comparingLong(Schedule::deadlineNanos));
    private final AtomicInteger roomCount = new AtomicInteger();
    /** Odd in a tick, even between ticks; it only grows, so that nobody takes a tick for another. */
    private final AtomicLong turn = new AtomicLong();

    /** What runs, or ran last and goes on; a room that has ended is not held by it. */
    private volatile @Nullable Schedule running;

    private volatile Set<String> givenUpTypes = Set.of();
    /** Those whose rooms were stirred in their sleep; it allocates for each. */
    private final Queue<Schedule> woken = new ConcurrentLinkedQueue<>();

    private volatile Runnable driver = () -> {};

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

    /** A number of its own for the tick that runs now, {@link #NO_TICK} if none does; any thread may ask. */
    long runningTick() {
        long now = turn.get();
        return (now & 1) == 1 ? now : NO_TICK;
    }

    /** Id of the room that runs, or ran last and goes on; empty: there is none. Any thread may ask. */
    String runningRoom() {
        Schedule now = running;
        return now == null ? "" : now.room().id();
    }

    /** From now on ends each room of these types in place of its next tick; any thread may say so. */
    void giveUp(Set<String> typeNames) {
        givenUpTypes = typeNames;
    }

    private boolean isGivenUp(Schedule schedule) {
        Set<String> givenUp = givenUpTypes;
        return !givenUp.isEmpty() && givenUp.contains(schedule.room().type().name());
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
            Schedule arrived = new Schedule(room, nowNanos, maxCatchUpTicks, counters, lateness);
            room.sleep().wakeBy(() -> wake(arrived));
            schedules.add(arrived);
        }
        runWoken(nowNanos);
        Schedule first = schedules.peek();
        while (first != null && first.deadlineNanos() - nowNanos <= 0) {
            schedules.poll();
            runTick(first, nowNanos);
            if (isAbandoned()) {
                return NOTHING_DUE;
            }
            first = schedules.peek();
        }
        return first == null ? NOTHING_DUE : first.deadlineNanos() - nowNanos;
    }

    /** This is run, on any thread, when a room is woken, so that {@link #doWork} is called. */
    void driveBy(Runnable waker) {
        driver = waker;
    }

    private void wake(Schedule schedule) {
        woken.add(schedule);
        driver.run();
    }

    private void runWoken(long nowNanos) {
        for (Schedule schedule = woken.poll(); schedule != null; schedule = woken.poll()) {
            if (schedules.remove(schedule)) {
                schedule.wake(nowNanos);
                schedules.add(schedule);
            }
        }
    }

    /** Runs a room's tick. Whatever is thrown, the room is either kept or has ended. */
    private void runTick(Schedule schedule, long nowNanos) {
        long tick = turn.get() + 1;
        boolean goesOn = false;
        running = schedule;
        turn.set(tick);
        try {
            goesOn = isGivenUp(schedule) ? schedule.giveUp() : schedule.runTick(nowNanos);
        } finally {
            forgetInterrupt();
            // False: the loop was abandoned meanwhile, and none of it is this thread's any more.
            if (turn.compareAndSet(tick, tick + 1)) {
                keepOrForget(schedule, goesOn);
            }
        }
    }

    /**
     * A game may have set the flag: the next tick, perhaps of another room, is not to see it, and the thread must
     * sleep.
     */
    private static void forgetInterrupt() {
        boolean unused = Thread.interrupted();
    }

    private void keepOrForget(Schedule schedule, boolean goesOn) {
        if (goesOn) {
            schedules.add(schedule);
        } else {
            running = null;
            roomCount.decrementAndGet();
            onEnd.accept(schedule.room());
        }
    }

    /** Whether its rooms have moved to another loop; its driver must not use it any more. */
    public boolean isAbandoned() {
        return turn.get() == ABANDONED;
    }

    /**
     * Takes the loop away from a driver that is stuck in a tick; any thread may.
     *
     * @param tick as {@link #runningTick} said
     * @return the room that is stuck; null: the driver is not in that tick any more, and keeps its loop
     */
    @Nullable
    Room abandon(long tick) {
        if (tick == NO_TICK || !turn.compareAndSet(tick, ABANDONED)) {
            return null;
        }
        Schedule stuck = running;
        return stuck == null ? null : stuck.room();
    }

    /**
     * Goes on with all rooms of a loop that is abandoned, or whose driver is dead, except the one that was running.
     * Called before this loop has a driver.
     */
    public void takeOver(Loop other) {
        schedules.addAll(other.schedules);
        for (Schedule taken : schedules) {
            taken.room().sleep().wakeBy(() -> wake(taken));
            // What woke it may be known to the other loop only.
            wake(taken);
        }
        roomCount.addAndGet(schedules.size());
        other.schedules.clear();
        for (Room room = other.arrivals.poll(); room != null; room = other.arrivals.poll()) {
            add(room);
        }
        other.roomCount.set(0);
    }

    /**
     * Ends all rooms, as one tick each: one whose game does not come back from its end can be abandoned as in any tick.
     * Called by its driver.
     */
    public void end(DisconnectReason reason) {
        Schedule next = nextToEnd();
        while (next != null && end(next, reason)) {
            next = nextToEnd();
        }
    }

    /** Ends the rooms of a loop that is abandoned, without a word of their games: these may hang, too. */
    void endAbandoned(DisconnectReason reason) {
        for (Schedule next = nextToEnd(); next != null; next = nextToEnd()) {
            next.room().abandon(reason);
        }
    }

    private @Nullable Schedule nextToEnd() {
        if (!schedules.isEmpty()) {
            return schedules.poll();
        }
        Room arrived = arrivals.poll();
        return arrived == null ? null : new Schedule(arrived, 0, maxCatchUpTicks, counters, lateness);
    }

    /** False: the loop was abandoned meanwhile. */
    private boolean end(Schedule schedule, DisconnectReason reason) {
        long tick = turn.get() + 1;
        running = schedule;
        turn.set(tick);
        schedule.end(reason);
        forgetInterrupt();
        if (!turn.compareAndSet(tick, tick + 1)) {
            return false;
        }
        running = null;
        return true;
    }
}

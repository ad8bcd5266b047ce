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

/**
 * Runs many rooms, the earliest deadline first. It has no thread and no clock of its own: whoever drives it calls
 * {@link #doWork} with the time, from one thread.
 */
public final class Loop {
    /** What {@link #doWork} returns where nothing is due at any time. */
    public static final long NOTHING_DUE = Long.MAX_VALUE;

    private static final int MOST_ARRIVALS = 1024;

    private final int maxCatchUpTicks;
    private final Counters counters;
    private final TickLateness lateness;
    private final Consumer<Room> onEnd;
    private final MpscVarHandleArrayQueue<Room> arrivals = new MpscVarHandleArrayQueue<>(MOST_ARRIVALS);
    private final PriorityQueue<Schedule> schedules =
            new PriorityQueue<>(Comparator.comparingLong(Schedule::deadlineNanos));
    private final AtomicInteger roomCount = new AtomicInteger();

    /**
     * A loop without rooms.
     *
     * @param maxCatchUpTicks how many ticks a room may be late before its schedule is moved
     * @param lateness told of each tick; of this loop alone
     * @param onEnd told of each room that has ended, on the loop's thread
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
            if (first.runTick(nowNanos)) {
                schedules.add(first);
            } else {
                roomCount.decrementAndGet();
                onEnd.accept(first.room());
            }
            first = schedules.peek();
        }
        return first == null ? NOTHING_DUE : first.deadlineNanos() - nowNanos;
    }

    /** Ends all rooms. */
    public void end(DisconnectReason reason) {
        for (Schedule schedule : schedules) {
            schedule.room().end(reason);
        }
        schedules.clear();
        for (Room room = arrivals.poll(); room != null; room = arrivals.poll()) {
            room.end(reason);
        }
    }
}

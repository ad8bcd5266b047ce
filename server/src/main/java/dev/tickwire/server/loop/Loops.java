package dev.tickwire.server.loop;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All loops of a server. It notices a loop that is stuck in a game or has died, and goes on with its other rooms on a
 * new one; the thread of the old one is lost until the game comes back.
 *
 * <p>Any thread may use it, but for the loops themselves: they never take its lock.
 */
public final class Loops {
    /** How often {@link #check} is to be called. */
    public static final long CHECK_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Each lost thread may take a processor: with more than these no loop is replaced any more. */
    private static final int MOST_LOST = 16;

    private final int maxCatchUpTicks;
    private final int stuckChecks;
    private final Counters counters;
    private final Consumer<Room> onEnd;
    private final List<Watched> loops = new ArrayList<>();
    private final List<Lost> lost = new ArrayList<>();
    private int started;

    /** A loop, and for how many checks it has been in the same tick. */
    private static final class Watched {
        final LoopThread thread;
        final TickLateness lateness;
        long tickCount = -1;
        int checks;

        Watched(LoopThread thread, TickLateness lateness) {
            this.thread = thread;
            this.lateness = lateness;
        }
    }

    /** A thread that does not come back from a room's game. */
    private record Lost(Thread thread, String sentence) {}

    /**
     * How rooms are run.
     *
     * @param count threads: one per processor, as a rule
     * @param maxCatchUpTicks how many ticks a room may be late before its schedule is moved
     * @param stepTimeoutMillis a tick that takes longer than this is stuck
     */
    public record Settings(int count, int maxCatchUpTicks, long stepTimeoutMillis) {}

    /**
     * Loops that are not started yet.
     *
     * @param onEnd called with each room that has ended, on any thread; must not throw, nor wait
     */
    public Loops(Settings settings, Counters counters, Consumer<Room> onEnd) {
        this.counters = counters;
        this.onEnd = onEnd;
        maxCatchUpTicks = settings.maxCatchUpTicks;
        stuckChecks = (int) Math.max(2, (settings.stepTimeoutMillis + CHECK_MILLIS - 1) / CHECK_MILLIS);
        for (int i = 0; i < settings.count; i++) {
            loops.add(newLoop(new TickLateness(System::nanoTime)));
        }
    }

    private Watched newLoop(TickLateness lateness) {
        Loop loop = new Loop(maxCatchUpTicks, counters, lateness, onEnd);
        return new Watched(new LoopThread("loop-" + started++, loop, counters), lateness);
    }

    /** Starts the threads. */
    public synchronized void start() {
        loops.forEach(loop -> loop.thread.start());
    }

    /** How late ticks start, by loop. */
    public synchronized List<TickLateness> lateness() {
        return loops.stream().map(loop -> loop.lateness).toList();
    }

    /** Gives a room to the loop with the fewest. False: too many rooms come at once. */
    public synchronized boolean add(Room room) {
        Watched least = loops.get(0);
        for (Watched loop : loops) {
            if (loop.thread.loop().roomCount() < least.thread.loop().roomCount()) {
                least = loop;
            }
        }
        boolean added = least.thread.loop().add(room);
        least.thread.wake();
        return added;
    }

    /** What is wrong now, a sentence for each lost thread; empty: nothing. */
    public synchronized List<String> problems() {
        lost.removeIf(one -> !one.thread.isAlive());
        List<String> problems = new ArrayList<>();
        lost.forEach(one -> problems.add(one.sentence));
        for (Watched loop : loops) {
            if (loop.checks >= stuckChecks) {
                problems.add(
                        loop.thread.thread().getName() + " is stuck, and too many threads are lost to replace it.");
            }
        }
        return problems;
    }

    /**
     * Looks for loops that are stuck or dead. Called every {@link #CHECK_MILLIS}: a tick is stuck when it is seen in as
     * many checks as make up the step timeout, so a process that was stopped for a while has no stuck ticks.
     */
    public synchronized void check() {
        for (int i = 0; i < loops.size(); i++) {
            Watched watched = loops.get(i);
            Loop loop = watched.thread.loop();
            long tickCount = loop.tickCount();
            boolean sameTick = loop.runningRoom() != null && tickCount == watched.tickCount;
            watched.checks = sameTick ? watched.checks + 1 : 0;
            watched.tickCount = tickCount;
            if (watched.checks >= stuckChecks && lost.size() < MOST_LOST) {
                replaceStuck(i, watched);
            } else if (isDead(watched.thread.thread())) {
                replaceDead(i, watched);
            }
        }
    }

    private static boolean isDead(Thread thread) {
        return thread.getState() == Thread.State.TERMINATED && !thread.isAlive();
    }

    private void replaceStuck(int index, Watched watched) {
        Thread thread = watched.thread.thread();
        StackTraceElement[] stack = thread.getStackTrace();
        Room room = watched.thread.loop().runningRoom();
        if (room == null || !watched.thread.loop().abandon()) {
            return;
        }
        counters.increment(Counter.ROOMS_STUCK);
        lost.add(new Lost(thread, "Room " + room.id() + " is stuck in its game, and takes a thread with it."));
        goOn(index, watched);
        room.abandon(DisconnectReason.ROOM_FAILED);
        onEnd.accept(room);
        Throwable where = new IllegalStateException("the game is here");
        where.setStackTrace(stack);
        LOG.error("room {} ends: its game is stuck in a tick. Other rooms go on on a new loop", room.id(), where);
    }

    private void replaceDead(int index, Watched watched) {
        counters.increment(Counter.LOOP_ERRORS);
        LOG.error(
                "{} has died: its rooms go on on a new loop",
                watched.thread.thread().getName());
        goOn(index, watched);
    }

    private void goOn(int index, Watched from) {
        Watched next = newLoop(from.lateness);
        next.thread.loop().takeOver(from.thread.loop());
        loops.set(index, next);
        next.thread.start();
    }

    /** Ends all rooms, telling players that the server stops; waits for the threads for some seconds in all. */
    public synchronized void stop() {
        loops.forEach(loop -> loop.thread.requestStop());
        long deadlineNanos = System.nanoTime() + STOP_NANOS;
        for (Watched loop : loops) {
            join(loop.thread, deadlineNanos);
        }
    }

    private static void join(LoopThread loop, long deadlineNanos) {
        long leftMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
        try {
            loop.thread().join(leftMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Room stuck = loop.loop().runningRoom();
        if (loop.thread().isAlive() && stuck != null) {
            LOG.warn(
                    "{} does not end: room {} is stuck in its game",
                    loop.thread().getName(),
                    stuck.id());
        }
    }
}

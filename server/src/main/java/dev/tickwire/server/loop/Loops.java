package dev.tickwire.server.loop;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Room;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All loops of a server. It notices a loop that is stuck in a game or has died, and goes on with its other rooms on a
 * new one; the thread of the old one is lost until the game comes back.
 *
 * <p>Any thread may use it, except the loops themselves: they never take its lock.
 */
public final class Loops {
    /** How often {@link #check} is to be called. */
    public static final long CHECK_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final int maxCatchUpTicks;
    private final int stuckChecks;
    private final Counters counters;
    private final Consumer<Room> onEnd;
    private final List<Watched> loops = new ArrayList<>();
    private final LostThreads lost = new LostThreads();
    private int started;
    private boolean stopped;

    /** A loop, and for how many checks it has been in the same tick. */
    private static final class Watched {
        final LoopThread thread;
        final TickLateness lateness;
        long tick = Loop.NO_TICK;
        int checks;

        Watched(LoopThread thread, TickLateness lateness) {
            this.thread = thread;
            this.lateness = lateness;
        }
    }

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
        loop.giveUp(lost.givenUpTypes());
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

    /** What each loop does. */
    public synchronized List<LoopLoad> loads() {
        return loops.stream().map(loop -> loop.thread.load()).toList();
    }

    /**
     * Gives a room to the loop with the fewest. False: too many rooms come at once, all loops are stuck, or they stop.
     */
    public synchronized boolean add(Room room) {
        Watched least = stopped ? null : leastBusy();
        if (least == null || !least.thread.loop().add(room)) {
            return false;
        }
        least.thread.wake();
        return true;
    }

    private @Nullable Watched leastBusy() {
        Watched least = null;
        for (Watched loop : loops) {
            boolean fewer = least == null
                    || loop.thread.loop().roomCount() < least.thread.loop().roomCount();
            if (fewer && !isStuck(loop)) {
                least = loop;
            }
        }
        return least;
    }

    /** Whether no room of a type can be run, since its games have taken as many threads as they may; takes no lock. */
    public boolean isGivenUp(String typeName) {
        return lost.givenUpTypes().contains(typeName);
    }

    private boolean isStuck(Watched loop) {
        return loop.checks >= stuckChecks;
    }

    /** What is wrong now, a sentence for each lost thread and each loop that does not run; empty: nothing. */
    public synchronized List<String> problems() {
        forgetThoseThatCameBack();
        List<String> problems = new ArrayList<>(lost.sentences());
        for (Watched loop : loops) {
            String name = loop.thread.thread().getName();
            if (isStuck(loop)) {
                problems.add(name + " is stuck in room " + loop.thread.loop().runningRoom()
                        + ", and too many threads are lost to replace it.");
            } else if (isDead(loop.thread.thread())) {
                problems.add(name + " has died, and is not replaced yet: its rooms stand still.");
            }
        }
        return problems;
    }

    /** Threads that do not come back from games. */
    public synchronized int lostThreadCount() {
        forgetThoseThatCameBack();
        return lost.count();
    }

    private void forgetThoseThatCameBack() {
        if (lost.forgetThoseThatCameBack()) {
            followLosses();
        }
    }

    /** Tells the loops which types are given up now. */
    private void followLosses() {
        lost.giveUpTypes();
        loops.forEach(loop -> loop.thread.loop().giveUp(lost.givenUpTypes()));
    }

    /**
     * Looks for loops that are stuck or dead. Called every {@link #CHECK_MILLIS}: a tick is stuck when it is seen in as
     * many checks as make up the step timeout, so a process that was stopped for a while has no stuck ticks.
     */
    public synchronized void check() {
        forgetThoseThatCameBack();
        MemoryReserve.refill();
        Map<Watched, Room> stuck = new LinkedHashMap<>();
        for (int i = 0; i < loops.size() && !stopped; i++) {
            Watched watched = loops.get(i);
            long tick = watched.thread.loop().runningTick();
            watched.checks = tick != Loop.NO_TICK && tick == watched.tick ? watched.checks + 1 : 0;
            watched.tick = tick;
            if (isStuck(watched) && !lost.isFull()) {
                lose(watched, stuck);
            } else if (isDead(watched.thread.thread())) {
                replaceDead(i, watched);
            }
        }
        // Not before all are known: a new loop begins at once, perhaps with a room of a type that is to be given up.
        if (!stuck.isEmpty()) {
            followLosses();
            stuck.forEach(this::goOnWithout);
        }
    }

    /** False before it was started. That it is not alive also makes all that it wrote visible here. */
    private static boolean isDead(Thread thread) {
        return thread.getState() == Thread.State.TERMINATED && !thread.isAlive();
    }

    private void lose(Watched watched, Map<Watched, Room> stuck) {
        Thread thread = watched.thread.thread();
        StackTraceElement[] stack = thread.getStackTrace();
        Room room = watched.thread.loop().abandon(watched.tick);
        if (room == null) {
            return;
        }
        watched.thread.makeWay();
        counters.increment(Counter.ROOMS_STUCK);
        lost.add(thread, room);
        stuck.put(watched, room);
        LOG.error(
                "room {} ends: its game is stuck in a tick. Other rooms go on on a new loop",
                room.id(),
                Failures.where(stack));
    }

    private void goOnWithout(Watched watched, Room room) {
        goOn(loops.indexOf(watched), watched);
        abandon(room, DisconnectReason.ROOM_FAILED);
    }

    /** Ends a room that a lost thread is in; what goes wrong then is a bug of the server's, and stops no check. */
    private void abandon(Room room, DisconnectReason reason) {
        try {
            room.abandon(reason);
            onEnd.accept(room);
        } catch (Throwable bug) {
            counters.increment(Counter.LOOP_ERRORS);
            Failures.log("stuck room " + room.id() + " did not end cleanly", bug);
        }
    }

    private void replaceDead(int index, Watched watched) {
        counters.increment(Counter.LOOP_ERRORS);
        counters.increment(Counter.LOOPS_DIED);
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
    public void stop() {
        stop(STOP_NANOS);
    }

    void stop(long waitNanos) {
        List<LoopThread> threads = requestStop();
        long deadlineNanos = System.nanoTime() + waitNanos;
        for (LoopThread thread : threads) {
            join(thread.thread(), deadlineNanos);
        }
        threads.forEach(this::endStuck);
    }

    private synchronized List<LoopThread> requestStop() {
        stopped = true;
        List<LoopThread> threads = loops.stream().map(loop -> loop.thread).toList();
        threads.forEach(LoopThread::requestStop);
        return threads;
    }

    private static void join(Thread thread, long deadlineNanos) {
        long leftMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
        try {
            thread.join(leftMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the players of a loop know, in place of its thread, which is stuck in a game. */
    private void endStuck(LoopThread thread) {
        Loop loop = thread.loop();
        Room room = loop.abandon(loop.runningTick());
        if (room == null) {
            return;
        }
        LOG.warn(
                "{} does not end: room {} is stuck in its game", thread.thread().getName(), room.id());
        abandon(room, DisconnectReason.SERVER_STOPPING);
        loop.endAbandoned(DisconnectReason.SERVER_STOPPING);
    }
}

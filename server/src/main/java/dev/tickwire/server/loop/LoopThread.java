package dev.tickwire.server.loop;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.room.Room;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a {@link Loop}: sleeps until the next deadline. */
public final class LoopThread {
    private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);
    private static final long JOIN_MILLIS = 5_000;

    private final Loop loop;
    private final Thread thread;
    private volatile boolean stopping;

    public LoopThread(String name, Loop loop) {
        this.loop = loop;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Rooms it runs or is about to run. */
    public int roomCount() {
        return loop.roomCount();
    }

    /** Gives the loop a room, and wakes it. */
    public boolean add(Room room) {
        boolean added = loop.add(room);
        LockSupport.unpark(thread);
        return added;
    }

    /** Ends all rooms, telling players that the server stops, and then the thread; waits for it. */
    public void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("{} does not end: a game is stuck in a step", thread.getName());
        }
    }

    private void run() {
        try {
            while (!stopping) {
                long startNanos = System.nanoTime();
                long waitNanos = loop.doWork(startNanos) - (System.nanoTime() - startNanos);
                if (waitNanos > 0) {
                    LockSupport.parkNanos(this, waitNanos);
                }
            }
            loop.end(DisconnectReason.SERVER_STOPPING);
        } catch (Throwable bug) {
            LOG.error("{} ends: a bug in the server, its rooms are lost", thread.getName(), bug);
            loop.end(DisconnectReason.ROOM_FAILED);
            throw bug;
        }
    }
}

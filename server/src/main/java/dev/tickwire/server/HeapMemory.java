package dev.tickwire.server;

import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.room.Room;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps a quarter of the heap for those who play: a room is opened only if the heap is not fuller than that with it.
 *
 * <p>What a room takes is learned by opening one. Rooms that were opened since the latest collection are nowhere in its
 * figures, and are counted by hand. Where it may be garbage that fills the heap, and rooms are asked for, a collection
 * is asked for. Any thread may use it.
 */
final class HeapMemory implements RoomMemory {
    /** So full it may be with one more room. */
    static final double FULL = 0.75;
    /** What may be garbage is worth a collection from this part of the heap on. */
    static final double WORTH_COLLECTING = 0.1;

    static final long CHECK_MILLIS = 1_000;

    /** A room grows when players come: by about as much as it had at its start. */
    private static final int GROWTH = 2;

    private final Supplier<JvmHeap.Fullness> heap;
    private final LongSupplier allocatedBytes;
    private final Runnable collect;
    private long bytesPerRoom;
    private long openedBytes;
    private long collections;
    private boolean wasShort;

    /**
     * Watches a heap.
     *
     * @param allocatedBytes what the calling thread has allocated since its start
     * @param collect starts a collection
     */
    HeapMemory(Supplier<JvmHeap.Fullness> heap, LongSupplier allocatedBytes, Runnable collect) {
        this.heap = heap;
        this.allocatedBytes = allocatedBytes;
        this.collect = collect;
    }

    @Override
    public synchronized boolean isEnoughFor(int rooms) {
        JvmHeap.Fullness now = heap.get();
        noteCollections(now);
        long bytes = now.oldBytes() + now.youngBytes() + openedBytes + rooms * bytesPerRoom;
        boolean isEnough = now.mostBytes() == 0 || bytes <= FULL * now.mostBytes();
        wasShort |= !isEnough;
        return isEnough;
    }

    @Override
    public Room measure(Supplier<Room> opening) {
        long before = allocatedBytes.getAsLong();
        try {
            return opening.get();
        } finally {
            opened(allocatedBytes.getAsLong() - before);
        }
    }

    /** Collects what nobody needs, if rooms were refused that there may be memory for. Called every second or so. */
    void check() {
        if (isWorthCollecting()) {
            collect.run();
        }
    }

    private synchronized boolean isWorthCollecting() {
        JvmHeap.Fullness now = heap.get();
        boolean isWorth = wasShort && now.oldBytes() - now.oldBytesCollected() > WORTH_COLLECTING * now.mostBytes();
        wasShort = false;
        return isWorth;
    }

    private synchronized void opened(long bytes) {
        noteCollections(heap.get());
        bytesPerRoom = Math.max(bytesPerRoom, GROWTH * bytes);
        openedBytes += GROWTH * bytes;
    }

    /** What was opened before a collection is in its figures, though not yet what that room will grow to. */
    private void noteCollections(JvmHeap.Fullness now) {
        if (now.collections() != collections) {
            collections = now.collections();
            openedBytes /= GROWTH;
        }
    }
}

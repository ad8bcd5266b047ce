package dev.tickwire.server.inputs;

import java.util.concurrent.atomic.AtomicReference;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A player's inputs on their way from the thread that reads its socket to the loop that runs its room; bounded, and
 * without garbage: slots are made when they are needed first, and go back and forth between two queues.
 *
 * <p>Of more than there is room for, as after a network that stood still, the oldest are kept and the newest one: it is
 * the one that counts, and what is told of how early it came is what its sender goes by.
 */
public final class InputQueue {
    /** One input. */
    public static final class Slot {
        int tick;
        /** The how-manieth it is of those that came over the connection; from 1. */
        int number;

        long arrivalNanos;
        int viewAgo;
        final int[] raws;

        Slot(int columns) {
            raws = new int[columns];
        }
    }

    /**
     * Slots that are nowhere in the queues: the newest input, the spare, and the one that the loop has in its hands.
     */
    private static final int MORE_SLOTS = 3;

    private final SpscVarHandleArrayQueue<Slot> filled;
    private final SpscVarHandleArrayQueue<Slot> free;
    /** What came when there was no more room; null: there was. */
    private final AtomicReference<@Nullable Slot> newest = new AtomicReference<>();

    private final int columns;
    private final int capacity;
    /** Of the reading thread. */
    private @Nullable Slot spare;
    /** Inputs that came, those that there was no room for too; of the reading thread. */
    private int arrived;

    public InputQueue(int capacity, int columns) {
        this.capacity = capacity;
        this.columns = columns;
        filled = new SpscVarHandleArrayQueue<>(capacity);
        free = new SpscVarHandleArrayQueue<>(capacity + MORE_SLOTS);
    }

    /** Goes on counting where a queue has stopped that is over. Called by the reading thread. */
    public void goOnFrom(InputQueue before) {
        arrived = before.arrived;
    }

    /** Called by the reading thread. False: the queue is full, and an input is dropped. */
    public boolean offer(int tick, int viewAgo, long arrivalNanos, int[] raws, int offset) {
        arrived++;
        Slot slot = emptySlot();
        slot.tick = tick;
        slot.number = arrived;
        slot.viewAgo = viewAgo;
        slot.arrivalNanos = arrivalNanos;
        System.arraycopy(raws, offset, slot.raws, 0, slot.raws.length);
        if (newest.get() == null && filled.size() < capacity - 1) {
            filled.offer(slot);
            return true;
        }
        spare = newest.getAndSet(slot);
        return spare == null;
    }

    private Slot emptySlot() {
        Slot slot = spare;
        spare = null;
        if (slot == null) {
            slot = free.poll();
        }
        return slot == null ? new Slot(columns) : slot;
    }

    /** Called by the loop. The oldest input, to be given back to {@link #release}; null: there is none. */
    public @Nullable Slot poll() {
        Slot oldest = filled.poll();
        if (oldest == null && newest.get() != null) {
            // All that came before it is in the queue by now, and may have come since the first look; no more comes.
            oldest = filled.poll();
            return oldest == null ? newest.getAndSet(null) : oldest;
        }
        return oldest;
    }

    /** Called by the loop. */
    public void release(Slot slot) {
        free.offer(slot);
    }
}

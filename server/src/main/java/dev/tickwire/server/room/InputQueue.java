package dev.tickwire.server.room;

import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A player's inputs on their way from the thread that reads its socket to the loop that runs its room; bounded, and without
 * garbage: slots are made when they are needed first, and go back and forth between two queues.
 */
final class InputQueue {
    /** One input. */
    static final class Slot {
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

    private final SpscVarHandleArrayQueue<Slot> filled;
    private final SpscVarHandleArrayQueue<Slot> free;
    private final int columns;
    private final int capacity;
    /** Slots that there are; of the reading thread. */
    private int slots;
    /** Inputs that came, those that there was no room for too; of the reading thread. */
    private int arrived;

    InputQueue(int capacity, int columns) {
        this.capacity = capacity;
        this.columns = columns;
        filled = new SpscVarHandleArrayQueue<>(capacity);
        free = new SpscVarHandleArrayQueue<>(capacity);
    }

    /** Called by the reading thread. False: the queue is full, and the input is dropped. */
    boolean offer(int tick, int viewAgo, long arrivalNanos, int[] raws, int offset) {
        arrived++;
        Slot slot = free.poll();
        if (slot == null) {
            if (slots == capacity) {
                return false;
            }
            slots++;
            slot = new Slot(columns);
        }
        slot.tick = tick;
        slot.number = arrived;
        slot.viewAgo = viewAgo;
        slot.arrivalNanos = arrivalNanos;
        System.arraycopy(raws, offset, slot.raws, 0, slot.raws.length);
        filled.offer(slot);
        return true;
    }

    /** Called by the loop. The oldest input, to be given back to {@link #release}; null: there is none. */
    @Nullable
    Slot poll() {
        return filled.poll();
    }

    /** Called by the loop. */
    void release(Slot slot) {
        free.offer(slot);
    }
}

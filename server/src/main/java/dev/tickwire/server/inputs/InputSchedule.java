package dev.tickwire.server.inputs;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.simulation.swap.InputMapping;
import dev.tickwire.simulation.world.Past;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A player's inputs by the tick that they are for, and which of them is due. Belongs to the room's loop.
 *
 * <p>At each tick the input for that tick is due; if there is none, the newest of those that came late. None is due
 * twice, and none after one for a later tick.
 */
public final class InputSchedule {
    public static final int NEVER = -1;

    private static final double NANOS_PER_MILLI = 1e6;

    private final CounterBatch counters;
    private int columns;
    private int windowTicks;
    private int size;
    /** Empty until the first input comes: many players never send one. */
    private int[] ticks = {};

    private int[] viewAgos = {};
    private int[] raws = {};
    private int pending;
    private long dropped;
    private int takenTick = NEVER;

    /** Keeps inputs for up to {@code windowTicks} ticks ahead, and takes late ones from as many ticks back. */
    public InputSchedule(int windowTicks, int columns, CounterBatch counters) {
        this.columns = columns;
        this.counters = counters;
        setWindowTicks(windowTicks);
    }

    /** Changes how many ticks ahead inputs are kept for, and keeps those that are in there. */
    public final void setWindowTicks(int ticksAhead) {
        windowTicks = ticksAhead;
        size = Integer.highestOneBit(ticksAhead) << 2;
        if (ticks.length != 0 && ticks.length != size) {
            moveToNewArrays();
        }
    }

    /** Goes on with inputs of another version of the game, and drops those that are in there. */
    public void restart(int newColumns) {
        clear();
        columns = newColumns;
        raws = new int[ticks.length * columns];
    }

    /** Drops all inputs that have come; returns how many. */
    public int drop(InputQueue queue) {
        int count = 0;
        for (InputQueue.Slot input = queue.poll(); input != null; input = queue.poll()) {
            queue.release(input);
            count++;
        }
        drop(Counter.INPUTS_STALE, count);
        return count;
    }

    /** Goes on with inputs of another version of the game, and maps those that are in there. */
    public void goOn(InputMapping mapping) {
        int[] before = raws;
        raws = new int[ticks.length * mapping.count()];
        for (int place = 0; place < ticks.length; place++) {
            if (ticks[place] != NEVER) {
                int[] mapped = mapping.map(before, place * columns);
                System.arraycopy(mapped, 0, raws, place * mapping.count(), mapping.count());
            }
        }
        columns = mapping.count();
    }

    /**
     * Takes over all inputs that have come.
     *
     * @param mapping of inputs from a client that does not know this version of the game yet; null: it does
     * @param margins gets how early each came, whether it is kept or not
     * @param views says how far back what the player saw can have been
     * @param now the tick about to be run, which is due at {@code deadlineNanos}
     * @return how many waited
     */
    public int drain(
            InputQueue queue,
            @Nullable InputMapping mapping,
            InputMargins margins,
            ViewBound views,
            int now,
            long deadlineNanos,
            double nanosPerTick) {
        int count = 0;
        for (InputQueue.Slot input = queue.poll(); input != null; input = queue.poll()) {
            double marginNanos = deadlineNanos - input.arrivalNanos + ((double) input.tick - now) * nanosPerTick;
            // The queue has dropped those whose numbers are left out.
            dropped += Math.max(0, input.number - margins.newestInput() - 1);
            margins.note(input.number, (int) Math.rint(marginNanos / NANOS_PER_MILLI));
            input.viewAgo = views.bounded(input.tick, input.viewAgo, marginNanos, nanosPerTick);
            add(input, mapping, now);
            queue.release(input);
            count++;
        }
        return count;
    }

    private void drop(Counter why, int amount) {
        counters.add(why, amount);
        dropped += amount;
    }

    /** Inputs that came and were not taken, for any reason, over all connections of the player. */
    public long dropped() {
        return dropped;
    }

    /** Puts an input in its place; {@code now} is the tick about to be run. */
    void add(InputQueue.Slot input, int now) {
        add(input, null, now);
    }

    private void add(InputQueue.Slot input, @Nullable InputMapping mapping, int now) {
        int[] values = mapping == null ? input.raws : mapping.map(input.raws, 0);
        if (values.length != columns) {
            // It is of a version that this client was never told of.
            drop(Counter.INPUTS_STALE, 1);
            return;
        }
        if (input.tick <= takenTick || input.tick <= now - windowTicks) {
            drop(Counter.INPUTS_STALE, 1);
            return;
        }
        if (input.tick > now + windowTicks) {
            drop(Counter.INPUTS_TOO_EARLY, 1);
            return;
        }
        if (ticks.length == 0) {
            allocate();
        }
        put(input.tick, input.viewAgo, values, 0);
    }

    private void allocate() {
        ticks = new int[size];
        viewAgos = new int[size];
        raws = new int[size * columns];
        Arrays.fill(ticks, NEVER);
    }

    private void put(int tick, int viewAgo, int[] from, int offset) {
        int place = place(tick);
        if (ticks[place] == NEVER) {
            pending++;
        } else {
            drop(Counter.INPUTS_STALE, 1);
        }
        ticks[place] = tick;
        viewAgos[place] = viewAgo;
        System.arraycopy(from, offset, raws, place * columns, columns);
    }

    private void moveToNewArrays() {
        int[] oldTicks = ticks;
        int[] oldViewAgos = viewAgos;
        int[] oldRaws = raws;
        int takenViewAgo = takenTick == NEVER ? 0 : oldViewAgos[place(takenTick)];
        pending = 0;
        allocate();
        for (int place = 0; place < oldTicks.length; place++) {
            if (oldTicks[place] != NEVER) {
                put(oldTicks[place], oldViewAgos[place], oldRaws, place * columns);
            }
        }
        if (takenTick != NEVER && ticks[place(takenTick)] == NEVER) {
            viewAgos[place(takenTick)] = takenViewAgo;
        }
    }

    /**
     * Takes what is due at tick {@code now}, and drops what it overtakes.
     *
     * @return where in {@link #raws} its values are; −1: nothing is due
     */
    public int take(int now) {
        int due = -1;
        for (int tick = now; pending > 0 && tick > Math.max(takenTick, now - ticks.length); tick--) {
            int place = place(tick);
            if (ticks[place] == tick) {
                ticks[place] = NEVER;
                pending--;
                if (due < 0) {
                    due = tick;
                } else {
                    drop(Counter.INPUTS_STALE, 1);
                }
            }
        }
        if (due < 0) {
            return -1;
        }
        counters.increment(Counter.INPUTS_TAKEN);
        if (due < now) {
            counters.increment(Counter.INPUTS_LATE);
        }
        takenTick = due;
        return place(due) * columns;
    }

    /** Whether there is nothing for a later tick. */
    public boolean isEmpty() {
        return pending == 0;
    }

    /** Drops what is not due yet. */
    public void clear() {
        drop(Counter.INPUTS_STALE, pending);
        pending = 0;
        Arrays.fill(ticks, NEVER);
    }

    public int[] raws() {
        return raws;
    }

    /**
     * How far behind its tick the others were as the player saw them, of the newest input taken; for the tick at which
     * it is taken.
     */
    public int viewAgo(int now) {
        return viewAgos[place(takenTick)] + (now - takenTick) * Past.PARTS_PER_TICK;
    }

    /** Tick that the newest input taken was for; −1: none was taken. */
    public int takenTick() {
        return takenTick;
    }

    private int place(int tick) {
        return tick & (ticks.length - 1);
    }
}

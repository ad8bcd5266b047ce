package dev.tickwire.server.commands;

import dev.tickwire.proto.codec.FrameCommands;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A player's commands on their way from the thread that reads its socket to the loop that runs its room, over one
 * connection; bounded, and without garbage once the first has come, but for texts.
 *
 * <p>A command that there is no room for leaves a gap between the numbers of those in here: so the loop knows that it
 * came, and refuses it when its turn comes.
 */
public final class CommandQueue {
    private static final int NUMBER = 0;
    private static final int KIND = 1;
    private static final int VALUES = 2;

    private final CommandShapes shapes;
    private final int capacity;
    private final int stride;
    /** Made for the first command, by the reading thread: many players never send one. */
    private int[] slots = {};

    private String[][] texts = {};

    /** How many were put in, by the reading thread, and how many taken out, by the loop; they may overflow. */
    private final AtomicInteger offered = new AtomicInteger();

    private final AtomicInteger released = new AtomicInteger();
    /** Numbers of the first and of the newest command that came, whether or not there was room; 0: none came. */
    private int first;

    private volatile int newest;
    /** Number of the newest command whose answer the client says it has. */
    private volatile int answered;

    /** At most {@code capacity} commands of these shapes wait at once. */
    public CommandQueue(int capacity, CommandShapes shapes) {
        this.capacity = capacity;
        this.shapes = shapes;
        stride = VALUES + shapes.mostValues();
    }

    /** Whether none waits. Called by the loop. */
    public boolean isEmpty() {
        return offered.get() == released.get();
    }

    /**
     * Puts in what there is room for. Called by the reading thread.
     *
     * @return what is wrong with one of them, as a sentence for a close frame; null: the game takes them all
     */
    public @Nullable String offer(FrameCommands said) {
        String wrong = null;
        for (int i = 0; i < said.count() && wrong == null; i++) {
            wrong = offer(said, i);
        }
        return wrong;
    }

    private @Nullable String offer(FrameCommands said, int index) {
        int number = said.number(index);
        if (number < 1 || (newest != 0 && number != newest + 1)) {
            return "Commands are numbered one after the other, from 1: " + number + " does not follow " + newest + ".";
        }
        String wrong = shapes.wrongWith(said, index);
        if (wrong != null) {
            return wrong;
        }
        if (newest == 0) {
            first = number;
            slots = new int[capacity * stride];
            texts = new String[capacity][];
        }
        if (offered.get() - released.get() < capacity) {
            int place = place(offered.get());
            int slot = place * stride;
            slots[slot + NUMBER] = number;
            slots[slot + KIND] = said.kind(index);
            System.arraycopy(said.values(), said.offset(index), slots, slot + VALUES, said.valueCount(index));
            texts[place] = said.texts(index);
            offered.lazySet(offered.get() + 1);
        }
        // After the slot: whoever sees this number sees the command too, if it is in there.
        newest = number;
        return null;
    }

    /** Goes on with the numbers of a queue that is over: what the loop has not taken of that is refused. */
    public void goOnFrom(CommandQueue before) {
        first = before.first;
        answered = before.answered;
        slots = new int[capacity * stride];
        texts = new String[capacity][];
        newest = before.newest;
    }

    /** The client has the answers up to this command's. Called by the reading thread. */
    public void setAnswered(int number) {
        answered = number;
    }

    /** Called by the loop, like all that follows. Number of the newest answer that the client says it has; 0: none. */
    int answered() {
        return answered;
    }

    /** Number of the newest command that came; 0: none did. */
    int newest() {
        return newest;
    }

    /** Number of the first command that came, once there is a {@link #newest}. */
    int first() {
        return first;
    }

    /**
     * Goes past commands with lower numbers. Whether the command of that number, which has come, is the next in here.
     */
    boolean seek(int number) {
        while (released.get() != offered.get() && slots[slot(released.get()) + NUMBER] < number) {
            release();
        }
        return released.get() != offered.get() && slots[slot(released.get()) + NUMBER] == number;
    }

    /** Kind of the next command. */
    public int kind() {
        return slots[slot(released.get()) + KIND];
    }

    /** Where the values of the next command begin in {@link #slots}. */
    public int offset() {
        return slot(released.get()) + VALUES;
    }

    public int[] slots() {
        return slots;
    }

    /** The texts of the next command. */
    public String[] texts() {
        return texts[place(released.get())];
    }

    /** Lets go of the next command. */
    void release() {
        released.lazySet(released.get() + 1);
    }

    private int slot(int count) {
        return place(count) * stride;
    }

    private int place(int count) {
        return Math.floorMod(count, capacity);
    }
}

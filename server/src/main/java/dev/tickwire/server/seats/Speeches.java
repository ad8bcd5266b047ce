package dev.tickwire.server.seats;

import dev.tickwire.server.commands.CommandQueue;
import dev.tickwire.server.inputs.InputQueue;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.swap.InputMapping;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of its game over one connection: inputs and commands on their way from the thread that reads the
 * socket to the room's loop, by whatever rules it knows at that moment.
 */
public final class Speeches {
    /** Of the reading thread. */
    private Speech spoken;
    /** Of the loop. */
    private Speech heard;

    private RoomType newest;

    Speeches(RoomType type) {
        newest = type;
        spoken = Speech.first(type);
        heard = spoken;
    }

    /**
     * The room goes by other rules: what the client says by those that it knows is mapped until it has acknowledged a
     * snapshot of this tick or a later one. Called by the loop.
     *
     * @param mapping of inputs; null: those by the rules before are dropped
     */
    public void goBy(RoomType to, int fromTick, @Nullable InputMapping mapping) {
        boolean isSame = newest.inputColumns().equals(to.inputColumns())
                && newest.visibleSchema().commands().equals(to.visibleSchema().commands());
        if (isSame) {
            newest = to;
            return;
        }
        Speech last = heard;
        for (Speech one = heard; one != null; one = one.next) {
            one.isDropped |= mapping == null;
            one.mapping = one.mapping == null || mapping == null ? mapping : one.mapping.then(mapping);
            last = one;
        }
        last.next = last.after(newest, to, fromTick);
        newest = to;
    }

    /**
     * A frame came with this ack, or 0: the rest of it may be by newer rules than before. Called by the reading thread.
     */
    public void hear(int ackTick) {
        Speech next = spoken.next;
        while (next != null && ackTick >= next.fromTick) {
            next.begin(spoken);
            spoken.isOver = true;
            spoken = next;
            next = spoken.next;
        }
    }

    /** Whether values are an input. Called by the reading thread. */
    boolean holds(int[] raws, int offset, int count) {
        return spoken.range.holds(raws, offset, count);
    }

    /** Called by the reading thread. */
    InputQueue spokenInputs() {
        return spoken.inputs;
    }

    /** Called by the reading thread. */
    CommandQueue spokenCommands() {
        return spoken.commands;
    }

    /** The inputs that have come. Called by the loop, as all that follows. */
    public InputQueue inputs() {
        return heard.inputs;
    }

    /** The commands that have come. */
    public CommandQueue commands() {
        return heard.commands;
    }

    /** What makes inputs by the newest rules of {@link #inputs}; null: they are that. */
    public @Nullable InputMapping inputMapping() {
        return heard.mapping;
    }

    /** Whether {@link #inputs} are by rules of which nothing can be mapped. */
    public boolean dropsInputs() {
        return heard.isDropped;
    }

    /** Whether {@link #inputs} have all come: those by later rules are next. */
    public boolean isOver() {
        return heard.isOver;
    }

    /** Goes on with what the client says by later rules: all inputs before are taken. */
    public void hearNext() {
        heard = Objects.requireNonNull(heard.next);
    }

    /** Whether {@link #commands} are by rules that hold no more. */
    public boolean hasOldCommands() {
        Speech next = heard.next;
        return next != null && next.commands != heard.commands;
    }
}

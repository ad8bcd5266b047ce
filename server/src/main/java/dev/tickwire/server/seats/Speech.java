package dev.tickwire.server.seats;

import dev.tickwire.server.commands.CommandQueue;
import dev.tickwire.server.inputs.InputQueue;
import dev.tickwire.server.inputs.InputRange;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.swap.InputMapping;
import org.jspecify.annotations.Nullable;

/**
 * What a client says while it knows one version of its room's game, on its way from the reading thread to the loop.
 * There is another after it when the rules change: the client goes over to that when it has a snapshot of the new
 * version, so each thread does by itself.
 */
final class Speech {
    final InputRange range;
    final InputQueue inputs;
    final CommandQueue commands;
    /** The client speaks so from the frame on that acknowledges this tick or a later one. */
    final int fromTick;
    /** The one after it; null: there is none. */
    volatile @Nullable Speech next;
    /** Nothing more comes: written by the reading thread when all is in the queues. */
    volatile boolean isOver;
    /** Of the loop: whether the inputs are of no use any more. */
    boolean isDropped;
    /** Of the loop: what makes inputs of the newest version of these; null: they are. */
    @Nullable
    InputMapping mapping;

    private Speech(RoomType type, CommandQueue commands, int fromTick) {
        range = new InputRange(type.inputColumns());
        inputs = new InputQueue(type.settings().capacity().inputQueue(), range.size());
        this.commands = commands;
        this.fromTick = fromTick;
    }

    /** The first one of a client. */
    static Speech first(RoomType type) {
        return new Speech(type, commands(type), 0);
    }

    /** The one after this; commands go on in the same queue if these are the same. */
    Speech after(RoomType from, RoomType to, int fromTick) {
        boolean areSame =
                from.visibleSchema().commands().equals(to.visibleSchema().commands());
        return new Speech(to, areSame ? commands : commands(to), fromTick);
    }

    private static CommandQueue commands(RoomType type) {
        return new CommandQueue(type.settings().capacity().commandQueue(), type.commandShapes());
    }

    /** Goes on with what counts over all versions. Called by the reading thread. */
    void begin(Speech before) {
        inputs.goOnFrom(before.inputs);
        if (commands != before.commands) {
            commands.goOnFrom(before.commands);
        }
    }
}

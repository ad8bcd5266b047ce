package dev.tickwire.server.swap;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.backend.Outbox;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.match.Tuning;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.roomtype.WaitingMatch;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.swap.InputMapping;
import dev.tickwire.simulation.swap.StateMapping;
import dev.tickwire.simulation.swap.UnmappableException;
import org.jspecify.annotations.Nullable;

/**
 * Other rules for a room, with all that takes time done already: their game has started, and it is known how the room's
 * world becomes one of theirs. For one room, once; the room's loop uses it.
 */
public final class Swap {
    private final RoomType type;
    private final Match match;
    private final StateMapping mapping;
    private final @Nullable Outbox outbox;
    private final int watchTicks;
    private final SwapListener listener;

    /**
     * A swap that any thread may make.
     *
     * @param from what all columns of the room's world are now
     * @param type whose rules they are
     * @param waiting a match of theirs, which nothing else uses
     * @param outbox for their requests; null: they make the same as those before
     * @param watchTicks for how many ticks the room can go back to the rules before
     * @throws UnmappableException with sentences that name tables and columns
     */
    public Swap(
            Schema from,
            RoomType type,
            WaitingMatch waiting,
            @Nullable Outbox outbox,
            int watchTicks,
            SwapListener listener)
            throws UnmappableException {
        this.type = type;
        this.outbox = outbox;
        this.watchTicks = watchTicks;
        this.listener = listener;
        match = waiting.match();
        mapping = StateMapping.of(
                from, waiting.declared(), waiting.match().checkpoint().world());
    }

    /** A world of the room at this moment as one of the new rules, at the rates of a type that goes by them. */
    public static Checkpoint map(StateMapping.Mapped mapped, RoomType by) {
        Tuning tuning = by.tuning();
        return new Checkpoint(tuning.tickRateHz(), tuning.ticksPerSnapshot(), tuning.tunables(), mapped.world());
    }

    public RoomType type() {
        return type;
    }

    /** The match that goes on. */
    public Match match() {
        return match;
    }

    public StateMapping mapping() {
        return mapping;
    }

    public InputMapping inputs() {
        return mapping.inputs();
    }

    /** For requests of the new rules; null: they make the same as those before. */
    public @Nullable Outbox outbox() {
        return outbox;
    }

    public int watchTicks() {
        return watchTicks;
    }

    public SwapListener listener() {
        return listener;
    }
}

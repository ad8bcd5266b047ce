package dev.tickwire.server.recording;

import dev.tickwire.server.match.MarkKind;
import dev.tickwire.simulation.state.Schema;

/** Something that a recorder hands over, in order. */
sealed interface Item permits Page, RoomState, Item.Rules, Item.Mark, Item.End {
    /** Whose it is. */
    Tape tape();

    /** The room goes by rules with this schema from here on. */
    record Rules(Tape tape, Schema schema) implements Item {}

    /** The last seconds are to be saved. */
    record Mark(Tape tape, String reason, MarkKind kind) implements Item {}

    /** The room has ended, and comes back or not. */
    record End(Tape tape, boolean isKept) implements Item {}
}

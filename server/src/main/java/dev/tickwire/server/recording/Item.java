package dev.tickwire.server.recording;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.server.match.MarkKind;
import java.util.List;

/** Something that a recorder hands over, in order. */
sealed interface Item permits Page, Item.Rules, Item.State, Item.Mark, Item.End {
    /** Whose it is. */
    Tape tape();

    /** The room goes by rules with this schema from here on. */
    record Rules(Tape tape, int schemaHash) implements Item {}

    /** All that the room needs to go on: reading can begin here. */
    record State(
            Tape tape, int keepTicks, Checkpoint checkpoint, List<JournalSeat> seats, List<JournalRequest> requests)
            implements Item {
        /** Whether nobody has a seat in it. */
        boolean isAside() {
            return seats.isEmpty();
        }
    }

    /** The last seconds are to be saved. */
    record Mark(Tape tape, String reason, MarkKind kind) implements Item {}

    /** The room has ended, and comes back or not. */
    record End(Tape tape, boolean isKept) implements Item {}
}

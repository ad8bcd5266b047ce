package dev.tickwire.server.directory;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.roomtype.RoomType;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Brings rooms back that are kept, when somebody wants them. Guarded by the lock of {@link LocalRooms}. */
final class Waking {
    private final Inventory inventory;
    private final KeptRooms kept;

    Waking(Inventory inventory, KeptRooms kept) {
        this.inventory = inventory;
        this.kept = kept;
    }

    /**
     * Lets somebody wait for a room that is being opened, or comes back; null: there is no such room.
     *
     * @param hasRoomFor whether one more room of a type may be there
     */
    @Nullable
    Found wake(String id, Waiter waiter, Predicate<RoomType> hasRoomFor) {
        Opening opening = inventory.openings().find(id);
        if (opening != null) {
            return opening.add(waiter) ? new Found.Waits() : new Found.Refused(DisconnectReason.ROOM_FULL);
        }
        RecordingHead head = kept.find(id);
        RoomType type = head == null ? null : inventory.types().get(head.getRoomType());
        if (head == null || type == null) {
            return null;
        }
        Found.Refused obstacle = waiter.obstacle(type);
        if (obstacle != null) {
            return obstacle;
        }
        if (!hasRoomFor.test(type)) {
            return new Found.Refused(DisconnectReason.SERVER_FULL);
        }
        Opening woken = open(head, type);
        return woken.add(waiter) ? new Found.Opens(woken) : new Found.Refused(DisconnectReason.ROOM_FULL);
    }

    /** All kept rooms in which people had seats, to be opened. */
    List<Opening> all() {
        return kept.list().values().stream()
                .filter(head -> !head.getIsAside() && inventory.types().containsKey(head.getRoomType()))
                .map(head -> open(head, Objects.requireNonNull(inventory.types().get(head.getRoomType()))))
                .toList();
    }

    private Opening open(RecordingHead head, RoomType type) {
        RoomType opened = KeptListing.type(head, inventory.adjustments().adjust(type, head.getRoom()));
        Opening opening = new Opening(KeptListing.listing(head), opened, true);
        inventory.openings().add(opening);
        return opening;
    }
}

package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.broadcast.Heard;
import dev.tickwire.server.metrics.BytesWatch;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.swap.Swap;
import dev.tickwire.server.swap.Trial;
import dev.tickwire.simulation.state.Snapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something that another thread asks of a room, done at its next tick. */
sealed interface RoomCommand {
    /** A connection takes a new place, which was promised. */
    record Enter(Seat seat) implements RoomCommand {}

    /** A connection goes on with the place that its request's token opens. */
    record Resume(Seat seat) implements RoomCommand {}

    /** The connection of a seat has ended. */
    record Depart(Seat seat) implements RoomCommand {}

    /** Somebody says something to everybody, as UTF-8. */
    final class Say implements RoomCommand {
        private final Seat seat;
        private final byte[] text;

        Say(Seat seat, byte[] text) {
            this.seat = seat;
            this.text = text;
        }

        Seat seat() {
            return seat;
        }

        byte[] text() {
            return text;
        }
    }

    /** The room is to run as its type is now. */
    record Retune(RoomType type) implements RoomCommand {}

    /** Somebody wants a checkpoint of the match, and waits for it. */
    record Ask(CompletableFuture<Checkpoint> answer) implements RoomCommand {}

    /** Somebody wants to see the whole world as it is, copied into a snapshot, and waits for it. */
    record Look(Snapshot into, CompletableFuture<Snapshot> answer) implements RoomCommand {}

    /** Somebody wants copies of the newest snapshots, and waits for them: how many there were. */
    record Recent(List<Snapshot> into, CompletableFuture<Integer> answer) implements RoomCommand {}

    /** Somebody wants to hear what happened and was said since, and waits for it. */
    record Hear(long event, long chat, CompletableFuture<Heard> answer) implements RoomCommand {}

    /** Somebody on a place is to go, with a sentence for it, if it is still called so: others take places, too. */
    record Kick(int place, String name, String sentence) implements RoomCommand {}

    /** Those who run the server tell the people in the room something. */
    record Tell(Notice notice) implements RoomCommand {}

    /** Somebody watches where the bytes go. */
    record WatchBytes(BytesWatch watch) implements RoomCommand {}

    /** Somebody locks the room or unlocks it, and waits until that holds. */
    record Lock(boolean isLocked, CompletableFuture<Void> done) implements RoomCommand {}

    /** The last seconds are to be saved, for a reason. */
    record Mark(String reason) implements RoomCommand {}

    /** Somebody says that something is wrong, for those who run the server. */
    record Report(Seat seat, String text) implements RoomCommand {}

    /** Other rules are tried out beside those of the room; null: no longer. */
    record Try(@Nullable Trial trial) implements RoomCommand {}

    /** The room is to go by other rules. */
    record Change(Swap swap) implements RoomCommand {}

    /** The room is to end. */
    record Close(DisconnectReason reason) implements RoomCommand {}
}

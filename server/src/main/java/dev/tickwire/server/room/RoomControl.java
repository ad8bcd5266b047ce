package dev.tickwire.server.room;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.broadcast.Heard;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.metrics.BytesWatch;
import dev.tickwire.server.metrics.PlayerStats;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is asked of a room from outside, beside seats: done at its next tick, by its loop. Any thread may ask. */
public final class RoomControl {
    private final String id;
    private final Schema visible;
    private final RoomMailbox mailbox;
    private final Seating seating;
    private final RoomStats stats;

    RoomControl(String id, Schema visible, RoomMailbox mailbox, Seating seating, RoomStats stats) {
        this.id = id;
        this.visible = visible;
        this.mailbox = mailbox;
        this.seating = seating;
        this.stats = stats;
    }

    /** Who has the seat that a token opens; null: it opens none, at the latest from the next tick on. */
    public @Nullable Identity identityOf(ResumeToken token) {
        Seat seat = seating.find(token);
        return seat == null ? null : seat.request().identity();
    }

    /** The seat on a place; null: the place is free. */
    public @Nullable Seat seatOn(int place) {
        return seating.at(place);
    }

    /** The seat of somebody on a place who is called so; null: there is nobody. */
    public @Nullable Seat seatOf(int place, String name) {
        boolean isCalledSo = stats.read().players().stream()
                .map(PlayerStats.Reading::who)
                .anyMatch(who -> who.place() == place && who.name().equals(name));
        return isCalledSo ? seatOn(place) : null;
    }

    /**
     * Asks for a checkpoint of its match.
     *
     * @return completed by the room's loop, so let another thread do what depends on it; with an exception that says
     *     why if the room closes before, has closed, or is asked too much at once
     */
    public CompletableFuture<Checkpoint> checkpoint() {
        CompletableFuture<Checkpoint> answer = new CompletableFuture<>();
        if (!mailbox.request(new RoomCommand.Ask(answer))) {
            answer.completeExceptionally(tooMany());
        }
        return answer;
    }

    /**
     * Lets somebody see the whole world, hidden columns included, as it is before the next tick: costs the loop a copy
     * of it.
     *
     * @param into of the schema of the room's type, with all columns; it is the loop's until the answer
     * @return completed as that of {@link #checkpoint}
     */
    public CompletableFuture<Snapshot> look(Snapshot into) {
        CompletableFuture<Snapshot> answer = new CompletableFuture<>();
        if (!mailbox.request(new RoomCommand.Look(into, answer))) {
            answer.completeExceptionally(tooMany());
        }
        return answer;
    }

    /**
     * Copies the newest snapshots that were made for players, the oldest of them first: costs the loop these copies.
     *
     * @param into of the schema of the room's type, with all columns; they are the loop's until the answer
     * @return completed as that of {@link #checkpoint}, with how many there were
     */
    public CompletableFuture<Integer> recent(List<Snapshot> into) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        if (!mailbox.request(new RoomCommand.Recent(into, answer))) {
            answer.completeExceptionally(tooMany());
        }
        return answer;
    }

    /**
     * Lets somebody hear what happened and was said, hidden columns included, up to the next tick: costs the loop a
     * copy of that.
     *
     * @param event number of the first event that is wanted; so is {@code chat}
     * @return completed as that of {@link #checkpoint}
     */
    public CompletableFuture<Heard> hear(long event, long chat) {
        CompletableFuture<Heard> answer = new CompletableFuture<>();
        if (!mailbox.request(new RoomCommand.Hear(event, chat, answer))) {
            answer.completeExceptionally(tooMany());
        }
        return answer;
    }

    /**
     * Takes somebody away, with a sentence, if whoever has the place by then is called so.
     *
     * @param place as the figures of the room have it
     * @return false: too much waits for the room
     */
    public boolean kick(int place, String name, String sentence) {
        return mailbox.request(new RoomCommand.Kick(place, name, sentence));
    }

    /**
     * Lets its last seconds be saved.
     *
     * @param reason a sentence for whoever looks at the recording
     * @return false: too much waits for the room
     */
    public boolean mark(String reason) {
        return mailbox.request(new RoomCommand.Mark(reason));
    }

    /**
     * Tells the people in it something.
     *
     * @return false: too much waits for the room
     */
    public boolean tell(Notice notice) {
        return mailbox.offer(new RoomCommand.Tell(notice));
    }

    /**
     * Watches where the bytes go that are sent from the next tick on. Whoever watches closes it.
     *
     * @param player the number of the one to watch; {@link BytesWatch#EVERYBODY}: all
     */
    public BytesWatch watchBytes(int player) {
        BytesWatch watch = new BytesWatch(new AccountLayout(visible), player);
        if (!mailbox.request(new RoomCommand.WatchBytes(watch))) {
            watch.close();
        }
        return watch;
    }

    /**
     * Locks it or unlocks it, as its rules can.
     *
     * @return completed as that of {@link #checkpoint}
     */
    public CompletableFuture<Void> lock(boolean isLocked) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (!mailbox.request(new RoomCommand.Lock(isLocked, done))) {
            done.completeExceptionally(tooMany());
        }
        return done;
    }

    private IllegalStateException tooMany() {
        return new IllegalStateException("too many commands wait for room " + id);
    }
}

package dev.tickwire.server.broadcast;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.server.match.Match;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.interest.Ownership;
import org.jspecify.annotations.Nullable;

/**
 * What a room's players are told beside the state of the world: what happened and was said, what became of their
 * commands, and at which rates the room goes on. Belongs to the room's loop.
 */
public final class News {
    private final CounterBatch counters;
    private final EventFeed events;
    private final ChatFeed chats;
    private RoomType type;

    News(RoomType type, Match match, Ownership ownership, CounterBatch counters) {
        this(
                type,
                match,
                ownership,
                counters,
                new ChatFeed(type.settings().logs().chats(), counters));
    }

    private News(RoomType type, Match match, Ownership ownership, CounterBatch counters, ChatFeed chats) {
        this.type = type;
        this.counters = counters;
        this.chats = chats;
        events = new EventFeed(type, match, ownership, counters);
    }

    /** The same of a match by other rules. */
    News goingBy(RoomType to, Match other, Ownership ownership) {
        return new News(to, other, ownership, counters, chats);
    }

    /** The room has other settings. */
    void adapt(RoomType to) {
        type = to;
        events.adapt(to);
    }

    /** Somebody has come: it is sent what happens and is said from now on. */
    public void welcome(Recipient to) {
        events.start(to.events());
        chats.start(to.chats());
    }

    /** Somebody has come back over another connection: what the one before did not acknowledge is sent once more. */
    public void resume(Recipient to, Recipient before) {
        to.goOnFrom(before);
        int ackTick = before.seat().ackTick();
        events.resume(to.events(), before.events(), ackTick);
        chats.resume(to.chats(), before.chats(), ackTick);
    }

    /** Somebody goes on by other rules: it is sent what happens by these. */
    public void goOn(Recipient to) {
        to.forgetTables();
        events.start(to.events());
    }

    /** Sends everybody what a player says at a tick; name and text are UTF-8. */
    public void say(int atTick, int number, byte[] name, byte[] text) {
        chats.say(atTick, number, name, text);
    }

    /** What happened and was said since an event and a chat, by their numbers; allocates. */
    public Heard hear(long event, long chat) {
        return new Heard(events.since(event), events.end(), chats.since(chat), chats.end());
    }

    /** Takes what happened in the step that the match has just done; called after each. */
    public void collect() {
        events.collect();
    }

    /** Starts with the next snapshot, and adds what the bits of events are for to an account; null: to none. */
    void begin(@Nullable ByteAccount into) {
        events.begin(into);
    }

    /** Whether there is something to tell a recipient. */
    boolean hasFor(Recipient to) {
        return to.toldType() != type
                || to.hasInputNews()
                || to.commands().hasNews()
                || events.hasEventsFor(to)
                || chats.hasChatsFor(to);
    }

    /** Appends what a recipient was not told yet to its frame. */
    void append(Recipient to, ByteWriter frames, FrameAccounts accounts) {
        to.commands().append(frames);
        accounts.mark(AccountLayout.ANSWERS);
        events.append(to, frames);
        accounts.pass();
        chats.append(to, frames);
        accounts.mark(AccountLayout.CHATS);
        if (to.toldType() != type) {
            ServerFrameWriter.rates(type.rates(), frames);
            to.setToldType(type);
            accounts.mark(AccountLayout.RATES);
        }
    }
}

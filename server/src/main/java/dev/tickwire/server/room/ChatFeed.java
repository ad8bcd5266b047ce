package dev.tickwire.server.room;

import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ChatEncoder;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tells everybody in a room what was said there: each chat once, in order, with the first frame after it, to who said
 * it too.
 *
 * <p>Chats are encoded once, into a ring of the newest; who is skipped for so long that the ring has let some go has
 * lost them, which is counted. Any thread may {@link #offer}; the rest belongs to the room's loop.
 */
final class ChatFeed {
    private static final int CHAT_BYTES = 128;

    /** Something said by who holds a seat, as UTF-8. */
    private static final class Said {
        final Seat seat;
        final byte[] text;

        Said(Seat seat, byte[] text) {
            this.seat = seat;
            this.text = text;
        }
    }

    private final CounterBatch counters;
    private final MpscVarHandleArrayQueue<Said> mailbox;
    private final ChatEncoder encoder = new ChatEncoder();
    private final @Nullable ByteWriter[] ring;
    private final int[] ticks;
    private long end;

    /** Keeps {@code capacity} chats, and takes as many between two ticks. */
    ChatFeed(int capacity, CounterBatch counters) {
        this.counters = counters;
        mailbox = new MpscVarHandleArrayQueue<>(Math.max(2, capacity));
        ring = new @Nullable ByteWriter[capacity];
        ticks = new int[capacity];
    }

    /** Hands over something said; any thread may. False: too much is being said at once. */
    boolean offer(Seat seat, byte[] text) {
        return mailbox.offer(new Said(seat, text));
    }

    /** Takes what has been said by a tick; called after each. */
    void collect(int tick) {
        for (Said said = mailbox.poll(); said != null; said = mailbox.poll()) {
            Player player = said.seat.player();
            if (player != null) {
                int slot = slot(end++);
                ByteWriter bytes = slotBytes(slot);
                bytes.clear();
                ticks[slot] = tick;
                encoder.encode(tick, player.number(), player.nameUtf8(), said.text, bytes);
                counters.increment(Counter.CHATS_SAID);
            }
        }
    }

    /** Somebody has come, who is told of what is said from now on. */
    void welcome(Player player) {
        player.chats().startAt(end);
    }

    /**
     * A player has come back: it is told again of what was said after the snapshot that it acknowledged last, which may
     * have got lost.
     */
    void resume(Player player, Player before) {
        player.chats().startAt(before.chats().unacknowledged(before.ackTick(), first(), chat -> ticks[slot(chat)]));
    }

    boolean hasChatsFor(Player player) {
        return player.chats().next() < end;
    }

    /** Appends what the player was not told yet to the frame of the newest tick. */
    void append(Player player, ByteWriter frame) {
        long position = player.chats().next();
        if (position < first()) {
            counters.add(Counter.CHATS_LOST, first() - position);
            position = first();
        }
        while (position < end) {
            frame.append(slotBytes(slot(position++)));
        }
        player.chats().set(position);
    }

    private long first() {
        return Math.max(0, end - ring.length);
    }

    private int slot(long chat) {
        return (int) (chat % ring.length);
    }

    private ByteWriter slotBytes(int slot) {
        ByteWriter bytes = ring[slot];
        if (bytes == null) {
            bytes = new ByteWriter(CHAT_BYTES);
            ring[slot] = bytes;
        }
        return bytes;
    }
}

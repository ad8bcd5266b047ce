package dev.tickwire.server.broadcast;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ChatEncoder;
import dev.tickwire.proto.wire.Chat;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends everybody in a room what was said there: each chat once, in order, with the first frame after it, also to the
 * speaker. Chats are encoded once, into the ring.
 */
final class ChatFeed extends Feed {
    private static final int CHAT_BYTES = 128;

    private final CounterBatch counters;
    private final ChatEncoder encoder = new ChatEncoder();
    private final @Nullable ByteWriter[] ring;
    private final int[] ticks;
    private long end;

    /** Keeps {@code capacity} chats. */
    ChatFeed(int capacity, CounterBatch counters) {
        this.counters = counters;
        ring = new @Nullable ByteWriter[capacity];
        ticks = new int[capacity];
    }

    /** Adds what a player says at a tick, to be sent with the next snapshot; name and text are UTF-8. */
    void say(int tick, int number, byte[] name, byte[] text) {
        int slot = slot(end++);
        ByteWriter bytes = slotBytes(slot);
        bytes.clear();
        ticks[slot] = tick;
        encoder.encode(tick, number, name, text, bytes);
        counters.increment(Counter.CHATS_SAID);
    }

    @Override
    long first() {
        return Math.max(0, end - ring.length);
    }

    @Override
    long end() {
        return end;
    }

    @Override
    int tick(long chat) {
        return ticks[slot(chat)];
    }

    /** The newest that somebody has not heard of who has heard of those before a number; allocates. */
    List<Chat> since(long number) {
        ByteWriter all = new ByteWriter(CHAT_BYTES);
        for (long chat = Math.max(number, Math.max(first(), end - Heard.MOST_CHATS)); chat < end; chat++) {
            all.append(slotBytes(slot(chat)));
        }
        try {
            return ServerFrame.parseFrom(all.toByteArray()).getChatsList();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was said is written wrong", e);
        }
    }

    boolean hasChatsFor(Recipient to) {
        return to.chats().next() < end;
    }

    /** Appends what the recipient was not sent yet to the frame of the newest tick. */
    void append(Recipient to, ByteWriter frame) {
        counters.add(Counter.CHATS_LOST, skipLost(to.chats()));
        for (long chat = to.chats().next(); chat < end; chat++) {
            frame.append(slotBytes(slot(chat)));
        }
        to.chats().set(end);
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

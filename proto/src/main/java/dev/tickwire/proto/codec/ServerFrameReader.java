package dev.tickwire.proto.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.tickwire.proto.wire.Answers;
import dev.tickwire.proto.wire.Chat;
import dev.tickwire.proto.wire.DesyncAnswer;
import dev.tickwire.proto.wire.Notice;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of one server frame; filled again for each frame. The block's bytes stay where they were read from. */
public final class ServerFrameReader {
    /** Most chats in one frame. */
    public static final int MOST_CHATS = 1024;

    private final ByteReader reader = new ByteReader();
    private byte[] bytes = {};
    private @Nullable Welcome welcome;
    private boolean hasPong;
    private int pong;
    private int tick;
    private int inputAckAgo;
    private boolean hasInputMargin;
    private int inputMarginMillis;
    private int inputsBetween;
    private int quietAgo;
    private boolean hasStateHash;
    private int stateHash;
    private final int[] blockOffsets = new int[Replica.LAYERS];
    private final int[] blockEnds = new int[Replica.LAYERS];
    private int blockCount;
    private int[] eventOffsets = new int[4];
    private int[] eventEnds = new int[4];
    private int eventBatchCount;
    private final List<Chat> chats = new ArrayList<>();
    private @Nullable Rates rates;
    private @Nullable Answers answers;
    private @Nullable Notice notice;
    private @Nullable DesyncAnswer desync;

    /** Reads a frame from {@code offset} (included) to {@code end} (excluded). */
    public void read(byte[] source, int offset, int end) throws MalformedFrameException {
        clear(source);
        reader.reset(source, offset, end);
        while (reader.hasMore()) {
            int tag = reader.tag();
            switch (tag) {
                case Fields.SERVER_WELCOME -> welcome = message(welcome, Welcome.getDefaultInstance(), "the welcome");
                case Fields.SERVER_PONG -> {
                    pong = reader.varint();
                    hasPong = true;
                }
                case Fields.SERVER_TICK -> tick = reader.count();
                case Fields.SERVER_INPUT_ACK_AGO -> inputAckAgo = reader.count();
                case Fields.SERVER_INPUT_MARGIN_MILLIS -> {
                    inputMarginMillis = reader.zigzag();
                    hasInputMargin = true;
                }
                case Fields.SERVER_STATE_HASH -> {
                    stateHash = reader.fixed32();
                    hasStateHash = true;
                }
                case Fields.SERVER_BLOCKS -> readBlock();
                case Fields.SERVER_EVENTS -> readEvents();
                case Fields.SERVER_CHATS -> readChat();
                case Fields.SERVER_INPUTS_BETWEEN -> inputsBetween = reader.count();
                case Fields.SERVER_QUIET_AGO -> quietAgo = reader.count();
                case Fields.SERVER_RATES -> rates = message(rates, Rates.getDefaultInstance(), "the rates");
                case Fields.SERVER_ANSWERS -> answers = message(answers, Answers.getDefaultInstance(), "the answers");
                case Fields.SERVER_NOTICE -> notice = message(notice, Notice.getDefaultInstance(), "the notice");
                case Fields.SERVER_DESYNC ->
                    desync = message(desync, DesyncAnswer.getDefaultInstance(), "the answer to a desync");
                default -> reader.skip(tag);
            }
        }
        if (eventBatchCount > 0 && tick == 0) {
            throw new MalformedFrameException("events come without a snapshot");
        }
    }

    /** The welcome, which the server sends once, on joining; null: not in this frame. */
    public @Nullable Welcome welcome() {
        return welcome;
    }

    public boolean hasPong() {
        return hasPong;
    }

    public int pong() {
        return pong;
    }

    /** Whether the frame has a snapshot. */
    public boolean hasSnapshot() {
        return tick > 0;
    }

    /** Tick of the snapshot. */
    public int tick() {
        return tick;
    }

    /** Tick of the newest input that the snapshot includes; −1: none yet. */
    public int inputAckTick() {
        return inputAckAgo < 0 ? -1 : tick - inputAckAgo;
    }

    public boolean hasInputMargin() {
        return hasInputMargin;
    }

    /** How early the newest input arrived; negative: late. */
    public int inputMarginMillis() {
        return inputMarginMillis;
    }

    /**
     * How many inputs arrived between the one whose margin this connection was sent before, and the one of
     * {@link #inputMarginMillis}.
     */
    public int inputsBetween() {
        return inputsBetween;
    }

    /** What the client holds was right until that many ticks before the snapshot; 0: the frame does not say. */
    public int quietAgo() {
        return quietAgo;
    }

    public boolean hasStateHash() {
        return hasStateHash;
    }

    public int stateHash() {
        return stateHash;
    }

    /** What those who run the server say; null: nothing, in this frame. */
    public @Nullable Notice notice() {
        return notice;
    }

    /** The chats of the room, oldest first; good until the next frame is read. */
    public List<Chat> chats() {
        return Collections.unmodifiableList(chats);
    }

    /**
     * The rates from the step after {@link #tick} on, in place of those of the welcome; null: they have not changed.
     */
    public @Nullable Rates rates() {
        return rates;
    }

    /** The answers to this player's commands; null: there are none. */
    public @Nullable Answers answers() {
        return answers;
    }

    /** What the server says of a desync; null: nothing, in this frame. */
    public @Nullable DesyncAnswer desync() {
        return desync;
    }

    int blockCount() {
        return blockCount;
    }

    byte[] bytes() {
        return bytes;
    }

    int blockOffset(int block) {
        return blockOffsets[block];
    }

    int blockEnd(int block) {
        return blockEnds[block];
    }

    int eventBatchCount() {
        return eventBatchCount;
    }

    int eventOffset(int batch) {
        return eventOffsets[batch];
    }

    int eventEnd(int batch) {
        return eventEnds[batch];
    }

    private void clear(byte[] source) {
        bytes = source;
        welcome = null;
        hasPong = false;
        tick = 0;
        inputAckAgo = -1;
        hasInputMargin = false;
        inputsBetween = 0;
        quietAgo = 0;
        hasStateHash = false;
        blockCount = 0;
        eventBatchCount = 0;
        chats.clear();
        rates = null;
        answers = null;
        notice = null;
        desync = null;
    }

    /** The message that comes next, merged into what came of it before. */
    @SuppressWarnings("unchecked")
    private <M extends MessageLite> M message(@Nullable M before, M empty, String what) throws MalformedFrameException {
        int length = reader.skipDelimited();
        try {
            return (M) (before == null ? empty : before)
                    .toBuilder()
                            .mergeFrom(bytes, reader.position() - length, length)
                            .build();
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedFrameException(what + " cannot be read: " + e.getMessage());
        }
    }

    private void readChat() throws MalformedFrameException {
        if (chats.size() == MOST_CHATS) {
            throw new MalformedFrameException("a frame has more than " + MOST_CHATS + " chats");
        }
        chats.add(message(null, Chat.getDefaultInstance(), "what was said"));
    }

    private void readBlock() throws MalformedFrameException {
        if (blockCount == Replica.LAYERS) {
            throw new MalformedFrameException("a snapshot has more blocks than there are layers");
        }
        int length = reader.skipDelimited();
        blockEnds[blockCount] = reader.position();
        blockOffsets[blockCount] = reader.position() - length;
        blockCount++;
    }

    private void readEvents() throws MalformedFrameException {
        if (eventBatchCount == Schema.MOST_KINDS) {
            throw new MalformedFrameException("a frame has more batches of events than there can be kinds");
        }
        if (eventBatchCount == eventOffsets.length) {
            eventOffsets = Arrays.copyOf(eventOffsets, eventBatchCount * 2);
            eventEnds = Arrays.copyOf(eventEnds, eventBatchCount * 2);
        }
        int length = reader.skipDelimited();
        eventEnds[eventBatchCount] = reader.position();
        eventOffsets[eventBatchCount] = reader.position() - length;
        eventBatchCount++;
    }
}

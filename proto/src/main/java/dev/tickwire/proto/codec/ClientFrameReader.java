package dev.tickwire.proto.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.simulation.state.TableType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The content of one client frame; filled again for each frame; allocates for joins, chats, reports and desyncs, and
 * for frames with more inputs than any before. One thread at a time.
 */
public final class ClientFrameReader {
    /** Most inputs in one frame. */
    public static final int MOST_INPUTS = 32;

    private static final int MOST_VALUES = TableType.MOST_COLUMNS;

    private final ByteReader reader = new ByteReader();
    private final ByteReader message = new ByteReader();
    private final ByteReader packed = new ByteReader();
    private final int[] inputTicks = new int[MOST_INPUTS];
    private final int[] inputViewAgos = new int[MOST_INPUTS];
    private final int[] inputValueCounts = new int[MOST_INPUTS];
    private int[] inputValues = new int[2 * MOST_VALUES];
    private final FrameCommands commands = new FrameCommands();
    private @Nullable Join join;
    private int inputCount;
    private int ackTick;
    private int answered;
    private int corrections;
    private boolean hasPing;
    private int ping;
    private boolean leave;
    private boolean resync;
    private @Nullable String chat;
    private @Nullable Desync desync;
    private @Nullable String report;

    /** Reads a frame from {@code offset} (included) to {@code end} (excluded). */
    public void read(byte[] source, int offset, int end) throws MalformedFrameException {
        join = null;
        inputCount = 0;
        ackTick = 0;
        commands.clear();
        answered = 0;
        corrections = 0;
        hasPing = false;
        leave = false;
        resync = false;
        chat = null;
        desync = null;
        report = null;
        reader.reset(source, offset, end);
        while (reader.hasMore()) {
            int tag = reader.tag();
            switch (tag) {
                case Fields.CLIENT_JOIN -> join = message(join, Join.getDefaultInstance(), "the join");
                case Fields.CLIENT_INPUTS -> {
                    reader.delimited(message);
                    readInput();
                }
                case Fields.CLIENT_ACK_TICK -> ackTick = reader.count();
                case Fields.CLIENT_PING -> {
                    ping = reader.varint();
                    hasPing = true;
                }
                case Fields.CLIENT_LEAVE -> leave = reader.bool();
                case Fields.CLIENT_RESYNC -> resync = reader.bool();
                case Fields.CLIENT_CHAT -> chat = said();
                case Fields.CLIENT_COMMANDS -> commands.read(reader);
                case Fields.CLIENT_ANSWERED -> answered = reader.count();
                case Fields.CLIENT_CORRECTIONS -> corrections = reader.count();
                case Fields.CLIENT_DESYNC -> desync = message(desync, Desync.getDefaultInstance(), "the desync");
                case Fields.CLIENT_REPORT -> report = said();
                default -> reader.skip(tag);
            }
        }
    }

    /** The wish to join; null: not in this frame. */
    public @Nullable Join join() {
        return join;
    }

    public int inputCount() {
        return inputCount;
    }

    /** The tick that an input is for. */
    public int inputTick(int input) {
        return inputTicks[input];
    }

    /** How far behind that tick the others were as the player saw them, in sixteenths of a tick. */
    public int inputViewAgo(int input) {
        return inputViewAgos[input];
    }

    public int inputValueCount(int input) {
        return inputValueCounts[input];
    }

    /** Raw values of all inputs; those of one start at {@link #inputOffset}. Shared, not a copy. */
    public int[] inputValues() {
        return inputValues;
    }

    public int inputOffset(int input) {
        return input * MOST_VALUES;
    }

    /** Newest snapshot that the client has applied; 0: the frame does not say. */
    public int ackTick() {
        return ackTick;
    }

    /** The commands; good until the next frame is read. */
    public FrameCommands commands() {
        return commands;
    }

    /** Number of the newest command whose answer the client has; 0: the frame does not say. */
    public int answered() {
        return answered;
    }

    /** How often the client's predictions were wrong, since it joined; 0: as it said before. */
    public int corrections() {
        return corrections;
    }

    /** Whether it says anything that only somebody in a room may say. */
    public boolean needsRoom() {
        boolean saysSomething = chat != null || desync != null || report != null;
        return inputCount > 0 || commands.count() > 0 || ackTick > 0 || resync || saysSomething;
    }

    public boolean hasPing() {
        return hasPing;
    }

    public int ping() {
        return ping;
    }

    public boolean leave() {
        return leave;
    }

    public boolean resync() {
        return resync;
    }

    /** The chat, unchecked; null: there is none. */
    public @Nullable String chat() {
        return chat;
    }

    /** What the client holds in place of what the server sent; null: the frame does not say. */
    public @Nullable Desync desync() {
        return desync;
    }

    /** What the player says is wrong, unchecked; null: nothing. */
    public @Nullable String report() {
        return report;
    }

    private @Nullable String said() throws MalformedFrameException {
        String said = reader.text();
        return said.isEmpty() ? null : said;
    }

    /** The message that comes next, merged into what came of it before. */
    @SuppressWarnings("unchecked")
    private <M extends MessageLite> M message(@Nullable M before, M empty, String what) throws MalformedFrameException {
        int length = reader.skipDelimited();
        try {
            return (M) (before == null ? empty : before)
                    .toBuilder()
                            .mergeFrom(reader.source(), reader.position() - length, length)
                            .build();
        } catch (InvalidProtocolBufferException e) {
            // What protobuf says is for programmers, and too long for a close frame.
            throw new MalformedFrameException(what + " cannot be read: it does not parse");
        }
    }

    private void readInput() throws MalformedFrameException {
        if (inputCount == MOST_INPUTS) {
            throw new MalformedFrameException("a frame has at most " + MOST_INPUTS + " inputs");
        }
        int input = inputCount++;
        inputTicks[input] = 0;
        inputViewAgos[input] = 0;
        inputValueCounts[input] = 0;
        int from = inputOffset(input);
        if (from + MOST_VALUES > inputValues.length) {
            inputValues = Arrays.copyOf(inputValues, Math.min(2 * inputValues.length, MOST_INPUTS * MOST_VALUES));
        }
        Arrays.fill(inputValues, from, from + MOST_VALUES, 0);
        while (message.hasMore()) {
            int tag = message.tag();
            switch (tag) {
                case Fields.INPUT_TICK -> inputTicks[input] = message.count();
                case Fields.INPUT_VALUES -> {
                    message.delimited(packed);
                    while (packed.hasMore()) {
                        addValue(input, packed.zigzag());
                    }
                }
                case Fields.INPUT_VIEW_AGO -> inputViewAgos[input] = message.count();
                case Fields.INPUT_VALUE_UNPACKED -> addValue(input, message.zigzag());
                default -> message.skip(tag);
            }
        }
    }

    private void addValue(int input, int value) throws MalformedFrameException {
        int count = inputValueCounts[input];
        if (count == MOST_VALUES) {
            throw new MalformedFrameException("an input has at most " + MOST_VALUES + " values");
        }
        inputValues[inputOffset(input) + count] = value;
        inputValueCounts[input] = count + 1;
    }
}

package dev.tickwire.proto.codec;

import dev.tickwire.proto.wire.Join;
import java.nio.charset.StandardCharsets;

/** Writes client frames, field by field, into a buffer that is used again. One thread at a time. */
public final class ClientFrameWriter {
    private final ByteWriter input = new ByteWriter(64);
    private final ByteWriter values = new ByteWriter(64);

    /** Adds a join. */
    public void join(Join join, ByteWriter out) {
        byte[] bytes = join.toByteArray();
        out.bytesField(Fields.CLIENT_JOIN, bytes, bytes.length);
    }

    /** Adds an input: the tick it is for, and one raw value per column of the inputs. */
    public void input(int tick, int[] raws, ByteWriter out) {
        values.clear();
        for (int raw : raws) {
            values.zigzag(raw);
        }
        input.clear();
        input.uint32Field(Fields.INPUT_TICK, tick);
        input.bytesField(Fields.INPUT_VALUES, values);
        out.bytesField(Fields.CLIENT_INPUTS, input);
    }

    /** Acknowledges the snapshot of that tick and all before it. */
    public void ack(int tick, ByteWriter out) {
        out.uint32Field(Fields.CLIENT_ACK_TICK, tick);
    }

    /** Asks for a pong with the same number. */
    public void ping(int number, ByteWriter out) {
        out.uint32Field(Fields.CLIENT_PING, number);
    }

    /** Says that the player leaves. */
    public void leave(ByteWriter out) {
        out.uint32Field(Fields.CLIENT_LEAVE, 1);
    }

    /** Says something to everybody in the room. */
    public void chat(String text, ByteWriter out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.bytesField(Fields.CLIENT_CHAT, utf8, utf8.length);
    }

    /** Asks for a keyframe. */
    public void resync(ByteWriter out) {
        out.uint32Field(Fields.CLIENT_RESYNC, 1);
    }
}

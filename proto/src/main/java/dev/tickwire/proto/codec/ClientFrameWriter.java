package dev.tickwire.proto.codec;

import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.Join;
import java.nio.charset.StandardCharsets;

/** Writes client frames, field by field, into a buffer that is used again. One thread at a time. */
public final class ClientFrameWriter {
    private final ByteWriter input = new ByteWriter(64);
    private final ByteWriter values = new ByteWriter(64);
    private final ByteWriter commands = new ByteWriter(64);

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

    /**
     * Adds a command: its number, its kind, one raw value per column that is no text, and the texts of those that are.
     */
    public void command(int number, int kind, int[] raws, String[] texts, ByteWriter out) {
        values.clear();
        for (int raw : raws) {
            values.zigzag(raw);
        }
        input.clear();
        if (kind != 0) {
            input.uint32Field(Fields.COMMAND_KIND, kind);
        }
        if (values.length() > 0) {
            input.bytesField(Fields.COMMAND_VALUES, values);
        }
        for (String text : texts) {
            text(Fields.COMMAND_TEXTS, text, input);
        }
        commands.clear();
        commands.uint32Field(Fields.COMMANDS_FIRST, number);
        commands.bytesField(Fields.COMMANDS_COMMANDS, input);
        out.bytesField(Fields.CLIENT_COMMANDS, commands);
    }

    /** Says that the answers up to that command's have come. */
    public void answered(int number, ByteWriter out) {
        out.uint32Field(Fields.CLIENT_ANSWERED, number);
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
        text(Fields.CLIENT_CHAT, text, out);
    }

    /** Says that something is wrong, for those who run the server. */
    public void report(String text, ByteWriter out) {
        text(Fields.CLIENT_REPORT, text, out);
    }

    /** Asks for a keyframe. */
    public void resync(ByteWriter out) {
        out.uint32Field(Fields.CLIENT_RESYNC, 1);
    }

    /** Says what the client holds in place of what the server sent. */
    public void desync(Desync desync, ByteWriter out) {
        byte[] bytes = desync.toByteArray();
        out.bytesField(Fields.CLIENT_DESYNC, bytes, bytes.length);
    }

    private static void text(int field, String text, ByteWriter out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.bytesField(field, utf8, utf8.length);
    }
}

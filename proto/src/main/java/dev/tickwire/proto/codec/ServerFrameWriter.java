package dev.tickwire.proto.codec;

import dev.tickwire.proto.wire.DesyncAnswer;
import dev.tickwire.proto.wire.Notice;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.Welcome;

/** Writes what a server frame has beside its blocks. */
public final class ServerFrameWriter {
    private ServerFrameWriter() {}

    /** A frame that welcomes a player. */
    public static byte[] welcome(Welcome welcome) {
        return ServerFrame.newBuilder().setWelcome(welcome).build().toByteArray();
    }

    /** A frame with what people in a room are told. */
    public static byte[] notice(Notice notice) {
        return ServerFrame.newBuilder().setNotice(notice).build().toByteArray();
    }

    /** A frame with what is said of a desync. */
    public static byte[] desync(DesyncAnswer answer) {
        return ServerFrame.newBuilder().setDesync(answer).build().toByteArray();
    }

    /** Starts a snapshot; a block follows. */
    public static void snapshot(int tick, ByteWriter out) {
        out.uint32Field(Fields.SERVER_TICK, tick);
    }

    /** Says that what the client holds was right until {@code quietAgo} ticks before the snapshot. */
    public static void quiet(int quietAgo, ByteWriter out) {
        out.uint32Field(Fields.SERVER_QUIET_AGO, quietAgo);
    }

    /** Says which input is the newest that the snapshot includes. */
    public static void inputAck(int ackAgo, ByteWriter out) {
        out.uint32Field(Fields.SERVER_INPUT_ACK_AGO, ackAgo);
    }

    /** Says how early the newest input came, and how many came between it and the one whose margin was sent before. */
    public static void inputMargin(int marginMillis, int inputsBetween, ByteWriter out) {
        out.sint32Field(Fields.SERVER_INPUT_MARGIN_MILLIS, marginMillis);
        if (inputsBetween > 0) {
            out.uint32Field(Fields.SERVER_INPUTS_BETWEEN, inputsBetween);
        }
    }

    /** Gives the hash of the state that the client should hold. */
    public static void stateHash(int hash, ByteWriter out) {
        out.fixed32Field(Fields.SERVER_STATE_HASH, hash);
    }

    /** Gives the rates from the step after the snapshot on: the bytes of {@link dev.tickwire.proto.wire.Rates}. */
    public static void rates(byte[] rates, ByteWriter out) {
        out.bytesField(Fields.SERVER_RATES, rates, rates.length);
    }

    /** A frame that answers a ping. */
    public static byte[] pong(int number) {
        return ServerFrame.newBuilder().setPong(number).build().toByteArray();
    }
}

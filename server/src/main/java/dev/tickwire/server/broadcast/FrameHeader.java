package dev.tickwire.server.broadcast;

import dev.tickwire.proto.account.AccountLayout;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ServerFrameWriter;
import dev.tickwire.server.inputs.InputMargins;

/** What a snapshot's frame says of time and inputs before its blocks. */
final class FrameHeader {
    private FrameHeader() {}

    static void write(Recipient to, int tick, ByteWriter frames, FrameAccounts accounts) {
        ServerFrameWriter.snapshot(tick, frames);
        int quietAgo = to.quiet().ago(tick);
        if (quietAgo > 0) {
            ServerFrameWriter.quiet(quietAgo, frames);
        }
        accounts.mark(AccountLayout.TICK);
        int inputTick = to.takenInputTick();
        if (inputTick >= 0) {
            ServerFrameWriter.inputAck(tick - inputTick, frames);
        }
        // Also where no input was taken yet: a client whose inputs all come too late has no other way to learn it.
        InputMargins margins = to.margins();
        if (margins.isNew()) {
            ServerFrameWriter.inputMargin(margins.millis(), margins.inputsBetween(), frames);
        }
        accounts.mark(AccountLayout.INPUTS);
    }
}

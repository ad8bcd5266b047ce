package dev.tickwire.proto.golden;

import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.ClientFrameWriter;
import dev.tickwire.proto.fixture.Harbour;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Command;
import dev.tickwire.proto.wire.Commands;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import java.util.List;

/** One golden client frame: what it says, and its bytes as our writer has them. */
final class ClientTake {
    final String file;
    final ClientFrame message;
    final byte[] frame;

    private ClientTake(String file, ClientFrame message, byte[] frame) {
        this.file = file;
        this.message = message;
        this.frame = frame;
    }

    private static final ClientFrameWriter WRITER = new ClientFrameWriter();
    private static final Join JOIN = Join.newBuilder()
            .setProtocolVersion(1)
            .setSchemaHash(Harbour.SCHEMA.visible().hash())
            .setRoomType("harbour")
            .setRoom("h1")
            .setName("Zoë 🚀")
            .setHashEverySnapshot(true)
            .build();

    static List<ClientTake> all() {
        return List.of(join(JOIN), resume(), watch(), inputs(), ackAndPing(), leave(), resync(), chat(), commands());
    }

    /** What a client says who reads more than the plain codec. */
    static List<ClientTake> allPacked() {
        return List.of(join(JOIN.toBuilder().addCodecs(Codec.PACKED).build()));
    }

    private static ClientTake join(Join join) {
        return new ClientTake(
                "client-join.bin", ClientFrame.newBuilder().setJoin(join).build(), joinFrame(join));
    }

    /** Comes back into the seat of the harbour's last welcome. */
    private static ClientTake resume() {
        Join join = Join.newBuilder()
                .setProtocolVersion(1)
                .setSchemaHash(JOIN.getSchemaHash())
                .setResumeToken(HarbourScene.TOKEN)
                .build();
        return new ClientTake(
                "client-resume.bin", ClientFrame.newBuilder().setJoin(join).build(), joinFrame(join));
    }

    private static ClientTake watch() {
        Join join = Join.newBuilder()
                .setProtocolVersion(1)
                .setRoom("h1")
                .setSpectate(true)
                .build();
        return new ClientTake(
                "client-spectate.bin", ClientFrame.newBuilder().setJoin(join).build(), joinFrame(join));
    }

    private static byte[] joinFrame(Join join) {
        ByteWriter out = new ByteWriter(64);
        WRITER.join(join, out);
        return out.toByteArray();
    }

    /** One that has values and a text, and an ack of answers with it. */
    private static ClientTake commands() {
        ByteWriter out = new ByteWriter(16);
        WRITER.command(300, 0, new int[] {65536 + 5, 9}, new String[] {"Hé, 🚀!"}, out);
        WRITER.answered(298, out);
        Command command = Command.newBuilder()
                .addValues(65536 + 5)
                .addValues(9)
                .addTexts("Hé, 🚀!")
                .build();
        return new ClientTake(
                "client-command.bin",
                ClientFrame.newBuilder()
                        .setCommands(Commands.newBuilder().setFirst(300).addCommands(command))
                        .setAnswered(298)
                        .build(),
                out.toByteArray());
    }

    private static ClientTake chat() {
        ByteWriter out = new ByteWriter(16);
        WRITER.chat("Hé, 🚀!", out);
        return new ClientTake(
                "client-chat.bin", ClientFrame.newBuilder().setChat("Hé, 🚀!").build(), out.toByteArray());
    }

    private static ClientTake inputs() {
        ByteWriter out = new ByteWriter(16);
        WRITER.input(102, new int[] {-1, 1, 255}, out);
        WRITER.input(103, new int[] {0, 0, 128}, out);
        WRITER.ack(100, out);
        ClientFrame message = ClientFrame.newBuilder()
                .addInputs(Input.newBuilder().setTick(102).addAllValues(List.of(-1, 1, 255)))
                .addInputs(Input.newBuilder().setTick(103).addAllValues(List.of(0, 0, 128)))
                .setAckTick(100)
                .build();
        return new ClientTake("client-input.bin", message, out.toByteArray());
    }

    /** The ping is the greatest number there is: a client must keep it unsigned, or at least all its bits. */
    private static ClientTake ackAndPing() {
        ByteWriter out = new ByteWriter(16);
        WRITER.ack(70_000, out);
        WRITER.ping(-1, out);
        ClientFrame message =
                ClientFrame.newBuilder().setAckTick(70_000).setPing(-1).build();
        return new ClientTake("client-ack-ping.bin", message, out.toByteArray());
    }

    private static ClientTake leave() {
        ByteWriter out = new ByteWriter(16);
        WRITER.leave(out);
        return new ClientTake(
                "client-leave.bin", ClientFrame.newBuilder().setLeave(true).build(), out.toByteArray());
    }

    private static ClientTake resync() {
        ByteWriter out = new ByteWriter(16);
        WRITER.resync(out);
        return new ClientTake(
                "client-resync.bin", ClientFrame.newBuilder().setResync(true).build(), out.toByteArray());
    }
}

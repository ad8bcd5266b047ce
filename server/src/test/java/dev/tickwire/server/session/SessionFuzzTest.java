package dev.tickwire.server.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import dev.tickwire.proto.CloseSentence;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Command;
import dev.tickwire.proto.wire.Commands;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Option;
import dev.tickwire.server.fixture.Parlour;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Shop;
import dev.tickwire.server.roomtype.RoomSettings.Range;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.session.SessionDriver.Client;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever messages a client sends, to a room of options or to one of commands, before or after its join: they end it
 * at most, with a sentence that fits into a close frame.
 *
 * <p>Bit 0 of the first byte says which room type, and bit 1 that it has joined; then come messages, each after its
 * length in one byte.
 */
class SessionFuzzTest {
    private static final int JOINED = 2;
    /** Then comes a new server, so that what one input leaves behind is soon gone. */
    private static final int INPUTS_PER_SERVER = 2_000;

    private static final RoomType[] TYPES = {
        new RoomTypes()
                .name("parlour")
                .playerLimit(Parlour.SEATS)
                .choosable(new Range(2, 4), new Range(10, 40))
                .build(Parlour::new),
        new RoomTypes().name("shop").playerLimit(8).build(() -> new Shop())
    };

    private SessionDriver server = new SessionDriver(TYPES);
    private int inputs;

    static Stream<byte[]> seeds() {
        Join.Builder join = Join.newBuilder().setProtocolVersion(1).setName("Ada");
        Option cards = Option.newBuilder().setName("cards").setNumber(7).build();
        return Stream.of(
                seed(0, ClientFrame.newBuilder().setJoin(join.clone().setRoomType("parlour"))),
                seed(
                        1,
                        ClientFrame.newBuilder()
                                .setJoin(join.clone().setRoom("shop-1").setSpectate(true))),
                seed(
                        0,
                        ClientFrame.newBuilder()
                                .setJoin(join.clone()
                                        .setRoomType("parlour")
                                        .setCreate(true)
                                        .addOptions(cards)
                                        .setPassword("7")
                                        .setUnlisted(true))),
                seed(
                        0,
                        ClientFrame.newBuilder()
                                .setJoin(join.clone()
                                        .setRoomType("parlour")
                                        .addWhere(cards)
                                        .setRoom("x")
                                        .setCreateIfMissing(true))),
                seed(
                        0,
                        ClientFrame.newBuilder()
                                .setJoin(join.clone().setCode("ABCDEF").setTicket("e30.e30.e30"))),
                seed(
                        0,
                        ClientFrame.newBuilder()
                                .setJoin(join.clone()
                                        .setResumeToken(ByteString.copyFromUtf8("0123456789abcdef\0\1shop-1"))
                                        .setSchemaHash(1))),
                seed(JOINED, input(1, 3, 2).setAckTick(1)),
                seed(
                        JOINED,
                        ClientFrame.newBuilder()
                                .setResync(true)
                                .setDesync(Desync.newBuilder().setTick(3).addTableHashes(7))),
                seed(
                        JOINED,
                        ClientFrame.newBuilder()
                                .setChat("Zoë 🚀")
                                .setReport("stuck")
                                .setPing(7)
                                .setResync(true)),
                seed(JOINED, ClientFrame.newBuilder().setLeave(true)),
                seed(JOINED + 1, command(0, 2).setAnswered(1), command(1, 6, 1)),
                seed(
                        JOINED + 1,
                        ClientFrame.newBuilder()
                                .setCommands(Commands.newBuilder()
                                        .setFirst(1)
                                        .addCommands(Command.newBuilder()
                                                .setKind(2)
                                                .addValues(3)
                                                .addTexts("soup")))),
                seed(JOINED + 1, input(2, 1), input(3, 0).setAckTick(2)));
    }

    private static ClientFrame.Builder input(int tick, int... values) {
        Input.Builder input = Input.newBuilder().setTick(tick).setViewAgo(16);
        Arrays.stream(values).forEach(input::addValues);
        return ClientFrame.newBuilder().addInputs(input);
    }

    private static ClientFrame.Builder command(int kind, int... values) {
        Command.Builder command = Command.newBuilder().setKind(kind);
        Arrays.stream(values).forEach(command::addValues);
        return ClientFrame.newBuilder()
                .setCommands(Commands.newBuilder().setFirst(1).addCommands(command));
    }

    private static byte[] seed(int first, ClientFrame.Builder... frames) {
        ByteString all = ByteString.copyFrom(new byte[] {(byte) first});
        for (ClientFrame.Builder frame : frames) {
            ByteString bytes = frame.build().toByteString();
            all = all.concat(ByteString.copyFrom(new byte[] {(byte) bytes.size()}))
                    .concat(bytes);
        }
        return all.toByteArray();
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldEndNobodyElse(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        if (++inputs % INPUTS_PER_SERVER == 0) {
            server = new SessionDriver(TYPES);
        }
        Client client = server.connect();
        if ((bytes[0] & JOINED) != 0) {
            client.send(SessionDriver.join(Join.newBuilder().setName("Ada").setRoomType(TYPES[bytes[0] & 1].name())));
        }
        for (int at = 1; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + (bytes[at] & 0xFF));
            if (client.session.onFrame(server.nowNanos)) {
                client.session.onMessage(bytes, at + 1, end, server.nowNanos);
            }
            at = end;
        }
        server.tick();
        requireSentence(client);
        client.session.onClosed(Departure.LOST);
    }

    private static void requireSentence(Client client) {
        String sentence = client.outlet.sentence();
        if (client.outlet.reason() != null
                && (sentence == null
                        || sentence.isBlank()
                        || sentence.getBytes(StandardCharsets.UTF_8).length > CloseSentence.MOST_BYTES)) {
            throw new AssertionError(client.outlet.reason() + ": " + sentence);
        }
    }
}

package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.fixture.ClientFrames;
import dev.tickwire.proto.fixture.Golden;
import dev.tickwire.proto.fixture.WireNoise;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is read by hand is read as protobuf's own parser reads it, or refused by both; but for the limits that
 * PROTOCOL.md states.
 */
class ProtobufParityTest {
    private static final int TRIALS = 20_000;
    private static final int SERVER_TRIALS = 5_000;

    private static final Set<String> SERVER_LIMITS = Set.of(
            "a snapshot has more blocks than there are layers",
            "events come without a snapshot",
            "a number is out of range",
            ClientFrames.ENDLESS);

    private static final Descriptor SHALLOW_SERVER_FRAME = shallowServerFrame();

    private final ClientFrameReader clientReader = new ClientFrameReader();
    private final ServerFrameReader serverReader = new ServerFrameReader();

    @Test
    void shouldReadClientFramesAsProtobufDoes() throws IOException {
        List<byte[]> frames = Golden.clientFrames();
        int read = 0;
        int refused = 0;
        int limited = 0;
        for (int seed = 0; seed < TRIALS; seed++) {
            byte[] bytes = new WireNoise(new Random(seed)).frame(frames);
            String where = "seed " + seed + ": " + HexFormat.of().formatHex(bytes);
            ClientFrame expected = ClientFrames.parsed(bytes);
            try {
                clientReader.read(bytes, 0, bytes.length);
            } catch (MalformedFrameException e) {
                if (expected != null) {
                    assertThat(ClientFrames.LIMITS).as(where).contains(e.getMessage());
                    limited++;
                }
                refused++;
                continue;
            }
            assertThat(ClientFrames.parsed(ClientFrames.held(clientReader).toByteArray()))
                    .as(where)
                    .isEqualTo(expected);
            read++;
        }
        assertThat(read).isGreaterThan(TRIALS / 5);
        assertThat(refused).isGreaterThan(TRIALS / 5);
        assertThat(limited).isLessThan(TRIALS / 20);
    }

    @Test
    void shouldReadServerFramesAsProtobufDoes() throws IOException {
        List<byte[]> frames = new ArrayList<>(Golden.serverFrames(Codec.PLAIN));
        frames.addAll(Golden.serverFrames(Codec.PACKED));
        int read = 0;
        int refused = 0;
        int limited = 0;
        for (int seed = 0; seed < SERVER_TRIALS; seed++) {
            byte[] bytes = new WireNoise(new Random(seed)).frame(frames);
            String where = "seed " + seed + ": " + HexFormat.of().formatHex(bytes);
            DynamicMessage expected = parsedShallow(bytes);
            try {
                serverReader.read(bytes, 0, bytes.length);
            } catch (MalformedFrameException e) {
                if (expected != null) {
                    assertThat(SERVER_LIMITS).as(where).contains(e.getMessage());
                    limited++;
                }
                refused++;
                continue;
            }
            assertThat(expected).as(where).isNotNull();
            assertThat(serverReader.blockCount()).as(where).isEqualTo(countOf(expected, "blocks"));
            assertThat(serverReader.eventBatchCount()).as(where).isEqualTo(countOf(expected, "events"));
            assertThat(held()).as(where).isEqualTo(withoutBlocks(expected));
            read++;
        }
        assertThat(read).isGreaterThan(SERVER_TRIALS / 10);
        assertThat(refused).isGreaterThan(SERVER_TRIALS / 10);
        assertThat(limited).isLessThan(SERVER_TRIALS / 20);
    }

    @ParameterizedTest
    @CsvSource({
        // Groups of later versions, empty, full, within one another, and within an input.
        "9b069c06, true",
        "9b06080110099c06, true",
        "9b0608011202414315000000009c06, true",
        "9b060801120241439c06, true",
        "9b06a306a4069c06, true",
        "12049b069c06, true",
        // That do not end, end otherwise, or have not begun.
        "9b06, false",
        "9b06a406, false",
        "9c06, false",
        // Number 0, of each wire type.
        "0000, false",
        "0200, false",
        "0500000000, false",
        // A known number of another wire type is unknown.
        "0d00000000, true",
        "1a00, true",
        "2200, true",
        // Wire types that there are not.
        "0e, false",
        "0f, false",
    })
    void shouldRefuseOrPassOverWhatItDoesNotKnow(String hex, boolean isRead) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(ClientFrames.parsed(bytes) != null).isEqualTo(isRead);
        assertThat(reads(bytes)).isEqualTo(isRead);
    }

    @Test
    void shouldPassOverGroupsAHundredDeepAndNoDeeper() {
        for (int depth : new int[] {1, 99, 100, 101, 2000}) {
            byte[] bytes = HexFormat.of().parseHex("9b06".repeat(depth) + "9c06".repeat(depth));
            assertThat(reads(bytes)).as("%d deep", depth).isEqualTo(depth <= 100);
            assertThat(ClientFrames.parsed(bytes) != null).as("%d deep", depth).isEqualTo(depth <= 100);
        }
    }

    @Test
    void shouldMergeAJoinThatComesInParts() throws MalformedFrameException {
        byte[] twice = HexFormat.of().parseHex("0a020801" + "0a053203416461" + "0a022801");
        clientReader.read(twice, 0, twice.length);
        assertThat(clientReader.join().getProtocolVersion()).isEqualTo(1);
        assertThat(clientReader.join().getName()).isEqualTo("Ada");
        assertThat(clientReader.join().getCreate()).isTrue();
    }

    private boolean reads(byte[] bytes) {
        try {
            clientReader.read(bytes, 0, bytes.length);
            return true;
        } catch (MalformedFrameException e) {
            return false;
        }
    }

    /** With blocks and batches of events as bytes: these are read later, and by others. */
    private static @Nullable DynamicMessage parsedShallow(byte[] bytes) {
        try {
            return DynamicMessage.parseFrom(SHALLOW_SERVER_FRAME, bytes);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static Descriptor shallowServerFrame() {
        FileDescriptorProto.Builder file = ServerFrame.getDescriptor().getFile().toProto().toBuilder();
        for (DescriptorProto.Builder message : file.getMessageTypeBuilderList()) {
            for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
                if (message.getName().equals("ServerFrame")
                        && Set.of("blocks", "events").contains(field.getName())) {
                    field.setType(FieldDescriptorProto.Type.TYPE_BYTES).clearTypeName();
                }
            }
        }
        try {
            return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]).findMessageTypeByName("ServerFrame");
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int countOf(DynamicMessage frame, String field) {
        return frame.getRepeatedFieldCount(SHALLOW_SERVER_FRAME.findFieldByName(field));
    }

    private static ServerFrame withoutBlocks(DynamicMessage frame) throws InvalidProtocolBufferException {
        byte[] bytes = frame.toBuilder()
                .clearField(SHALLOW_SERVER_FRAME.findFieldByName("blocks"))
                .clearField(SHALLOW_SERVER_FRAME.findFieldByName("events"))
                .build()
                .toByteArray();
        ServerFrame known =
                DiscardUnknownFieldsParser.wrap(ServerFrame.parser()).parseFrom(bytes);
        return known.getTick() > 0
                ? known
                : known.toBuilder().clearInputAckAgo().build();
    }

    /** What the reader has read, but for blocks and events; it has no use for acks without a snapshot. */
    private ServerFrame held() throws InvalidProtocolBufferException {
        ServerFrame.Builder frame = ServerFrame.newBuilder()
                .setTick(serverReader.tick())
                .setInputsBetween(serverReader.inputsBetween())
                .setQuietAgo(serverReader.quietAgo())
                .addAllChats(serverReader.chats());
        if (serverReader.welcome() != null) {
            frame.setWelcome(serverReader.welcome());
        }
        if (serverReader.rates() != null) {
            frame.setRates(serverReader.rates());
        }
        if (serverReader.answers() != null) {
            frame.setAnswers(serverReader.answers());
        }
        if (serverReader.notice() != null) {
            frame.setNotice(serverReader.notice());
        }
        if (serverReader.desync() != null) {
            frame.setDesync(serverReader.desync());
        }
        if (serverReader.hasPong()) {
            frame.setPong(serverReader.pong());
        }
        if (serverReader.hasStateHash()) {
            frame.setStateHash(serverReader.stateHash());
        }
        if (serverReader.hasInputMargin()) {
            frame.setInputMarginMillis(serverReader.inputMarginMillis());
        }
        if (serverReader.hasSnapshot() && serverReader.inputAckTick() != -1) {
            frame.setInputAckAgo(serverReader.tick() - serverReader.inputAckTick());
        }
        return DiscardUnknownFieldsParser.wrap(ServerFrame.parser())
                .parseFrom(frame.build().toByteArray());
    }
}

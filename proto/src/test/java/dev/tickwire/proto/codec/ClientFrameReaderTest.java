package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.tickwire.proto.fixture.ClientFrames;
import dev.tickwire.proto.fixture.Golden;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientFrameReaderTest {
    private static final int TRIALS = 20_000;
    private static final int INPUT_VALUES = 2;

    private final ClientFrameReader reader = new ClientFrameReader();

    @Test
    void shouldRefuseMoreThan32Inputs() throws MalformedFrameException {
        ClientFrame.Builder frame = ClientFrame.newBuilder();
        for (int i = 1; i <= 32; i++) {
            frame.addInputs(Input.newBuilder().setTick(i));
        }
        read(frame.build());
        assertThat(reader.inputCount()).isEqualTo(32);
        assertThat(reader.inputTick(31)).isEqualTo(32);
        assertRefused(frame.addInputs(Input.getDefaultInstance()).build(), "a frame has at most 32 inputs");
    }

    @Test
    void shouldRefuseMoreThan63Values() throws MalformedFrameException {
        Input.Builder input = Input.newBuilder().addAllValues(Collections.nCopies(63, -7));
        read(ClientFrame.newBuilder().addInputs(input).build());
        assertThat(reader.inputValueCount(0)).isEqualTo(63);
        assertThat(reader.inputValues()[62]).isEqualTo(-7);
        assertRefused(ClientFrame.newBuilder().addInputs(input.addValues(1)).build(), "an input has at most 63 values");
        assertRefused(
                ClientFrame.newBuilder()
                        .addInputs(unpacked(Collections.nCopies(64, 0)))
                        .build(),
                "an input has at most 63 values");
    }

    @Test
    void shouldRefuseTicksBeyondInt() {
        assertRefused(ClientFrame.newBuilder().setAckTick(-1).build(), "a number is out of range");
        assertRefused(
                ClientFrame.newBuilder()
                        .addInputs(Input.newBuilder().setTick(-1))
                        .build(),
                "a number is out of range");
    }

    @Test
    void shouldRefuseAJoinThatIsNotOne() {
        assertThatThrownBy(() -> reader.read(new byte[] {0x0A, 2, 0x1A, 9}, 0, 4))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageStartingWith("the join cannot be read: ");
        byte[] badUtf8 = {0x0A, 3, 0x1A, 1, -1};
        assertThatThrownBy(() -> reader.read(badUtf8, 0, 5)).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void shouldReadAnEmptyFrameAsNothing() throws MalformedFrameException {
        read(ClientFrame.newBuilder()
                .setJoin(Join.getDefaultInstance())
                .addInputs(Input.newBuilder().setTick(1).addValues(1))
                .setAckTick(2)
                .setPing(3)
                .setLeave(true)
                .setResync(true)
                .setChat("gg")
                .setReport("stuck")
                .build());
        assertThat(reader.join()).isNotNull();
        assertThat(reader.chat()).isEqualTo("gg");
        assertThat(reader.report()).isEqualTo("stuck");
        read(ClientFrame.getDefaultInstance());
        assertThat(reader.join()).isNull();
        assertThat(reader.inputCount()).isZero();
        assertThat(reader.ackTick()).isZero();
        assertThat(reader.hasPing()).isFalse();
        assertThat(reader.leave()).isFalse();
        assertThat(reader.resync()).isFalse();
        assertThat(reader.chat()).isNull();
        assertThat(reader.report()).isNull();
    }

    @Test
    void shouldRefuseAChatThatIsNoText() {
        byte[] badUtf8 = {0x3A, 2, (byte) 0xC3, 0x28};
        assertThatThrownBy(() -> reader.read(badUtf8, 0, 4))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("a text is not UTF-8");
    }

    @Test
    void shouldReadOnlyItsStretchOfTheArray() throws MalformedFrameException {
        byte[] frame = ClientFrame.newBuilder().setAckTick(300).build().toByteArray();
        byte[] padded = new byte[frame.length + 20];
        Arrays.fill(padded, (byte) -1);
        System.arraycopy(frame, 0, padded, 7, frame.length);
        reader.read(padded, 7, 7 + frame.length);
        assertThat(reader.ackTick()).isEqualTo(300);
        assertThatThrownBy(() -> reader.read(padded, 7, 6 + frame.length))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("the message ends too early");
    }

    @Test
    void shouldReadWhatProtobufWrites() throws MalformedFrameException {
        for (int seed = 0; seed < 2_000; seed++) {
            ClientFrame frame = randomFrame(new Random(seed));
            read(frame);
            assertThat(held()).as("seed %d", seed).isEqualTo(frame);
        }
    }

    @Test
    void shouldReadUnpackedValuesToo() throws MalformedFrameException {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Integer> values = randomInput(random).getValuesList();
            read(ClientFrame.newBuilder().addInputs(unpacked(values)).build());
            assertThat(held().getInputs(0).getValuesList()).as("seed %d", seed).isEqualTo(values);
        }
    }

    @Test
    void shouldPassOverFieldsOfLaterVersions() throws MalformedFrameException {
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(
                        99,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(-1)
                                .addFixed32(2)
                                .addFixed64(3)
                                .addLengthDelimited(ByteString.copyFromUtf8("later"))
                                .build())
                .build();
        Input input = Input.newBuilder()
                .setTick(5)
                .addValues(1)
                .setUnknownFields(later)
                .build();
        read(ClientFrame.newBuilder()
                .setUnknownFields(later)
                .addInputs(input)
                .setAckTick(4)
                .build());
        assertThat(held())
                .isEqualTo(ClientFrame.newBuilder()
                        .addInputs(Input.newBuilder().setTick(5).addValues(1))
                        .setAckTick(4)
                        .build());
    }

    @Test
    void shouldSurviveRandomBytes() {
        int refused = 0;
        for (int seed = 0; seed < TRIALS; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            refused += survives(noise, "seed " + seed) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(TRIALS / 2);
    }

    @Test
    void shouldSurviveMutationsAndTruncations() throws IOException {
        List<byte[]> frames = Golden.clientFrames();
        int refused = 0;
        for (int seed = 0; seed < TRIALS; seed++) {
            Random random = new Random(seed);
            byte[] whole = frames.get(random.nextInt(frames.size()));
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            refused += survives(bytes, "seed " + seed) ? 0 : 1;
        }
        assertThat(refused).isBetween(TRIALS / 10, TRIALS * 19 / 20);
    }

    private boolean survives(byte[] bytes, String where) {
        try {
            reader.read(bytes, 0, bytes.length);
            return true;
        } catch (MalformedFrameException e) {
            assertThat(e).as(where).message().isNotBlank();
            return false;
        } catch (RuntimeException | Error e) {
            return fail(where + " " + Arrays.toString(bytes), e);
        }
    }

    private void read(ClientFrame frame) throws MalformedFrameException {
        byte[] bytes = frame.toByteArray();
        reader.read(bytes, 0, bytes.length);
    }

    private void assertRefused(ClientFrame frame, String sentence) {
        assertThatThrownBy(() -> read(frame))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage(sentence);
    }

    private ClientFrame held() {
        return ClientFrames.held(reader);
    }

    private static ClientFrame randomFrame(Random random) {
        ClientFrame.Builder frame = ClientFrame.newBuilder()
                .setAckTick(random.nextInt() >>> 1 >>> random.nextInt(31))
                .setLeave(random.nextBoolean())
                .setResync(random.nextBoolean());
        for (int i = random.nextInt(5); i > 0; i--) {
            frame.addInputs(randomInput(random));
        }
        if (random.nextBoolean()) {
            frame.setPing(random.nextInt());
        }
        if (random.nextBoolean()) {
            frame.setChat("Zoë 🚀".repeat(1 + random.nextInt(20)));
        }
        if (random.nextBoolean()) {
            frame.setReport("Zoë 🚀".repeat(1 + random.nextInt(20)));
        }
        if (random.nextBoolean()) {
            frame.setJoin(Join.newBuilder().setSchemaHash(random.nextInt()).setName("Zoë"));
        }
        return frame.build();
    }

    private static Input randomInput(Random random) {
        List<Integer> values = new ArrayList<>();
        for (int v = random.nextInt(10); v > 0; v--) {
            values.add(random.nextInt() >> random.nextInt(32));
        }
        return Input.newBuilder()
                .setTick(random.nextInt() >>> 1)
                .addAllValues(values)
                .build();
    }

    private static Input unpacked(List<Integer> values) {
        UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
        for (int value : values) {
            field.addVarint((value << 1 ^ value >> 31) & 0xFFFFFFFFL);
        }
        return Input.newBuilder()
                .setTick(1)
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(INPUT_VALUES, field.build())
                        .build())
                .build();
    }
}

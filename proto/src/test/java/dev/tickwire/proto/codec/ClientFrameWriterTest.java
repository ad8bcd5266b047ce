package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.fixture.ClientFrames;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Input;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientFrameWriterTest {
    private final ClientFrameWriter writer = new ClientFrameWriter();
    private final ByteWriter out = new ByteWriter(1);

    @Test
    void shouldWriteWhatProtobufWouldWrite() throws InvalidProtocolBufferException, MalformedFrameException {
        ClientFrameReader reader = new ClientFrameReader();
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            out.clear();
            ClientFrame.Builder wanted = ClientFrame.newBuilder();
            for (int i = random.nextInt(5); i > 0; i--) {
                addInput(random, wanted);
            }
            int tick = 1 + random.nextInt(1 << random.nextInt(31));
            writer.ack(tick, out);
            int ping = random.nextInt();
            writer.ping(ping, out);
            wanted.setAckTick(tick).setPing(ping);
            if (random.nextBoolean()) {
                writer.leave(out);
                wanted.setLeave(true);
            }
            if (random.nextBoolean()) {
                writer.resync(out);
                wanted.setResync(true);
            }
            if (random.nextBoolean()) {
                writer.chat("Zoë 🚀", out);
                wanted.setChat("Zoë 🚀");
            }
            if (random.nextBoolean()) {
                writer.report("stuck 🚀", out);
                wanted.setReport("stuck 🚀");
            }
            assertThat(out.toByteArray())
                    .as("seed %d", seed)
                    .isEqualTo(wanted.build().toByteArray());
            reader.read(out.bytes(), 0, out.length());
            assertThat(ClientFrames.held(reader)).as("seed %d", seed).isEqualTo(wanted.build());
        }
    }

    @Test
    void shouldWriteAnInputWithoutValuesSoThatItIsStillAnInput() throws InvalidProtocolBufferException {
        writer.input(3, new int[0], out);
        assertThat(ClientFrame.parseFrom(out.toByteArray()).getInputsList())
                .containsExactly(Input.newBuilder().setTick(3).build());
    }

    private void addInput(Random random, ClientFrame.Builder wanted) {
        Input.Builder input = Input.newBuilder().setTick(1 + random.nextInt(1 << 30));
        int[] raws = random.ints(1 + random.nextInt(63)).toArray();
        for (int raw : raws) {
            input.addValues(raw);
        }
        writer.input(input.getTick(), raws, out);
        wanted.addInputs(input);
    }
}

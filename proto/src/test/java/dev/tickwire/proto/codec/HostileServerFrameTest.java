package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tickwire.proto.fixture.Allocated;
import dev.tickwire.proto.fixture.Client;
import dev.tickwire.proto.fixture.Golden;
import dev.tickwire.proto.fixture.Harbour;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Schema;
import dev.tickwire.proto.wire.TableSchema;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes that no server would send: refused or understood, and never an exception that is not about them. */
class HostileServerFrameTest {
    private static final int MUTATIONS = 20_000;

    private final ServerFrameReader reader = new ServerFrameReader();
    private Replica replica = new Replica(Harbour.SCHEMA.visible());
    private int refused;
    private int understood;

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldSurviveEveryTruncation(Codec codec) throws IOException {
        List<byte[]> frames = Golden.serverFrames(codec);
        for (int f = 0; f < frames.size(); f++) {
            byte[] whole = frames.get(f);
            for (int length = 0; length < whole.length; length++) {
                receive(frames, f, Arrays.copyOf(whole, length), "frame " + f + " cut to " + length);
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldSurviveMutations(Codec codec) throws IOException {
        List<byte[]> frames = Golden.serverFrames(codec);
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            int f = random.nextInt(frames.size());
            byte[] mutated = mutate(frames.get(f), random);
            receive(frames, f, mutated, "seed " + seed);
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 10);
        assertThat(understood).isGreaterThan(MUTATIONS / 20);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PACKED"})
    void shouldSurviveRandomBytes(Codec codec) throws IOException {
        List<byte[]> frames = Golden.serverFrames(codec);
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            receive(frames, 2, noise, "seed " + seed);
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
    }

    @Test
    void shouldTakeNoMoreMemoryForManyLargeTablesThanForOne() throws MalformedFrameException {
        Schema.Builder many = Schema.newBuilder().setInputs(table("keys", 1));
        for (int i = 0; i < 300; i++) {
            many.addTables(table("t" + i, 65_536));
        }
        dev.tickwire.simulation.state.Schema schema = SchemaMessages.fromMessage(many.build());
        Allocated.requireFew(many.build().getSerializedSize(), 4_000_000, () -> {
            replica = new Replica(schema);
            return null;
        });
        assertThat(replica.snapshot()).isNull();
    }

    private static TableSchema table(String name, int capacity) {
        return TableSchema.newBuilder().setName(name).setCapacity(capacity).build();
    }

    /**
     * Lets a client that has had the frames between a welcome and {@code index} receive one instead of it, and the one
     * after it.
     */
    private void receive(List<byte[]> frames, int index, byte[] hostile, String where) {
        Client client = new Client(Harbour.SCHEMA);
        try {
            for (int f = 0; f < index; f++) {
                reader.read(frames.get(f), 0, frames.get(f).length);
                if (reader.welcome() != null) {
                    client = new Client(Harbour.SCHEMA);
                } else {
                    assertThat(client.receive(frames.get(f))).isEqualTo(Replica.Outcome.APPLIED);
                }
            }
        } catch (MalformedFrameException e) {
            fail("a golden frame is malformed", e);
        }
        try {
            reader.read(hostile, 0, hostile.length);
            if (reader.welcome() != null) {
                SchemaMessages.fromMessage(reader.welcome().getSchema());
            }
            if (reader.hasSnapshot()) {
                client.receive(hostile);
                client.receive(frames.get(Math.min(index + 1, frames.size() - 1)));
            }
            understood++;
        } catch (MalformedFrameException e) {
            assertThat(e).as(where).message().isNotBlank();
            refused++;
        } catch (RuntimeException | Error e) {
            fail(where + " " + Arrays.toString(hostile), e);
        }
    }

    private static byte[] mutate(byte[] frame, Random random) {
        byte[] bytes = frame.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at]++;
                case 3 -> bytes[at] = -1;
                default -> bytes = without(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at) {
        if (bytes.length == 1) {
            return bytes;
        }
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, shorter, at, bytes.length - 1 - at);
        return shorter;
    }
}

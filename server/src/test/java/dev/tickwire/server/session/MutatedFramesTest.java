package dev.tickwire.server.session;

import static dev.tickwire.server.session.SessionDriver.input;
import static dev.tickwire.server.session.SessionDriver.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.ClientRow;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.session.SessionDriver.Client;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no honest client would send: they end who sent them at worst, with a reason, and disturb nobody else. */
class MutatedFramesTest {
    private static final int MUTATIONS = 4_000;
    private static final int LONGEST_CLOSE_REASON = 123;

    private final RoomType type = new RoomTypes().playerLimit(8).build();
    private final SessionDriver server = new SessionDriver(type);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSurviveMutatedFrames(long seed) {
        Random random = new Random(seed);
        Map<DisconnectReason, Integer> ends = new EnumMap<>(DisconnectReason.class);
        Client witness = server.joined("Witness");
        for (int n = 0; n < MUTATIONS; n++) {
            Client client = server.connect();
            if (random.nextBoolean()) {
                client.send(join("Mallory"));
            }
            byte[] message = mutate(honest(random), random);
            try {
                client.send(message);
                server.tick();
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", mutation " + n + ": " + Arrays.toString(message), e);
            }
            DisconnectReason reason = client.outlet.reason();
            if (reason != null) {
                ends.merge(reason, 1, Integer::sum);
                assertThat(client.outlet.sentence().getBytes(StandardCharsets.UTF_8).length)
                        .as("seed %d, mutation %d: %s", seed, n, client.outlet.sentence())
                        .isBetween(1, LONGEST_CLOSE_REASON);
            }
            client.session.onClosed(Departure.LOST);
            witness.send(ClientFrame.newBuilder().setAckTick(n + 1));
        }

        assertThat(ends)
                .as("seed %d: the mutations get into every corner", seed)
                .containsKeys(
                        DisconnectReason.MALFORMED_FRAME,
                        DisconnectReason.NOT_JOINED,
                        DisconnectReason.ALREADY_JOINED,
                        DisconnectReason.INVALID_INPUT,
                        DisconnectReason.INVALID_NAME,
                        DisconnectReason.PROTOCOL_VERSION,
                        DisconnectReason.SCHEMA_MISMATCH,
                        DisconnectReason.UNKNOWN_ROOM_TYPE,
                        DisconnectReason.UNKNOWN_ROOM,
                        DisconnectReason.SEAT_EXPIRED);
        assertThat(witness.outlet.reason()).isNull();
        assertThat(witness.watch().outcomes()).hasSize(MUTATIONS + 1).allMatch(o -> o == Replica.Outcome.APPLIED);
        assertThat(witness.watch().boatCount()).isBetween(1, 2);
    }

    @Test
    void shouldSurviveEveryTruncationOfAFrame() {
        byte[] whole = join(Join.newBuilder().setName("Ada").setRoomType("regatta"))
                .addInputs(input(3, 1000, -1).getInputs(0))
                .setAckTick(1)
                .setPing(300)
                .build()
                .toByteArray();
        int malformed = 0;
        for (int length = 0; length < whole.length; length++) {
            Client client = server.connect();
            client.send(Arrays.copyOf(whole, length));
            malformed += client.outlet.reason() == DisconnectReason.MALFORMED_FRAME ? 1 : 0;
            client.session.onClosed(Departure.LOST);
            server.tick();
        }

        assertThat(malformed).isGreaterThan(whole.length / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "GET / HTTP/1.1\r\n\r\n", "{\"join\":{}}", "\n\177", "\22\3\22\177\1", "\b\1"})
    void shouldSurviveWhatIsNoFrame(String text) {
        Client client = server.connect();

        client.send(text.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(client.outlet.reason()).isIn(null, DisconnectReason.MALFORMED_FRAME);
    }

    @Test
    void shouldSayInASentenceWhatIsMalformed() {
        Client client = server.connect();

        client.send(new byte[] {0x0a, 0x02, 0x0a, 0x7f});

        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.MALFORMED_FRAME);
        assertThat(client.outlet.sentence())
                .startsWith("The message could not be read")
                .endsWith(".")
                .hasSizeLessThanOrEqualTo(LONGEST_CLOSE_REASON);
    }

    @Test
    void shouldReadOnlyItsPartOfTheBuffer() {
        byte[] frame = ClientFrame.newBuilder().setPing(77).build().toByteArray();
        byte[] buffer = new byte[100];
        Arrays.fill(buffer, (byte) -1);
        System.arraycopy(frame, 0, buffer, 40, frame.length);
        Client client = server.connect();

        client.session.onMessage(buffer, 40, 40 + frame.length, server.nowNanos);

        assertThat(client.watch().pongs()).containsExactly(77);
    }

    private byte[] honest(Random random) {
        List<ClientFrame.Builder> frames = List.of(
                join(Join.newBuilder().setName("Ada").setRoomType("regatta")),
                join(Join.newBuilder().setName("Bo").setSchemaHash(type.schemaHash())),
                join(Join.newBuilder().setName("Cy").setRoom("regatta-1")),
                input(random.nextInt(200), random.nextInt(1001), 1).setAckTick(random.nextInt(100)),
                input(5, 1, 0).addInputs(input(6, 2, 1).getInputs(0)).setPing(random.nextInt()),
                ClientFrame.newBuilder().setResync(true).setAckTick(3),
                ClientFrame.newBuilder()
                        .setResync(true)
                        .setDesync(Desync.newBuilder().setTick(3).addTableHashes(7)),
                ClientFrame.newBuilder()
                        .setDesync(Desync.newBuilder()
                                .setTick(3)
                                .addRows(ClientRow.newBuilder().setId(65536).addValues(4))),
                ClientFrame.newBuilder().setChat("hello, Zoë").setReport("stuck"),
                join(Join.newBuilder().setName("Wim").setSpectate(true)),
                join(Join.newBuilder().setResumeToken(ByteString.copyFromUtf8("0123456789abcdef..regatta-1"))),
                ClientFrame.newBuilder().setPing(9));
        return frames.get(random.nextInt(frames.size())).build().toByteArray();
    }

    private static byte[] mutate(byte[] honest, Random random) {
        byte[] bytes = honest.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) (bytes[at] ^ 1 << random.nextInt(8));
                case 3 -> bytes = concat(bytes, Arrays.copyOfRange(bytes, at, bytes.length));
                case 4 -> {
                    byte[] noise = new byte[random.nextInt(40)];
                    random.nextBytes(noise);
                    bytes = concat(Arrays.copyOf(bytes, at), noise);
                }
                default -> bytes[at] = new byte[] {0, 1, 0x7f, -128, -1}[random.nextInt(5)];
            }
        }
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}

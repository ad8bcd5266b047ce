package dev.tickwire.server.session;

import static dev.tickwire.server.session.SessionDriver.MILLI;
import static dev.tickwire.server.session.SessionDriver.input;
import static dev.tickwire.server.session.SessionDriver.join;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.session.SessionDriver.Client;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes back into a seat, and who had better not. */
class ResumeSessionTest {
    private final RoomType type = new RoomTypes()
            .playerLimit(3)
            .resumeGraceMillis(10_000)
            .codec(Codec.PACKED)
            .build();
    private final SessionDriver server = new SessionDriver(type);

    @Test
    void shouldLetAPlayerGoOnOverANewConnection() {
        Client ada = server.joined("Ada");
        server.joined("Bo");
        ada.send(input(3, 5, 0).setAckTick(1));
        server.ticks(2);
        ada.session.onClosed(Departure.LOST);
        server.ticks(20);

        Client back = server.connect();
        back.send(join(resume(tokenOf(ada)).setName("ignored")));
        server.tick();

        assertThat(back.watch().welcome().getResumed()).isTrue();
        assertThat(back.watch().player()).isZero();
        assertThat(back.watch().welcome().getName()).isEqualTo("Ada");
        assertThat(back.watch().boat(0, "strokes")).isEqualTo(10);
        assertThat(server.rooms.list()).hasSize(1);
    }

    @Test
    void shouldTakeInputsThatComeWithTheResume() {
        Client ada = server.joined("Ada");
        ada.session.onClosed(Departure.LOST);
        server.ticks(5);

        Client back = server.connect();
        back.send(ClientFrame.newBuilder()
                .setJoin(resume(tokenOf(ada)))
                .addInputs(Input.newBuilder().setTick(7).addValues(9).addValues(0)));
        server.tick();

        assertThat(back.watch().boat(0, "stroke")).isEqualTo(9);
    }

    @Test
    void shouldAgreeOnTheCodecAnew() {
        Client ada = server.joined("Ada");
        ada.session.onClosed(Departure.LOST);
        server.tick();
        assertThat(ada.watch().welcome().getCodec()).isEqualTo(Codec.PLAIN);

        Client back = server.connect();
        back.send(join(resume(tokenOf(ada)).addCodecs(Codec.PACKED)));
        server.tick();

        assertThat(back.watch().welcome().getCodec()).isEqualTo(Codec.PACKED);
    }

    @Test
    void shouldComeBackIntoARoomThatIsFull() {
        Client ada = server.joined("Ada");
        server.joined("Bo");
        server.joined("Cy");
        ada.session.onClosed(Departure.LOST);
        server.tick();
        Client other = server.connect();
        other.send(join(Join.newBuilder().setRoom(server.roomId(0))));
        assertThat(other.outlet.reason()).isEqualTo(DisconnectReason.ROOM_FULL);

        Client back = server.connect();
        back.send(join(resume(tokenOf(ada))));
        server.tick();

        assertThat(back.watch().player()).isZero();
        assertThat(server.rooms.list().get(0).seatCount()).isEqualTo(3);
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(DisconnectReason.LEFT, ClientFrame.newBuilder().setLeave(true)),
                Arguments.of(DisconnectReason.INVALID_INPUT, input(2, 1001, 0)),
                Arguments.of(DisconnectReason.ALREADY_JOINED, join("Ada")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void shouldNotKeepTheSeatOfWhoLeftOrMisbehaved(DisconnectReason reason, ClientFrame.Builder frame) {
        Client ada = server.joined("Ada");
        ada.send(frame);
        assertThat(ada.outlet.reason()).isEqualTo(reason);
        ada.session.onClosed(Departure.LOST);
        server.tick();
        assertThat(server.rooms.list().get(0).seatCount()).isZero();

        Client back = server.connect();
        back.send(join(resume(tokenOf(ada))));

        assertExpired(back);
    }

    @Test
    void shouldKeepTheSeatOfWhoWasSilentForTooLong() {
        Client ada = server.joined("Ada");
        ada.session.checkTime(server.nowNanos + 30_001 * MILLI);
        assertThat(ada.outlet.reason()).isEqualTo(DisconnectReason.IDLE_TIMEOUT);
        ada.session.onClosed(Departure.LEFT);
        server.tick();

        Client back = server.connect();
        back.send(join(resume(tokenOf(ada))));
        server.tick();

        assertThat(back.watch().player()).isZero();
        assertThat(server.count(Counter.SEATS_KEPT)).isEqualTo(1);
    }

    @Test
    void shouldRefuseATokenAfterTheGrace() {
        Client ada = server.joined("Ada");
        ada.session.onClosed(Departure.LOST);
        server.ticks(202);

        Client back = server.connect();
        back.send(join(resume(tokenOf(ada))));

        assertExpired(back);
        assertThat(server.count(Counter.SEATS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void shouldRefuseATokenOfARoomThatIsGone() {
        Client ada = server.joined("Ada");
        server.rooms.list().get(0).close(DisconnectReason.ROOM_CLOSED);
        server.tick();
        assertThat(server.rooms.list()).isEmpty();

        Client back = server.connect();
        back.send(join(resume(tokenOf(ada))));

        assertExpired(back);
    }

    @Test
    void shouldRefuseATokenOfAnotherServer() {
        Client ada = new SessionDriver(type).joined("Ada");
        Client bo = server.joined("Bo");

        Client lost = server.connect();
        lost.send(join(resume(tokenOf(ada))));

        assertExpired(lost);
        assertThat(bo.outlet.reason()).isNull();
    }

    @Test
    void shouldRefuseWhoComesBackWithAnotherSchemaAndKeepTheSeat() {
        Client ada = server.joined("Ada");
        ada.session.onClosed(Departure.LOST);
        server.tick();

        Client old = server.connect();
        old.send(join(resume(tokenOf(ada)).setSchemaHash(type.schemaHash() + 1)));
        assertThat(old.outlet.reason()).isEqualTo(DisconnectReason.SCHEMA_MISMATCH);
        server.tick();

        assertThat(server.rooms.list().get(0).seatCount()).isEqualTo(1);
        Client back = server.connect();
        back.send(join(resume(tokenOf(ada)).setSchemaHash(type.schemaHash())));
        server.tick();
        assertThat(back.watch().player()).isZero();
    }

    @Test
    void shouldLetATokenWinOverAllElseThatSaysWhereTo() {
        Client ada = server.joined("Ada");
        ada.session.onClosed(Departure.LOST);
        server.tick();

        Client back = server.connect();
        back.send(join(resume(tokenOf(ada))
                .setRoom("nowhere-9")
                .setCreate(true)
                .setRoomType("chess")
                .setName("Eve")
                .setSpectate(true)));
        server.tick();

        assertThat(back.watch().welcome().getResumed()).isTrue();
        assertThat(back.watch().welcome().getName()).isEqualTo("Ada");
        assertThat(server.rooms.list()).hasSize(1);
    }

    @Test
    void shouldTellWhoComesBackThatTheServerStops() {
        Client ada = server.joined("Ada");
        ada.session.onClosed(Departure.LOST);
        server.tick();
        server.rooms.close();

        Client back = server.connect();
        back.send(join(resume(tokenOf(ada))));

        assertThat(back.outlet.reason()).isEqualTo(DisconnectReason.SERVER_STOPPING);
    }

    @Test
    void shouldEndWhoResumesTwice() {
        Client ada = server.joined("Ada");
        ada.session.onClosed(Departure.LOST);
        server.tick();
        Client back = server.connect();
        back.send(join(resume(tokenOf(ada))));

        back.send(join(resume(tokenOf(ada))));

        assertThat(back.outlet.reason()).isEqualTo(DisconnectReason.ALREADY_JOINED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldLetNobodyInWithTokensThatAreMadeUp(long seed) {
        Random random = new Random(seed);
        Client ada = server.joined("Ada");
        byte[] genuine = tokenOf(ada).toByteArray();
        for (int n = 0; n < 3_000; n++) {
            byte[] forged = random.nextBoolean() ? genuine.clone() : new byte[1 + random.nextInt(200)];
            if (forged.length != genuine.length || random.nextInt(10) == 0) {
                random.nextBytes(forged);
            } else {
                forged[random.nextInt(16)] ^= (byte) (1 + random.nextInt(255));
            }
            Client mallory = server.connect();
            mallory.send(join(resume(ByteString.copyFrom(forged))));
            assertExpired(mallory);
        }
        server.tick();

        assertThat(ada.outlet.reason()).as("seed %d", seed).isNull();
        assertThat(server.count(Counter.MAILBOXES_FULL))
                .as("none gets that far")
                .isZero();
        assertThat(server.rooms.list().get(0).seatCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 18, 19, 300, 4_000, 1 << 14})
    void shouldRefuseTokensOfAnySize(int bytes) {
        Client mallory = server.connect();

        mallory.send(join(resume(ByteString.copyFrom(new byte[bytes]))));

        assertExpired(mallory);
    }

    private void assertExpired(Client client) {
        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.SEAT_EXPIRED);
        assertThat(client.outlet.sentence()).isEqualTo("Your seat was given away: join again.");
        assertThat(client.outlet.messages()).isEmpty();
    }

    private static ByteString tokenOf(Client client) {
        return client.watch().welcome().getResumeToken();
    }

    private static Join.Builder resume(ByteString token) {
        return Join.newBuilder().setProtocolVersion(1).setResumeToken(token);
    }
}

package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.RawClient.ServerMessage;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server against RFC 6455, section by section, by bytes on a socket. A player beside it notices nothing. */
class Rfc6455IT {
    private static final byte[] PING_MESSAGE =
            ClientFrame.newBuilder().setPing(7).build().toByteArray();
    private static final String HEAD = String.join(
            "\r\n",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "");

    private static TestServer server;
    private static Browser witness;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        witness = Browser.joined(server, "Ada");
    }

    @AfterAll
    static void shouldHaveDisturbedNobodyElse() {
        witness.awaitSnapshots(5);
        assertThat(witness.end()).isNull();
        assertThat(server.count(Counter.CONNECTIONS_FAILED)).isZero();
        assertThat(server.count(Counter.LOOP_ERRORS)).isZero();
        witness.close();
        server.close();
    }

    @Nested
    @DisplayName("4: the opening handshake")
    class Handshakes {
        @Test
        void shouldAnswerTheKeyOfTheExampleAsTheRfcHasIt() {
            assertThat(ask("GET /ws HTTP/1.1\r\n" + HEAD + "\r\n"))
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("\r\nUpgrade: websocket\r\n")
                    .containsIgnoringCase("\r\nConnection: Upgrade\r\n")
                    .contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .doesNotContainIgnoringCase("Sec-WebSocket-Extensions")
                    .doesNotContainIgnoringCase("Sec-WebSocket-Protocol");
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                POST /ws HTTP/1.1                                 |                                             |
                GET /ws HTTP/1.0                                  |                                             |
                GET /ws/ HTTP/1.1                                 |                                             |
                GET /ws/room HTTP/1.1                             |                                             |
                GET /WS HTTP/1.1                                  |                                             |
                GET /ws HTTP/1.1                                  | Host: localhost                             |
                GET /ws HTTP/1.1                                  | Host: localhost                             | Host: localhost~Host: b
                GET /ws HTTP/1.1                                  | Upgrade: websocket                          |
                GET /ws HTTP/1.1                                  | Upgrade: websocket                          | Upgrade: h2c
                GET /ws HTTP/1.1                                  | Connection: Upgrade                         |
                GET /ws HTTP/1.1                                  | Connection: Upgrade                         | Connection: keep-alive
                GET /ws HTTP/1.1                                  | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== |
                GET /ws HTTP/1.1                                  | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key:
                GET /ws HTTP/1.1                                  | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: dGhl
                GET /ws HTTP/1.1                                  | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: !!!!IHNhbXBsZSBub25jZQ==
                GET /ws HTTP/1.1                                  | Sec-WebSocket-Version: 13                   |
                GET /ws HTTP/1.1                                  | Sec-WebSocket-Version: 13                   | Sec-WebSocket-Version: 8
                GET /ws HTTP/1.1                                  | Sec-WebSocket-Version: 13                   | Sec-WebSocket-Version: 14
                """)
        void shouldRefuseWhatIsNoHandshake(String first, String without, String with) {
            String head = without == null ? HEAD : HEAD.replace(without + "\r\n", "");
            String more = with == null ? "" : with.replace("~", "\r\n") + "\r\n";

            assertThat(ask(first + "\r\n" + head + more + "\r\n"))
                    .matches("(?s)HTTP/1\\.[01] (400|404|405|426|505) .*");
        }

        @Test
        void shouldSayWhichVersionItSpeaks() {
            assertThat(ask("GET /ws HTTP/1.1\r\n" + HEAD.replace("Version: 13", "Version: 9") + "\r\n"))
                    .startsWith("HTTP/1.1 426 ")
                    .containsIgnoringCase("\r\nSec-WebSocket-Version: 13\r\n")
                    .containsIgnoringCase("\r\nUpgrade: websocket\r\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"Connection: keep-alive, Upgrade", "connection: upgrade", "CONNECTION: keep-alive , UPGRADE"
                })
        void shouldFindTheTokenInWhateverCaseAndList(String connection) {
            assertThat(ask("GET /ws?room=7 HTTP/1.1\r\n" + HEAD.replace("Connection: Upgrade", connection) + "\r\n"))
                    .startsWith("HTTP/1.1 101 ");
        }

        @Test
        void shouldOfferNoSubprotocolAndNoExtensionWhateverIsAskedFor() {
            assertThat(
                            ask(
                                    "GET /ws HTTP/1.1\r\n" + HEAD
                                            + "Sec-WebSocket-Protocol: chat, superchat\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"))
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContainIgnoringCase("Sec-WebSocket-Extensions")
                    .doesNotContainIgnoringCase("Sec-WebSocket-Protocol");
        }

        @Test
        void shouldReadFramesThatComeInThePacketOfTheHandshake() {
            try (RawClient client = new RawClient(server.port())) {
                byte[] handshake = ("GET /ws HTTP/1.1\r\n" + HEAD + "\r\n").getBytes(StandardCharsets.US_ASCII);
                client.send(concat(handshake, frame(0x82, PING_MESSAGE), frame(0x89, new byte[] {5})));

                assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
                assertThat(client.read().opCode()).isEqualTo(RawClient.BINARY);
                assertThat(client.read().payload()).containsExactly(5);
            }
        }

        @Test
        void shouldReadAHandshakeByteByByte() {
            try (RawClient client = new RawClient(server.port())) {
                for (byte b : ("GET /ws HTTP/1.1\r\n" + HEAD + "\r\n").getBytes(StandardCharsets.US_ASCII)) {
                    client.send(new byte[] {b});
                }

                assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
                assertAlive(client);
            }
        }

        private String ask(String request) {
            try (RawClient client = new RawClient(server.port())) {
                client.send(request.getBytes(StandardCharsets.ISO_8859_1));
                return client.readHead();
            }
        }
    }

    @Nested
    @DisplayName("5.1, 5.3: masks")
    class Masks {
        @ParameterizedTest
        @ValueSource(ints = {0x82, 0x89, 0x8A, 0x88})
        void shouldEndWhoSendsAFrameWithoutOne(int first) {
            assertEnds("1002 ", new byte[] {(byte) first, 0});
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 0x00FF00FF, 0x12345678})
        void shouldTakeAnyMask(int mask) {
            try (RawClient client = RawClient.upgraded(server)) {
                client.send(frame(0x89, 7, mask, new byte[] {1, 2, 3, 4, 5}));

                assertThat(client.read().payload()).containsExactly(1, 2, 3, 4, 5);
            }
        }
    }

    @Nested
    @DisplayName("5.2: bits, kinds and lengths")
    class Framing {
        @ParameterizedTest
        @ValueSource(ints = {0xC2, 0xA2, 0x92, 0xF2, 0xC9, 0xA8, 0x9A})
        void shouldEndWhoSetsAReservedBit(int first) {
            assertEnds("1002 ", frame(first, PING_MESSAGE));
        }

        static IntStream reservedKinds() {
            return IntStream.concat(IntStream.rangeClosed(3, 7), IntStream.rangeClosed(0xB, 0xF));
        }

        @ParameterizedTest
        @MethodSource("reservedKinds")
        void shouldEndWhoSendsAReservedKind(int kind) {
            assertEnds("1002 ", frame(0x80 | kind, PING_MESSAGE));
            assertEnds("1002 ", frame(kind, PING_MESSAGE));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 125, 126, 127, 255, 256, 4096})
        void shouldReadEachLength(int length) {
            try (RawClient client = RawClient.upgraded(server)) {
                client.send(frame(0x82, padded(length)));

                assertAlive(client);
            }
        }

        @ParameterizedTest
        @CsvSource({"16, 0", "16, 5", "16, 125", "64, 5", "64, 126", "64, 4096"})
        void shouldReadALengthThatIsWrittenLongerThanItMustBe(int bits, int length) {
            try (RawClient client = RawClient.upgraded(server)) {
                client.send(frame(0x82, bits, 0x01020304, padded(length)));

                assertAlive(client);
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {Long.MIN_VALUE, -1, Long.MIN_VALUE + 5})
        void shouldEndWhoSetsTheTopBitOfALength(long length) {
            assertEnds("100[29] ", head64(0x82, length));
        }

        @ParameterizedTest
        @ValueSource(longs = {Long.MAX_VALUE, 1L << 62, 1L << 32, Integer.MAX_VALUE, 4097})
        void shouldEndWhoAnnouncesMoreThanAMessageMayHave(long length) {
            assertEnds("1009 |1002 |4\\d{3} ", head64(0x82, length));
        }

        @ParameterizedTest
        @ValueSource(ints = {0x88, 0x89, 0x8A})
        void shouldEndWhoSendsALongControlFrame(int first) {
            assertEnds("1002 ", frame(first, new byte[126]));
        }
    }

    @Nested
    @DisplayName("5.4: fragments")
    class Fragments {
        @Test
        void shouldAnswerControlFramesBetweenThem() {
            try (RawClient client = RawClient.upgraded(server)) {
                client.send(frame(0x02, new byte[0]));
                for (byte i = 0; i < PING_MESSAGE.length; i++) {
                    client.send(concat(frame(0x89, new byte[] {i}), frame(0x8A, new byte[0])));
                    assertThat(client.read().payload()).containsExactly(i);
                    client.send(frame(0x00, new byte[] {PING_MESSAGE[i]}));
                }
                client.send(frame(0x80, new byte[0]));

                assertThat(client.read().opCode()).isEqualTo(RawClient.BINARY);
            }
        }

        @Test
        void shouldAnswerACloseBetweenThem() {
            try (RawClient client = RawClient.upgraded(server)) {
                client.send(concat(frame(0x02, PING_MESSAGE), frame(0x88, new byte[] {0x03, (byte) 0xE8})));

                assertThat(client.readToEnd()).isEqualTo("1000 ");
            }
        }

        static Stream<byte[]> misplaced() {
            return Stream.of(
                    frame(0x80, PING_MESSAGE),
                    frame(0x00, PING_MESSAGE),
                    concat(frame(0x02, PING_MESSAGE), frame(0x82, PING_MESSAGE)),
                    concat(frame(0x02, PING_MESSAGE), frame(0x02, PING_MESSAGE)),
                    concat(frame(0x82, PING_MESSAGE), frame(0x80, PING_MESSAGE)),
                    frame(0x08, new byte[] {0x03, (byte) 0xE8}),
                    frame(0x09, PING_MESSAGE),
                    frame(0x0A, PING_MESSAGE));
        }

        @ParameterizedTest
        @MethodSource("misplaced")
        void shouldEndWhoMixesThemUp(byte[] bytes) {
            assertEnds("1002 ", bytes);
        }
    }

    @Nested
    @DisplayName("5.5, 7: control frames and closes")
    class Controls {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 124, 125})
        void shouldAnswerAPingWithAllItHas(int length) {
            try (RawClient client = RawClient.upgraded(server)) {
                byte[] payload = "p".repeat(length).getBytes(StandardCharsets.US_ASCII);
                client.send(frame(0x89, payload));

                ServerMessage answer = client.read();
                assertThat(answer.opCode()).isEqualTo(RawClient.PONG);
                assertThat(answer.payload()).isEqualTo(payload);
            }
        }

        @Test
        void shouldBearPongsThatNobodyAskedFor() {
            try (RawClient client = RawClient.upgraded(server)) {
                client.send(concat(frame(0x8A, new byte[0]), frame(0x8A, new byte[125])));

                assertAlive(client);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
        void shouldAnswerACloseWithItsCodeAndHangUp(int code) {
            assertEnds(code + " ", frame(0x88, new byte[] {(byte) (code >> 8), (byte) code, 'b', 'y', 'e'}));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
        void shouldAnswerACodeThatNobodyMaySendAsAnError(int code) {
            assertEnds("1002 ", frame(0x88, new byte[] {(byte) (code >> 8), (byte) code}));
        }

        @Test
        void shouldHangUpOnACloseWithoutACode() {
            try (RawClient client = RawClient.upgraded(server)) {
                client.send(frame(0x88, new byte[0]));

                assertThat(client.read().opCode()).isEqualTo(RawClient.CLOSE);
            }
        }

        @Test
        void shouldLookAtNothingBehindAClose() {
            try (RawClient client = RawClient.upgraded(server)) {
                client.send(concat(
                        frame(0x88, new byte[] {0x03, (byte) 0xE8}), frame(0x82, PING_MESSAGE), new byte[] {(byte) 0xFF
                        }));

                assertThat(client.readToEnd()).isEqualTo("1000 ");
            }
        }

        static Stream<byte[]> noTexts() {
            return Stream.of(
                    new byte[] {(byte) 0xFF},
                    new byte[] {(byte) 0xC3},
                    new byte[] {(byte) 0xC0, (byte) 0x80},
                    new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                    new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                    new byte[] {'a', (byte) 0x80, 'b'});
        }

        @ParameterizedTest
        @MethodSource("noTexts")
        void shouldEndWhoGivesAReasonThatIsNoUtf8(byte[] reason) {
            assertEnds("1007 ", frame(0x88, concat(new byte[] {0x03, (byte) 0xE8}, reason)));
        }

        @Test
        void shouldEndACloseOfOneByte() {
            assertEnds("1002 ", frame(0x88, new byte[] {3}));
        }
    }

    @Nested
    @DisplayName("5.6, 8: data")
    class Data {
        @ParameterizedTest
        @ValueSource(strings = {"", "hello", "\u00e4\ud83d\ude00"})
        void shouldEndWhoSendsText(String text) {
            assertEnds("1003 ", frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void shouldEndWhoBeginsATextInFragments() {
            assertEnds("1003 ", frame(0x01, new byte[] {(byte) 0xFF}));
        }

        @Test
        void shouldReadManyMessagesFromOnePacketAndOneByteByByte() {
            try (RawClient client = RawClient.upgraded(server)) {
                byte[] message = frame(0x82, PING_MESSAGE);
                client.send(concat(message, message, message, message));
                for (int i = 0; i < 4; i++) {
                    assertThat(client.read().opCode()).isEqualTo(RawClient.BINARY);
                }
                for (byte b : message) {
                    client.send(new byte[] {b});
                }
                assertThat(client.read().opCode()).isEqualTo(RawClient.BINARY);
            }
        }
    }

    private static void assertAlive(RawClient client) {
        client.send(frame(0x89, new byte[] {42}));
        assertThat(client.readUntil(RawClient.PONG).payload()).containsExactly(42);
    }

    private static void assertEnds(String pattern, byte[] bytes) {
        try (RawClient client = RawClient.upgraded(server)) {
            client.send(bytes);

            assertThat(client.readToEnd()).matches("(?s)(" + pattern + ").*");
        }
    }

    /** A message of so many bytes that means nothing. */
    private static byte[] padded(int length) {
        if (length < 5) {
            return new byte[0];
        }
        int header = length - 4 < 128 ? 3 : 4;
        return com.google.protobuf.UnknownFieldSet.newBuilder()
                .addField(
                        1000,
                        com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(new byte[length - header]))
                                .build())
                .build()
                .toByteArray();
    }

    private static byte[] frame(int first, byte[] payload) {
        int bits = payload.length < 126 ? 7 : payload.length < 65_536 ? 16 : 64;
        return frame(first, bits, 0x12345678, payload);
    }

    private static byte[] frame(int first, int bits, int mask, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        out.write(0x80 | (bits == 7 ? payload.length : bits == 16 ? 126 : 127));
        for (int shift = bits == 7 ? -8 : bits - 8; shift >= 0; shift -= 8) {
            out.write((int) ((long) payload.length >> shift));
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(mask >> shift);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ (mask >> (24 - 8 * (i % 4))));
        }
        return out.toByteArray();
    }

    private static byte[] head64(int first, long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        out.write(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (length >> shift));
        }
        out.writeBytes(new byte[4]);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

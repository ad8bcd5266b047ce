package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that do what they must not, beside one in the same room that must not notice. */
class HostileClientsIT {
    private static final int LARGEST_MESSAGE = 4096;
    /** More frames than a stall of the network explains. */
    private static final int FLOOD = 3000;

    private static final byte[] PING =
            ClientFrame.newBuilder().setPing(7).build().toByteArray();

    /** Eight bytes long, so that many fill a buffer. */
    private static final byte[] EMPTY_FRAGMENT = {0x00, (byte) 0xFE, 0, 0, 1, 2, 3, 4};

    private static TestServer server;

    private Browser witness;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void join() {
        witness = Browser.joined(server, "Witness");
    }

    @AfterEach
    void shouldHaveDisturbedNobodyElse() {
        witness.awaitThat(seen -> seen.boatCount() == 1);
        witness.awaitSnapshots(5);
        assertThat(witness.end()).isNull();
        assertThat(server.count(Counter.RESYNCS)).isZero();
        assertThat(server.count(Counter.ROOMS_FAILED)).isZero();
        witness.close();
        patiently().until(() -> server.server().rooms().list().get(0).seatCount() == 0);
    }

    @Test
    void shouldDisconnectWhoSendsTextFrames() {
        try (Browser client = Browser.joined(server, "Mallory")) {
            client.sendText("{\"join\":{}}");

            client.assertClosed(DisconnectReason.TEXT_FRAME);
            assertThat(client.end()).isEqualTo("1003 Only binary messages are understood here.");
        }
    }

    @Test
    void shouldDisconnectWhoSendsTooLargeAMessageInOneFrame() {
        try (RawClient client = RawClient.joined(server)) {
            client.frame(RawClient.BINARY, true, new byte[LARGEST_MESSAGE + 1]);

            client.assertClosed(DisconnectReason.MESSAGE_TOO_BIG, "A message may have at most 4096 bytes.");
        }
    }

    @Test
    void shouldDisconnectWhoSendsAHugeMessageWithoutReadingItAll() {
        try (RawClient client = RawClient.joined(server)) {
            byte[] frame = RawClient.encode(0x82, true, new byte[1 << 20]);
            client.sendIfItCan(Arrays.copyOf(frame, 1 << 18));

            client.assertClosed(DisconnectReason.MESSAGE_TOO_BIG, "A message may have at most 4096 bytes.");
        }
    }

    @Test
    void shouldDisconnectWhoSendsTooLargeAMessageInManyFragments() {
        try (RawClient client = RawClient.joined(server)) {
            client.frame(RawClient.BINARY, false, new byte[100]);
            for (int i = 0; i < 39; i++) {
                client.frame(RawClient.CONTINUATION, false, new byte[100]);
            }
            client.frame(RawClient.PING, true, new byte[] {9});
            assertThat(client.readUntil(RawClient.PONG).payload())
                    .as("4000 bytes are few enough")
                    .containsExactly(9);

            client.frame(RawClient.CONTINUATION, false, new byte[100]);

            client.assertClosed(DisconnectReason.MESSAGE_TOO_BIG, "A message may have at most 4096 bytes.");
        }
    }

    @Test
    void shouldPutFragmentsTogether() {
        try (RawClient client = RawClient.upgraded(server)) {
            byte[] padded = concat(PING, unknownField(LARGEST_MESSAGE - PING.length));
            assertThat(padded).hasSize(LARGEST_MESSAGE);
            client.frame(RawClient.BINARY, false, Arrays.copyOf(padded, 1));
            client.frame(RawClient.PING, true, new byte[] {3});
            for (int at = 1; at < 4000; at += 100) {
                client.frame(RawClient.CONTINUATION, false, Arrays.copyOfRange(padded, at, at + 100));
            }
            client.frame(RawClient.CONTINUATION, false, new byte[0]);
            client.frame(RawClient.CONTINUATION, true, Arrays.copyOfRange(padded, 4001, LARGEST_MESSAGE));

            assertPong(client);
        }
    }

    @Test
    void shouldReadMessagesThatComeInOnePacketAndThoseThatComeByteByByte() {
        try (RawClient client = RawClient.upgraded(server)) {
            byte[] frame = RawClient.encode(0x82, true, PING);
            client.send(concat(concat(frame, frame), frame));
            assertPong(client);
            assertPong(client);
            assertPong(client);
            for (byte b : frame) {
                client.send(new byte[] {b});
            }
            assertPong(client);
        }
    }

    @Test
    void shouldDisconnectWhoSendsWhatIsNoFrame() {
        try (RawClient client = RawClient.joined(server)) {
            client.frame(RawClient.BINARY, true, new byte[] {(byte) 0xFF, (byte) 0xFF});

            client.assertClosed(
                    DisconnectReason.MALFORMED_FRAME, "The message could not be read: the message ends too early.");
        }
    }

    @Test
    void shouldSayInAShortSentenceThatAJoinMakesNoSense() {
        try (RawClient client = RawClient.upgraded(server)) {
            client.frame(RawClient.BINARY, true, new byte[] {0x0a, 0x02, 0x0a, 0x7f});

            client.assertClosed(
                    DisconnectReason.MALFORMED_FRAME,
                    "The message could not be read: the join cannot be read: it does not parse.");
        }
    }

    static Stream<Arguments> brokenWebSockets() {
        byte[] noise = new byte[500];
        new Random(5).nextBytes(noise);
        return Stream.of(
                Arguments.of("a frame without a mask", RawClient.encode(0x82, false, PING)),
                Arguments.of("a reserved bit", RawClient.encode(0xC2, true, PING)),
                Arguments.of("a reserved kind of frame", RawClient.encode(0x83, true, PING)),
                Arguments.of("a continuation of nothing", RawClient.encode(0x80, true, PING)),
                Arguments.of("a ping in fragments", RawClient.encode(0x09, true, PING)),
                Arguments.of("a ping that is too long", RawClient.encode(0x89, true, new byte[126])),
                Arguments.of("a close of one byte", RawClient.encode(0x88, true, new byte[1])),
                Arguments.of(
                        "a message inside another",
                        concat(RawClient.encode(0x02, true, PING), RawClient.encode(0x82, true, PING))),
                Arguments.of("HTTP", "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("noise", noise));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenWebSockets")
    void shouldEndAConnectionThatIsNoLongerAWebSocket(String what, byte[] bytes) {
        try (RawClient client = RawClient.joined(server)) {
            witness.awaitThat(seen -> seen.boatCount() == 2);

            client.sendIfItCan(bytes);

            String end = client.readToEnd();
            // What is left unread when a socket closes makes its last bytes a reset: who sends noise may miss the
            // reason.
            assertThat(end == null ? "1002 (lost)" : end).as(what).startsWith("1002 ");
        }
    }

    @Test
    void shouldEndAConnectionWhoseCloseIsNoText() {
        try (RawClient client = RawClient.joined(server)) {
            client.sendIfItCan(RawClient.encode(0x88, true, new byte[] {0x03, (byte) 0xE8, (byte) 0xC3, 0x28}));

            assertThat(client.readToEnd()).startsWith("1007 ");
        }
    }

    @Test
    void shouldSurviveNoiseOfManyKinds() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            RawClient client = RawClient.upgraded(server);
            if (random.nextBoolean()) {
                client.join("Mallory");
            }
            client.sendIfItCan(noise);
            if (random.nextBoolean()) {
                client.reset();
            } else {
                client.close();
            }
        }
    }

    @Test
    void shouldSurviveHalfAFrameAndAReset() {
        RawClient client = RawClient.joined(server);
        witness.awaitThat(seen -> seen.boatCount() == 2);
        client.send(Arrays.copyOf(RawClient.encode(0x82, true, new byte[1000]), 500));

        client.reset();
    }

    @Test
    void shouldFreeTheSeatOfAPlayerWhoseMachineCrashes() {
        long lost = server.count(Counter.CONNECTIONS_LOST);
        RawClient client = RawClient.joined(server);
        witness.awaitThat(seen -> seen.boatCount() == 2);

        client.reset();

        witness.awaitThat(seen -> seen.boatCount() == 1);
        patiently().until(() -> server.count(Counter.CONNECTIONS_LOST) == lost + 1);
    }

    @Test
    void shouldDisconnectWhoFloods() {
        try (RawClient client = RawClient.joined(server)) {
            byte[] frame = RawClient.encode(0x82, true, PING);
            for (int i = 0; i < FLOOD; i++) {
                client.sendIfItCan(frame);
            }

            client.assertClosed(DisconnectReason.TOO_MANY_MESSAGES);
        }
    }

    @Test
    void shouldPassOnFewOfManyChats() {
        try (RawClient client = RawClient.joined(server)) {
            witness.awaitThat(seen -> seen.boatCount() == 2);
            byte[] chat = RawClient.encode(
                    0x82, true, ClientFrame.newBuilder().setChat("spam").build().toByteArray());
            for (int i = 0; i < FLOOD; i++) {
                client.sendIfItCan(chat);
            }

            client.assertClosed(DisconnectReason.TOO_MANY_MESSAGES);
            witness.awaitThat(seen -> seen.boatCount() == 1);
            assertThat(witness.watcher().frames().stream()
                            .mapToInt(frame -> frame.getChatsCount())
                            .sum())
                    .isEqualTo(10);
        }
    }

    @Test
    void shouldDisconnectWhoFloodsWithPingsOfTheWebSocket() {
        try (RawClient client = RawClient.joined(server)) {
            byte[] ping = RawClient.encode(0x89, true, new byte[0]);
            for (int i = 0; i < FLOOD; i++) {
                client.sendIfItCan(ping);
            }

            client.assertClosed(DisconnectReason.TOO_MANY_MESSAGES);
        }
    }

    @Test
    void shouldDisconnectWhoFloodsWithEmptyFragments() {
        try (RawClient client = RawClient.joined(server)) {
            client.frame(RawClient.BINARY, false, new byte[0]);
            for (int i = 0; i < FLOOD; i++) {
                client.sendIfItCan(EMPTY_FRAGMENT);
            }

            client.assertClosed(DisconnectReason.TOO_MANY_MESSAGES);
        }
    }

    @Test
    void shouldTellWhyAndHangUpOnWhoGoesOnSending() {
        byte[] fragments = new byte[64 * 1024];
        for (int i = 0; i < fragments.length; i += EMPTY_FRAGMENT.length) {
            System.arraycopy(EMPTY_FRAGMENT, 0, fragments, i, EMPTY_FRAGMENT.length);
        }
        for (int i = 0; i < 4; i++) {
            try (RawClient client = RawClient.joined(server)) {
                client.frame(RawClient.BINARY, false, new byte[0]);
                while (client.sendIfItCan(fragments)) {
                    assertThat(witness.end()).isNull();
                }

                assertThat(client.readToEnd()).startsWith("4015 ");
            }
        }
    }

    @Test
    void shouldDisconnectWhoSendsInputsThatDoNotFit() {
        try (Browser client = Browser.joined(server, "Mallory")) {
            client.input(5, 1001);

            client.assertClosed(DisconnectReason.INVALID_INPUT);
        }
    }

    private static void assertPong(RawClient client) {
        assertThat(client.readUntil(RawClient.BINARY).payload()).containsExactly(0x10, 7);
    }

    /** A field that no version knows, in so many bytes. */
    private static byte[] unknownField(int length) {
        byte[] field = new byte[length];
        int content = length - 4;
        field[0] = (byte) 0xFA;
        field[1] = 0x01;
        field[2] = (byte) ((content & 0x7F) | 0x80);
        field[3] = (byte) (content >> 7);
        return field;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}

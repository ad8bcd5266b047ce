package dev.tickwire.server.session;

import static dev.tickwire.server.session.SessionDriver.MILLI;
import static dev.tickwire.server.session.SessionDriver.input;
import static dev.tickwire.server.session.SessionDriver.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Chat;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.proto.wire.Feature;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.session.SessionDriver.Client;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    private static final int LONGEST_CLOSE_REASON = 123;

    private final RoomType regatta = new RoomTypes().playerLimit(2).build();
    private final RoomType other = new RoomTypes().name("other").build();
    private final SessionDriver server = new SessionDriver(regatta, other);

    // Joining

    @Test
    void shouldSeatWhoJoins() {
        Client ada = server.joined("Ada");

        assertThat(ada.watch().welcome().getRoomType()).isEqualTo("regatta");
        assertThat(ada.watch().ticks()).containsExactly(1);
        assertOpen(ada);
    }

    @Test
    void shouldSendTheRoomTypesCodecToThoseWhoReadIt() {
        SessionDriver packing =
                new SessionDriver(new RoomTypes().codec(Codec.PACKED).build());
        Client plain = packing.joined("Ada");
        Client packed = packing.connect();
        packed.send(join(Join.newBuilder().addCodecsValue(77).addCodecs(Codec.PACKED)));
        packing.tick();

        assertThat(plain.watch().welcome().getCodec()).isEqualTo(Codec.PLAIN);
        assertThat(packed.watch().welcome().getCodec()).isEqualTo(Codec.PACKED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1})
    void shouldRefuseAnotherProtocolVersion(int version) {
        Client client = server.connect();

        client.send(ClientFrame.newBuilder()
                .setJoin(Join.newBuilder().setProtocolVersion(version).setName("Ada")));

        assertEnded(
                client,
                DisconnectReason.PROTOCOL_VERSION,
                "The server speaks protocol version 1, not " + Integer.toUnsignedString(version) + ".");
        assertThat(server.rooms.list()).isEmpty();
    }

    @Test
    void shouldComplainOfTheVersionBeforeAnythingElse() {
        Client client = server.connect();

        client.send(ClientFrame.newBuilder()
                .setJoin(Join.newBuilder()
                        .setProtocolVersion(9)
                        .setName("\u0007")
                        .setSchemaHash(1)
                        .setRoomType("nothing")));

        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.PROTOCOL_VERSION);
    }

    @Test
    void shouldRefuseAnotherSchema() {
        Client client = server.connect();

        client.send(join(Join.newBuilder().setSchemaHash(regatta.schemaHash() + 1)));

        assertEnded(client, DisconnectReason.SCHEMA_MISMATCH, "The game was updated: reload to get the new version.");
        assertThat(server.rooms.list()).as("no room is opened in vain").isEmpty();
    }

    @Test
    void shouldRefuseAnotherSchemaInARoomThatIsAskedForById() {
        server.joined("Ada");
        Client client = server.connect();

        client.send(join(Join.newBuilder().setRoom(server.roomId(0)).setSchemaHash(regatta.schemaHash() + 1)));

        assertEnded(client, DisconnectReason.SCHEMA_MISMATCH, "The game was updated: reload to get the new version.");
        server.tick();
        assertThat(server.rooms.list().get(0).seatCount()).isEqualTo(1);
    }

    @Test
    void shouldAcceptTheRightSchema() {
        Client client = server.connect();

        client.send(join(Join.newBuilder().setSchemaHash(regatta.schemaHash())));
        server.tick();

        assertThat(client.watch().welcome().getSchemaHash()).isEqualTo(regatta.schemaHash());
    }

    @Test
    void shouldTakeNoNoticeOfFeaturesThatItDoesNotKnow() {
        Client client = server.connect();

        client.send(join(Join.newBuilder().addFeatures(Feature.CELLS).addFeaturesValue(99)));
        server.tick();

        assertThat(client.watch().welcome().getFeaturesList()).containsExactly(Feature.CELLS);
    }

    @Test
    void shouldLetARoomWinOverATypeAndOverANewRoom() {
        server.joined("Ada");
        Client client = server.connect();

        client.send(
                join(Join.newBuilder().setRoom(server.roomId(0)).setCreate(true).setRoomType("chess")));
        server.tick();

        assertThat(client.watch().welcome().getRoom()).isEqualTo(server.roomId(0));
        assertThat(server.rooms.list()).hasSize(1);
    }

    @Test
    void shouldRefuseARoomTypeThatThereIsNot() {
        Client client = server.connect();

        client.send(join(Join.newBuilder().setRoomType("chess")));

        assertEnded(client, DisconnectReason.UNKNOWN_ROOM_TYPE, "There is no room type of that name.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"regatta-1", "regatta", "../regatta-1", "regatta-1 "})
    void shouldRefuseARoomThatThereIsNot(String room) {
        Client client = server.connect();

        client.send(join(Join.newBuilder().setRoom(room)));

        assertEnded(client, DisconnectReason.UNKNOWN_ROOM, "There is no such room; it may have closed.");
    }

    @Test
    void shouldJoinARoomById() {
        Client ada = server.joined("Ada");
        Client bo = server.connect();

        bo.send(join(Join.newBuilder().setRoom(ada.watch().welcome().getRoom()).setName("Bo")));
        server.tick();

        assertThat(bo.watch().welcome().getPlayer()).isEqualTo(1);
        assertThat(bo.watch().boatCount()).isEqualTo(2);
    }

    @Test
    void shouldRefuseARoomThatIsFull() {
        server.joined("Ada");
        server.joined("Bo");
        Client third = server.connect();

        third.send(join(Join.newBuilder().setRoom(server.roomId(0))));

        assertEnded(third, DisconnectReason.ROOM_FULL, "The room is full.");
    }

    @Test
    void shouldFillRoomsBeforeItOpensAnother() {
        server.joined("Ada");
        server.joined("Bo");
        assertThat(server.rooms.list()).hasSize(1);

        Client third = server.joined("Cy");

        assertThat(third.watch().welcome().getRoom()).isEqualTo(server.roomId(1));
        assertThat(server.count(Counter.ROOMS_OPENED)).isEqualTo(2);
    }

    @Test
    void shouldOpenARoomForWhoAsksToCreateOne() {
        server.joined("Ada");
        Client client = server.connect();

        client.send(join(Join.newBuilder().setCreate(true)));
        server.tick();

        assertThat(client.watch().welcome().getRoom()).isEqualTo(server.roomId(1));
    }

    @Test
    void shouldJoinTheRoomTypeThatIsAskedFor() {
        Client client = server.connect();

        client.send(join(Join.newBuilder().setRoomType("other")));
        server.tick();

        assertThat(client.watch().welcome().getRoomType()).isEqualTo("other");
    }

    @Test
    void shouldSayThatTheServerIsFullWhenAllRoomsAre() {
        for (int i = 0; i < SessionDriver.MOST_ROOMS * 2; i++) {
            assertOpen(server.joined("P" + i));
        }
        Client more = server.connect();

        more.send(join("More"));

        assertEnded(more, DisconnectReason.SERVER_FULL, "The server is full: try again later.");
    }

    @Test
    void shouldSayThatTheServerIsFullWhenTooManyJoinAtOnce() {
        RoomType small = new RoomTypes().mailboxCapacity(2).playerLimit(8).build();
        SessionDriver busy = new SessionDriver(small);
        busy.connect().send(join("A"));
        busy.connect().send(join("B"));
        Client third = busy.connect();

        third.send(join("C"));

        assertEnded(third, DisconnectReason.SERVER_FULL, "The server is full: try again later.");
        assertThat(busy.count(Counter.MAILBOXES_FULL)).isEqualTo(1);
        assertThat(busy.rooms.list().get(0).seatCount()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhoJoinsWhileTheServerStops() {
        server.joined("Ada");
        server.rooms.close();
        Client byType = server.connect();
        Client byId = server.connect();

        byType.send(join("Bo"));
        byId.send(join(Join.newBuilder().setRoom(server.roomId(0))));

        assertEnded(byType, DisconnectReason.SERVER_STOPPING, "The server is restarting or shutting down.");
        assertEnded(byId, DisconnectReason.SERVER_STOPPING, "The server is restarting or shutting down.");
    }

    @Test
    void shouldTellWhoWantsARoomWhoseGameCannotStart() {
        int[] made = {0};
        RoomType broken = new RoomTypes().name("broken").build(() -> {
            if (made[0]++ > 0) {
                throw new IllegalStateException("told to fail");
            }
            return new dev.tickwire.server.fixture.Regatta();
        });
        SessionDriver driver = new SessionDriver(broken);
        Client client = driver.connect();

        client.send(join("Ada"));

        assertEnded(client, DisconnectReason.ROOM_FAILED, "The room stopped because of an error in its game.");
        assertThat(driver.count(Counter.ROOMS_FAILED)).isEqualTo(1);
        assertThat(driver.rooms.list()).isEmpty();
    }

    @Test
    void shouldEndWhoJoinsTwiceAndFreeTheSeat() {
        Client ada = server.joined("Ada");

        ada.send(join("Ada"));
        server.tick();

        assertEnded(ada, DisconnectReason.ALREADY_JOINED, "This connection has joined a room already.");
        assertThat(server.rooms.list().get(0).seatCount()).isZero();
    }

    @Test
    void shouldEndWhoAcknowledgesWhatWasNotSent() {
        Client ada = server.joined("Ada");
        server.ticks(3);

        ada.send(ClientFrame.newBuilder().setAckTick(200));

        assertEnded(ada, DisconnectReason.MALFORMED_FRAME, "The ack is for tick 200, of which no snapshot was sent.");
    }

    static Stream<Arguments> beforeJoining() {
        return Stream.of(
                Arguments.of("input", input(1, 1, 0)),
                Arguments.of("ack", ClientFrame.newBuilder().setAckTick(1)),
                Arguments.of("resync", ClientFrame.newBuilder().setResync(true)),
                Arguments.of(
                        "desync",
                        ClientFrame.newBuilder().setDesync(Desync.newBuilder().setTick(1))),
                Arguments.of("chat", ClientFrame.newBuilder().setChat("hello")),
                Arguments.of("report", ClientFrame.newBuilder().setReport("stuck")),
                Arguments.of("ping and input", input(1, 1, 0).setPing(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beforeJoining")
    void shouldEndWhoPlaysBeforeJoining(String what, ClientFrame.Builder frame) {
        Client client = server.connect();

        client.send(frame);

        assertEnded(client, DisconnectReason.NOT_JOINED, "Join a room first.");
        assertThat(what).isNotEmpty();
    }

    @Test
    void shouldTakeAJoinAndAnInputInOneFrame() {
        Client client = server.connect();

        client.send(
                join("Ada").addInputs(Input.newBuilder().setTick(1).addValues(9).addValues(0)));
        server.tick();

        assertThat(client.watch().boat(0, "stroke")).isEqualTo(9);
    }

    // Names

    static Stream<String> badNames() {
        return Stream.of(
                "a\u0000b",
                "\u0007",
                "tab\tin the middle",
                "new\nline",
                "\u202Egnihtyna",
                "\u3164",
                "\u200D\uFE0F",
                "zero\u200Bwidth",
                "two\u2028lines",
                "\uE000private",
                "x".repeat(25),
                "\uD83D\uDE00".repeat(25),
                "x".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void shouldRefuseABadName(String name) {
        Client client = server.connect();

        client.send(join(name));

        assertEnded(
                client,
                DisconnectReason.INVALID_NAME,
                "A name has 1 to 24 characters, some of which can be seen, and no control characters.");
        assertThat(server.rooms.list()).isEmpty();
    }

    @Test
    void shouldRefuseANameThatIsNoText() {
        byte[] frame = join("XY").build().toByteArray();
        String hex = new String(frame, StandardCharsets.ISO_8859_1);
        frame[hex.indexOf("XY")] = (byte) 0xC3;
        frame[hex.indexOf("XY") + 1] = (byte) 0x28;
        Client client = server.connect();

        client.send(frame);

        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.MALFORMED_FRAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"نمی\u200Cخواهم", "क्\u200Dष", "👨\u200D👩\u200D👧", "\uD83E\uDEEA"})
    void shouldTakeNamesOfAnyLanguage(String name) {
        assertThat(server.joined(name).watch().welcome().getName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "  Ada  ", "\tAda\n"})
    void shouldTrimNames(String name) {
        Client client = server.joined(name);

        assertThat(client.watch().welcome().getName()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "李小龙", "\uD83D\uDE00\uD83D\uDE00", "xxxxxxxxxxxxxxxxxxxxxxxx"})
    void shouldTakeNamesOfTheWholeWorld(String name) {
        Client client = server.joined(name);

        assertThat(client.watch().welcome().getName()).isEqualTo(name);
        assertThat(client.watch().snapshot().text(1)).isEqualTo(name);
    }

    // Playing

    @Test
    void shouldApplyInputs() {
        Client ada = server.joined("Ada");

        ada.send(input(2, 5, 0).setAckTick(1));
        server.tick();

        assertThat(ada.watch().boat(0, "stroke")).isEqualTo(5);
        assertOpen(ada);
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(
                Arguments.of("above its range", input(2, 1001, 0)),
                Arguments.of("below its range", input(2, 1, -2)),
                Arguments.of("far above", input(2, Integer.MAX_VALUE, 0)),
                Arguments.of("too few", input(2, 1)),
                Arguments.of("too many", input(2, 1, 0, 0)),
                Arguments.of("none", input(2)),
                Arguments.of(
                        "the second of two",
                        input(2, 1, 0).addInputs(Input.newBuilder().setTick(3).addValues(-1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInputs")
    void shouldEndWhoSendsInputsThatDoNotFit(String what, ClientFrame.Builder frame) {
        Client ada = server.joined("Ada");
        Client bo = server.joined("Bo");

        ada.send(frame);
        server.tick();

        assertEnded(ada, DisconnectReason.INVALID_INPUT, "An input or a command does not fit the game.");
        assertThat(bo.watch().boatCount()).as(what).isEqualTo(1);
        assertOpen(bo);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 62, 143, 10_000, Integer.MAX_VALUE})
    void shouldDropInputsForTicksFarFromNowAndKeepThePlayer(int tick) {
        Client ada = server.joined("Ada");
        Client bo = server.joined("Bo");
        for (int now = 3; now <= 101; now++) {
            server.tick();
            ada.send(ClientFrame.newBuilder().setAckTick(now));
            bo.send(ClientFrame.newBuilder().setAckTick(now));
        }

        ada.send(input(tick, 5, 0));
        bo.send(input(102, 7, 0));
        server.tick();
        server.tick();

        assertThat(ada.watch().boat(0, "strokes")).isZero();
        assertThat(server.count(Counter.INPUTS_STALE) + server.count(Counter.INPUTS_TOO_EARLY))
                .isEqualTo(1);
        assertOpen(ada);
        assertOpen(bo);
        assertThat(bo.watch().boat(1, "stroke")).isEqualTo(7);
    }

    @Test
    void shouldEndWhoSendsATickBeyondTheLastOne() {
        Client ada = server.joined("Ada");

        ada.send(input(-1, 5, 0));

        assertThat(ada.outlet.reason()).isEqualTo(DisconnectReason.MALFORMED_FRAME);
    }

    @Test
    void shouldSendAKeyframeToWhoAsksForAResync() {
        Client ada = server.joined("Ada");
        server.ticks(2);

        ada.send(ClientFrame.newBuilder().setResync(true));
        server.tick();

        assertThat(ada.watch().baselinesAgo()).containsExactly(0, 1, 1, 0);
        assertThat(server.count(Counter.RESYNCS)).isEqualTo(1);
    }

    @Test
    void shouldSendNothingToWhoDoesNotAcknowledgeUntilItDoes() {
        Client ada = server.joined("Ada");
        server.ticks(40);
        assertThat(ada.watch().ticks()).hasSize(22);

        ada.send(ClientFrame.newBuilder().setAckTick(22));
        server.tick();

        assertThat(ada.watch().ticks()).hasSize(23).endsWith(42);
    }

    @Test
    void shouldLetAPlayerLeaveAndSayGoodbye() {
        Client ada = server.joined("Ada");
        Client bo = server.joined("Bo");

        ada.send(ClientFrame.newBuilder().setLeave(true));
        server.tick();

        assertEnded(ada, DisconnectReason.LEFT, "You left the room.");
        assertThat(bo.watch().boatCount()).isEqualTo(1);
    }

    @Test
    void shouldLetWhoHasNotJoinedLeave() {
        Client client = server.connect();

        client.send(ClientFrame.newBuilder().setLeave(true));

        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.LEFT);
    }

    @Test
    void shouldFreeTheSeatWhenTheConnectionIsGone() {
        Client ada = server.joined("Ada");

        ada.session.onClosed(Departure.LOST);
        ada.session.onClosed(Departure.LOST);
        server.tick();

        assertThat(server.rooms.list().get(0).seatCount()).isZero();
        assertThat(ada.outlet.closeCount()).isZero();
    }

    // Chat

    @Test
    void shouldPassOnWhatPlayersSay() {
        Client ada = server.joined("Ada");
        Client bo = server.joined("Bo");

        ada.send(ClientFrame.newBuilder().setChat("hello").setAckTick(2));
        server.tick();

        assertThat(bo.watch().lastFrame().getChatsList())
                .extracting(Chat::getName, Chat::getText)
                .containsExactly(tuple("Ada", "hello"));
        assertThat(ada.watch().lastFrame().getChatsCount()).isEqualTo(1);
    }

    @Test
    void shouldEndNobodyForWhatTheySay() {
        Client ada = server.joined("Ada");
        for (int i = 0; i < 90; i++) {
            ada.send(ClientFrame.newBuilder().setChat(i % 2 == 0 ? "x".repeat(4_000) : "spam"));
        }
        server.tick();

        assertOpen(ada);
        assertThat(ada.watch().lastFrame().getChatsCount()).isEqualTo(10);
        assertThat(server.count(Counter.CHATS_UNFIT)).isEqualTo(45);
        assertThat(server.count(Counter.CHATS_TOO_MANY)).isEqualTo(35);
    }

    @Test
    void shouldEndWhoSaysWhatIsNoText() {
        Client ada = server.joined("Ada");

        ada.send(new byte[] {0x3A, 2, (byte) 0xC3, 0x28});

        assertEnded(ada, DisconnectReason.MALFORMED_FRAME, "The message could not be read: a text is not UTF-8.");
    }

    // Pings

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, Integer.MAX_VALUE, -1})
    void shouldAnswerAPingAtOnceWithItsNumber(int number) {
        Client client = server.connect();

        client.send(ClientFrame.newBuilder().setPing(number));

        assertThat(client.watch().pongs()).containsExactly(number);
        assertOpen(client);
    }

    @Test
    void shouldAnswerPingsOfPlayersBetweenTicks() {
        Client ada = server.joined("Ada");

        ada.send(ClientFrame.newBuilder().setPing(5).setAckTick(1));

        assertThat(ada.watch().pongs()).containsExactly(5);
    }

    @Test
    void shouldAnswerAPingEvenWhileASnapshotIsOnItsWay() {
        Client client = server.connect();
        client.outlet.setIdle(false);

        client.send(ClientFrame.newBuilder().setPing(5));

        assertThat(client.watch().pongs()).containsExactly(5);
        assertThat(client.session.onFrame(server.nowNanos)).isTrue();
    }

    @Test
    void shouldNotAnswerThePingOfAJoinThatIsRefused() {
        Client client = server.connect();

        client.send(join(Join.newBuilder().setRoomType("chess")).setPing(5));

        assertThat(client.outlet.messages()).isEmpty();
    }

    // Limits

    @Test
    void shouldEndWhoSendsTextFrames() {
        Client client = server.connect();

        client.session.onText();

        assertEnded(client, DisconnectReason.TEXT_FRAME, "Only binary messages are understood here.");
    }

    @Test
    void shouldEndWhoSendsTooLargeAMessage() {
        Client ada = server.joined("Ada");

        ada.session.onTooBig();
        server.tick();

        assertEnded(ada, DisconnectReason.MESSAGE_TOO_BIG, "A message may have at most 4096 bytes.");
        assertThat(server.rooms.list().get(0).seatCount()).isZero();
    }

    @Test
    void shouldEndWhoSendsManyMessagesBeforeJoining() {
        Client client = server.connect();
        for (int i = 0; i < FrameLimit.FRAMES_BEFORE_JOIN; i++) {
            client.send(ClientFrame.newBuilder().setPing(i));
        }
        assertOpen(client);

        client.send(ClientFrame.newBuilder().setPing(100));

        assertEnded(client, DisconnectReason.TOO_MANY_MESSAGES, "Too many messages in a short time.");
        assertThat(client.watch().pongs()).hasSize(FrameLimit.FRAMES_BEFORE_JOIN);
    }

    @Test
    void shouldEndAPlayerWhoSendsMoreThanALongStallExplains() {
        Client ada = server.joined("Ada");
        int most = (FrameLimit.FRAMES_PER_TICK * 20 + FrameLimit.OTHER_FRAMES_PER_SECOND) * FrameLimit.STALL_SECONDS;
        for (int i = 1; i < most; i++) {
            ada.send(ClientFrame.newBuilder().setPing(i));
        }
        assertOpen(ada);

        for (int i = 0; i < 10; i++) {
            ada.send(ClientFrame.newBuilder().setPing(i));
        }

        assertThat(ada.outlet.reason()).isEqualTo(DisconnectReason.TOO_MANY_MESSAGES);
    }

    @Test
    void shouldEndAPlayerWhoseMessagesAreAllAsLargeAsTheyMayBe() {
        Client ada = server.joined("Ada");
        int most = 500 * FrameLimit.BYTES_PER_FRAME / 4096;
        String words = "w".repeat(4000);
        for (int i = 1; i < most; i++) {
            ada.send(ClientFrame.newBuilder().setChat(words));
        }
        assertOpen(ada);

        for (int i = 0; i < 5; i++) {
            ada.send(ClientFrame.newBuilder().setChat(words));
        }

        assertThat(ada.outlet.reason()).isEqualTo(DisconnectReason.TOO_MANY_MESSAGES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 20, 60, 128, 500, 1000})
    void shouldKeepAPlayerWhoseUplinkStalledForAsLongAsItsClientTolerates(double tickRateHz) {
        SessionDriver driver =
                new SessionDriver(new RoomTypes().rates(tickRateHz, tickRateHz).build());
        Client ada = driver.joined("Ada");
        int silentSeconds = 9;
        for (int stall = 0; stall < 3; stall++) {
            driver.nowNanos += silentSeconds * 1_000L * MILLI;
            for (int i = 0; i < silentSeconds * tickRateHz; i++) {
                ada.send(input(1, 1, 0));
                ada.send(ClientFrame.newBuilder().setAckTick(1));
            }
            for (int i = 0; i < silentSeconds; i++) {
                ada.send(ClientFrame.newBuilder().setPing(i));
            }
        }

        assertOpen(ada);
    }

    @Test
    void shouldCountFramesOfEveryKind() {
        Client client = server.connect();
        for (int i = 0; i < FrameLimit.FRAMES_BEFORE_JOIN; i++) {
            assertThat(client.session.onFrame(server.nowNanos)).isTrue();
        }

        assertThat(client.session.onFrame(server.nowNanos)).isFalse();

        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.TOO_MANY_MESSAGES);
    }

    // Deadlines

    @Test
    void shouldEndWhoDoesNotJoinInTime() {
        Client client = server.connect();
        long opened = server.nowNanos;
        client.session.checkTime(opened + 5_000 * MILLI);
        assertOpen(client);

        assertThat(client.session.checkTime(opened + 5_001 * MILLI)).isFalse();

        assertEnded(client, DisconnectReason.JOIN_TIMEOUT, "No join came in time.");
    }

    @Test
    void shouldNotLetPingsPutOffTheJoin() {
        Client client = server.connect();
        for (int i = 0; i < 5; i++) {
            server.nowNanos += 1_000 * MILLI;
            client.send(ClientFrame.newBuilder().setPing(1));
            client.session.checkTime(server.nowNanos);
        }
        assertOpen(client);

        client.session.checkTime(server.nowNanos + MILLI);

        assertThat(client.outlet.reason()).isEqualTo(DisconnectReason.JOIN_TIMEOUT);
    }

    @Test
    void shouldWishForAPingAfterAThirdOfTheIdleTimeout() {
        Client ada = server.connect();
        ada.send(join("Ada"));
        long heard = server.nowNanos;

        assertThat(ada.session.checkTime(heard + 10_000 * MILLI)).isFalse();
        assertThat(ada.session.checkTime(heard + 10_001 * MILLI)).isTrue();
        assertThat(ada.session.checkTime(heard + 30_000 * MILLI)).isTrue();

        assertOpen(ada);
    }

    @Test
    void shouldEndWhoIsSilentForTooLong() {
        Client ada = server.connect();
        ada.send(join("Ada"));
        long heard = server.nowNanos;
        server.tick();

        assertThat(ada.session.checkTime(heard + 30_001 * MILLI)).isFalse();
        server.tick();

        assertEnded(ada, DisconnectReason.IDLE_TIMEOUT, "Nothing was heard from you for too long.");
        assertThat(server.rooms.list().get(0).seatCount()).isZero();
    }

    @Test
    void shouldHearAMessageOrAPongAsASignOfLife() {
        Client ada = server.joined("Ada");
        long start = server.nowNanos;
        ada.session.onFrame(start + 20_000 * MILLI);
        assertThat(ada.session.checkTime(start + 25_000 * MILLI)).isFalse();
        server.nowNanos = start + 40_000 * MILLI;
        ada.send(ClientFrame.newBuilder().setAckTick(1));

        assertThat(ada.session.checkTime(start + 45_000 * MILLI)).isFalse();

        assertOpen(ada);
    }

    @Test
    void shouldHearBytesThatMakeNoFrameYetAsASignOfLife() {
        Client ada = server.joined("Ada");
        long start = server.nowNanos;

        ada.session.onBytes(start + 25_000 * MILLI);

        assertThat(ada.session.checkTime(start + 35_000 * MILLI)).isFalse();
        assertOpen(ada);
    }

    @Test
    void shouldNotHearASignOfLifeInWhatIsSentToThePlayer() {
        Client ada = server.joined("Ada");
        long start = server.nowNanos;
        server.ticks(20);

        assertThat(ada.session.checkTime(start + 30_001 * MILLI)).isFalse();

        assertThat(ada.outlet.reason()).isEqualTo(DisconnectReason.IDLE_TIMEOUT);
    }

    // The end

    @Test
    void shouldIgnoreEverythingAfterTheEnd() {
        Client ada = server.joined("Ada");
        ada.send(ClientFrame.newBuilder().setLeave(true));
        server.tick();
        int sent = ada.outlet.messages().size();

        ada.send(join("Ada").setPing(1));
        ada.send(input(5, 1, 0));
        ada.send(new byte[] {-1, -1, -1});
        ada.session.onText();
        ada.session.onTooBig();
        assertThat(ada.session.onFrame(server.nowNanos)).isFalse();
        assertThat(ada.session.checkTime(server.nowNanos + 100_000 * MILLI)).isFalse();
        ada.session.onClosed(Departure.LOST);
        server.tick();

        assertEnded(ada, DisconnectReason.LEFT, "You left the room.");
        assertThat(ada.outlet.messages()).hasSize(sent);
        assertThat(server.rooms.list().get(0).seatCount()).isZero();
        assertThat(server.count(Counter.INPUTS_TAKEN)).isZero();
    }

    @Test
    void shouldLetASecondConnectionJoinAfterTheFirstWasRefused() {
        Client refused = server.connect();
        refused.send(join("\u0007"));

        assertOpen(server.joined("Ada"));
    }

    private static void assertOpen(Client client) {
        assertThat(client.outlet.reason()).isNull();
    }

    private static void assertEnded(Client client, DisconnectReason reason, String sentence) {
        assertThat(client.outlet.reason()).isEqualTo(reason);
        assertThat(client.outlet.sentence()).isEqualTo(sentence);
        assertThat(sentence.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LONGEST_CLOSE_REASON);
    }
}

package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.fixture.Watcher;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Phase;
import dev.tickwire.server.metrics.PlayerStats;
import dev.tickwire.server.room.Room;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Players who behave, over real sockets. */
class PlayersIT {
    private static TestServer server;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = TestServer.start("roomTypes.tiny.playerLimit=1", "roomTypes.tiny.game=walkers");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void leave() throws Exception {
        for (AutoCloseable client : open) {
            client.close();
        }
        patiently().until(() -> server.server().rooms().list().stream().allMatch(room -> room.seatCount() == 0));
    }

    @Test
    void shouldShowPlayersWhatTheOthersDo() {
        Browser ada = joined("Ada");
        Browser bo = joined("Bo");
        int player = ada.watcher().player();

        ada.input(ada.watcher().lastFrame().getTick() + 10, 7);

        bo.awaitThat(seen -> seen.boat(player, "stroke") == 7);
        ada.awaitThat(seen -> seen.lastFrame().hasInputAckAgo());
        assertThat(ada.watcher().frames())
                .as("each margin is told once")
                .filteredOn(ServerFrame::hasInputMarginMillis)
                .hasSize(1);
        ada.awaitSnapshots(5);
        bo.awaitSnapshots(5);
    }

    @Test
    void shouldCallNoTwoPlayersTheSame() {
        Browser first = joined("Ann");
        Browser second = joined("\u0410nn");
        assertThat(first.watcher().welcome().getName()).isEqualTo("Ann");
        assertThat(second.watcher().welcome().getName()).as("with a Cyrillic A").isEqualTo("\u0410nn 2");
        first.leave();
        second.awaitThat(seen -> seen.boatCount() == 1);
        assertThat(joined("ANN").watcher().welcome().getName()).isEqualTo("ANN");
    }

    @Test
    void shouldRefuseANameThatIsReserved() {
        Browser admin = connect();
        admin.join(Join.newBuilder().setName("\u0410dmin 1"));
        admin.assertClosed(DisconnectReason.INVALID_NAME, "This name is reserved: choose another one.");
    }

    @Test
    void shouldMeasureHowThePlayersFare() {
        Browser ada = joined("Ada");
        ada.awaitSnapshots(5);
        ada.send(ClientFrame.newBuilder().setAckTick(ada.watcher().lastFrame().getTick()));

        Room room = server.server().rooms().list().stream()
                .filter(one -> one.id().equals(ada.room()))
                .findFirst()
                .orElseThrow();
        patiently().until(() -> roundTripMicros(room) > 0);

        assertThat(roundTripMicros(room)).as("on this machine").isLessThan(20_000_000);
        assertThat(room.stats().read().of(Phase.STEP).total()).isPositive();
    }

    private static long roundTripMicros(Room room) {
        return room.stats().read().players().stream()
                .mapToLong(PlayerStats.Reading::roundTripMicros)
                .max()
                .orElse(PlayerStats.UNKNOWN);
    }

    @Test
    void shouldTellTheOthersWhenAPlayerLeaves() {
        Browser ada = joined("Ada");
        Browser bo = joined("Bo");
        ada.awaitThat(seen -> seen.boatCount() == 2);

        bo.send(ClientFrame.newBuilder().setLeave(true));

        bo.assertClosed(DisconnectReason.LEFT);
        ada.awaitThat(seen -> seen.boatCount() == 1);
    }

    @Test
    void shouldNoticeAPlayerWhoClosesTheTab() {
        Browser ada = joined("Ada");
        Browser bo = joined("Bo");
        ada.awaitThat(seen -> seen.boatCount() == 2);
        long lost = server.count(Counter.CONNECTIONS_LOST);

        bo.leave();

        ada.awaitThat(seen -> seen.boatCount() == 1);
        patiently().until(() -> server.count(Counter.CONNECTIONS_LOST) == lost + 1);
    }

    @Test
    void shouldJoinARoomByIdAndOpenOneOnRequest() {
        Browser ada = joined("Ada");
        Browser apart = connect();
        apart.join(Join.newBuilder().setCreate(true));
        assertThat(apart.room()).isNotEqualTo(ada.room());

        Browser friend = connect();
        friend.join(Join.newBuilder().setRoom(apart.room()));

        assertThat(friend.room()).isEqualTo(apart.room());
        apart.awaitThat(seen -> seen.boatCount() == 2);
        assertThat(ada.watcher().boatCount()).isEqualTo(1);
    }

    @Test
    void shouldSayThatARoomIsFull() {
        Browser only = connect();
        only.join(Join.newBuilder().setRoomType("tiny"));
        Browser more = connect();

        more.join(Join.newBuilder().setRoom(only.room()));

        more.assertClosed(DisconnectReason.ROOM_FULL);
        assertThat(more.end()).isEqualTo("4006 The room is full.");
    }

    @Test
    void shouldSayThatTheGameWasUpdated() {
        Browser outdated = connect();

        outdated.join(Join.newBuilder().setSchemaHash(12345));

        outdated.assertClosed(DisconnectReason.SCHEMA_MISMATCH);
        assertThat(outdated.end()).isEqualTo("4003 The game was updated: reload to get the new version.");
    }

    @Test
    void shouldSayWhyAJoinIsRefused() {
        Browser nameless = connect();
        nameless.join(Join.newBuilder().setName("\u0007"));
        Browser lost = connect();
        lost.join(Join.newBuilder().setRoom("nowhere"));
        Browser chess = connect();
        chess.join(Join.newBuilder().setRoomType("chess"));
        Browser future = connect();
        future.send(ClientFrame.newBuilder().setJoin(Join.newBuilder().setProtocolVersion(2)));
        Browser hasty = connect();
        hasty.input(1, 1);

        nameless.assertClosed(DisconnectReason.INVALID_NAME);
        lost.assertClosed(DisconnectReason.UNKNOWN_ROOM);
        chess.assertClosed(DisconnectReason.UNKNOWN_ROOM_TYPE);
        future.assertClosed(DisconnectReason.PROTOCOL_VERSION, "The server speaks protocol version 1, not 2.");
        hasty.assertClosed(DisconnectReason.NOT_JOINED);
    }

    @Test
    void shouldAnswerPings() {
        Browser client = connect();

        client.send(ClientFrame.newBuilder().setPing(42));

        client.awaitThat(seen -> seen.pongs().contains(42));
    }

    @Test
    void shouldAnswerPingsOfTheWebSocketWithTheirPayload() {
        RawClient client = open(RawClient.upgraded(server));

        client.frame(RawClient.PING, true, new byte[] {1, 2, 3});

        assertThat(client.readUntil(RawClient.PONG).payload()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldAnswerACloseWithItsCode() {
        RawClient client = open(RawClient.joined(server));

        client.frame(RawClient.CLOSE, true, new byte[] {0x03, (byte) 0xE8});

        assertThat(client.readToEnd()).startsWith("1000 ");
    }

    @Test
    void shouldResyncWhoAsksForIt() {
        Browser ada = joined("Ada");
        ada.awaitSnapshots(2);

        ada.send(ClientFrame.newBuilder().setResync(true));

        ada.awaitThat(
                seen -> seen.baselinesAgo().stream().filter(ago -> ago == 0).count() == 2);
        ada.awaitSnapshots(2);
    }

    @Test
    void shouldTellPlayersAndSpectatorsWhatIsSaid() {
        Browser ada = joined("Ada");
        Browser bo = joined("Bo");
        Browser watcher = connect();
        watcher.join(Join.newBuilder().setRoom(ada.room()).setSpectate(true).setName("Wim"));
        watcher.awaitThat(seen -> !seen.frames().isEmpty());

        ada.send(ClientFrame.newBuilder().setChat("hello"));
        for (Browser client : List.of(ada, bo, watcher)) {
            client.awaitThat(seen -> saw(seen, "Ada", "hello"));
        }
        watcher.send(ClientFrame.newBuilder().setChat("ahoy"));
        for (Browser client : List.of(ada, bo, watcher)) {
            client.awaitThat(seen -> saw(seen, "Wim", "ahoy"));
        }
    }

    private static boolean saw(Watcher seen, String name, String text) {
        return seen.frames().stream()
                .flatMap(frame -> frame.getChatsList().stream())
                .anyMatch(chat -> chat.getName().equals(name) && chat.getText().equals(text));
    }

    @Test
    void shouldShowTheRoomToASpectator() {
        Browser ada = joined("Ada");
        Browser watcher = connect();
        watcher.join(Join.newBuilder().setRoom(ada.room()).setSpectate(true));
        ada.input(ada.watcher().lastFrame().getTick() + 10, 7);

        watcher.awaitThat(seen -> !seen.frames().isEmpty() && seen.boat(0, "stroke") == 7);
        watcher.awaitSnapshots(10);
        assertThat(watcher.watcher().welcome().hasPlayer()).isFalse();
        assertThat(watcher.watcher().boatCount()).isEqualTo(1);
        watcher.input(watcher.watcher().lastFrame().getTick() + 10, 3);
        watcher.assertClosed(DisconnectReason.INVALID_INPUT);
        ada.awaitSnapshots(5);
    }

    @Test
    void shouldServeManyPlayersInManyRoomsAtOnce() {
        List<Browser> players = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Browser player = connect();
            player.join(Join.newBuilder().setName("P" + i));
            players.add(player);
        }

        for (Browser player : players) {
            player.awaitThat(seen -> seen.frames().size() > 10);
            player.awaitSnapshots(0);
        }
        assertThat(players.stream().map(Browser::room).distinct()).hasSize(3);
    }

    @Test
    void shouldServePlayersWhoseFramesAnotherThreadWrites() {
        try (TestServer other = TestServer.start("io.writes=io");
                Browser ada = Browser.joined(other, "Ada");
                Browser bo = Browser.joined(other, "Bo")) {
            ada.awaitThat(seen -> seen.boatCount() == 2);
            bo.awaitSnapshots(10);
            ada.awaitSnapshots(10);
        }
    }

    private Browser joined(String name) {
        return open(Browser.joined(server, name));
    }

    private Browser connect() {
        return open(Browser.connect(server));
    }

    private <T extends AutoCloseable> T open(T client) {
        open.add(client);
        return client;
    }
}

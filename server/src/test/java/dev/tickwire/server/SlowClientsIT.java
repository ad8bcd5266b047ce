package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Belfry;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.fixture.Watcher;
import dev.tickwire.server.metrics.Counter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that say or read too little, and deadlines. */
@Execution(ExecutionMode.CONCURRENT)
class SlowClientsIT {
    private static final int SMALL_BUFFER = 4096;

    @Test
    void shouldSkipAndThenDropWhoStopsReadingWhileTheOthersGetEverySnapshot() {
        try (TestServer server = TestServer.start(
                        "io.sendBuffer=4096",
                        "roomTypes.regatta.tunables.gulls=1000",
                        "roomTypes.regatta.tickRateHz=40",
                        "roomTypes.regatta.snapshotRateHz=20",
                        "roomTypes.regatta.slowClientTimeout=1s");
                Browser witness = Browser.joined(server, "Witness");
                RawClient stuck = RawClient.upgraded(server.port(), SMALL_BUFFER)) {
            stuck.join("Stuck");
            witness.awaitThat(seen -> seen.boatCount() == 2);

            patiently().until(() -> server.count(Counter.SNAPSHOTS_SKIPPED_BUSY) >= 5);
            int before = witness.snapshotCount();
            witness.awaitSnapshots(10);
            assertThat(gaps(witness.ticks().subList(before - 1, before + 10)))
                    .as("the others get every snapshot, or nearly on a busy machine")
                    .isLessThanOrEqualTo(2);
            patiently().until(() -> server.disconnects(DisconnectReason.TOO_SLOW) == 1);
            witness.awaitThat(seen -> seen.boatCount() == 1);
            patiently().until(() -> server.count(Counter.CONNECTIONS_ABORTED) == 1);
            assertThat(stuck.readToEnd()).as("no close can get through").isNull();
            witness.awaitSnapshots(5);
        }
    }

    @Test
    void shouldGiveTheNewestStateToWhoReadsAgain() {
        try (TestServer server = TestServer.start(
                        "io.sendBuffer=4096",
                        "roomTypes.regatta.tunables.gulls=1000",
                        "roomTypes.regatta.slowClientTimeout=1h");
                RawClient pausing = RawClient.upgraded(server.port(), SMALL_BUFFER)) {
            Watcher watcher = new Watcher();
            pausing.message(ClientFrame.newBuilder()
                    .setJoin(Join.newBuilder().setProtocolVersion(1).setHashEverySnapshot(true)));
            patiently().until(() -> server.count(Counter.SNAPSHOTS_SKIPPED_BUSY) >= 20);
            long sentBefore = server.count(Counter.SNAPSHOTS_SENT);

            while (watcher.frames().size() < sentBefore + 5) {
                watcher.receive(pausing.readUntil(RawClient.BINARY).payload());
            }

            assertThat(watcher.outcomes()).allMatch(outcome -> outcome == Replica.Outcome.APPLIED);
            assertThat(watcher.baselinesAgo())
                    .as("a delta over what was skipped")
                    .anyMatch(ago -> ago == 0 || ago > 5);
        }
    }

    @Test
    void shouldTellWhoReadsAgainOfAllThatHappenedOnceAndInOrder() {
        try (TestServer server = TestServer.start(
                        "io.sendBuffer=4096",
                        "roomTypes.belfry.game=dev.tickwire.server.fixture.Belfry",
                        "roomTypes.belfry.tunables.leastStrikes=100",
                        "roomTypes.belfry.tunables.mostStrikes=100",
                        "roomTypes.belfry.eventLog=4096",
                        "roomTypes.belfry.maxUnacked=1h",
                        "roomTypes.belfry.ackTolerance=1h",
                        "roomTypes.belfry.slowClientTimeout=1h");
                RawClient pausing = RawClient.upgraded(server.port(), SMALL_BUFFER)) {
            Watcher watcher = new Watcher();
            pausing.message(ClientFrame.newBuilder()
                    .setJoin(Join.newBuilder().setProtocolVersion(1).setRoomType("belfry")));
            patiently().until(() -> server.count(Counter.SNAPSHOTS_SKIPPED_BUSY) >= 10);
            long sentBefore = server.count(Counter.SNAPSHOTS_SENT);

            while (watcher.frames().size() < sentBefore + 5) {
                watcher.receive(pausing.readUntil(RawClient.BINARY).payload());
            }

            List<Integer> serials = watcher.events().stream()
                    .filter(event -> event.kind() == Belfry.STRIKES)
                    .map(event -> event.raws().get(Belfry.SERIAL))
                    .toList();
            assertThat(serials)
                    .hasSizeGreaterThan(1500)
                    .isEqualTo(IntStream.range(0, serials.size())
                            .mapToObj(i -> serials.get(0) + i)
                            .toList());
            assertThat(server.count(Counter.EVENTS_LOST)).isZero();
        }
    }

    @Test
    void shouldDisconnectWhoDoesNotAcknowledge() {
        try (TestServer server = TestServer.start(
                        "roomTypes.regatta.maxUnacked=100ms", "roomTypes.regatta.slowClientTimeout=200ms");
                Browser witness = Browser.joined(server, "Witness");
                RawClient silent = RawClient.joined(server)) {
            silent.assertClosed(DisconnectReason.TOO_SLOW);

            witness.awaitSnapshots(5);
            assertThat(server.count(Counter.SNAPSHOTS_SKIPPED_UNACKED)).isPositive();
        }
    }

    @Test
    void shouldDisconnectWhoDoesNotJoin() {
        try (TestServer server = TestServer.start("limits.joinTimeout=100ms");
                RawClient idle = RawClient.upgraded(server);
                Browser waiting = Browser.connect(server)) {
            idle.assertClosed(DisconnectReason.JOIN_TIMEOUT);
            waiting.assertClosed(DisconnectReason.JOIN_TIMEOUT);
            assertThat(waiting.end()).isEqualTo("4012 No join came in time.");
        }
    }

    @Test
    void shouldPingWhoIsSilentAndDisconnectWhoDoesNotAnswer() {
        try (TestServer server = TestServer.start("roomTypes.regatta.idleTimeout=2500ms");
                RawClient dead = RawClient.joined(server)) {
            assertThat(dead.readUntil(RawClient.PING).payload()).isEmpty();

            dead.assertClosed(DisconnectReason.IDLE_TIMEOUT);
        }
    }

    @Test
    void shouldNotAbortWhoAnswersTheClose() {
        try (TestServer server = TestServer.start();
                RawClient leaving = RawClient.joined(server)) {
            leaving.message(ClientFrame.newBuilder().setLeave(true));
            byte[] close = leaving.readUntil(RawClient.CLOSE).payload();

            leaving.frame(RawClient.CLOSE, true, close);

            assertThat(leaving.readToEnd()).as("nothing more").isNull();
            patiently().until(() -> server.connectionCount() == 0);
            assertThat(server.count(Counter.CONNECTIONS_ABORTED)).isZero();
        }
    }

    @Test
    void shouldAbortWhoNeverAnswersTheClose() {
        try (TestServer server = TestServer.start();
                RawClient stubborn = RawClient.joined(server)) {
            stubborn.message(ClientFrame.newBuilder().setLeave(true));

            assertThat(stubborn.readToEnd()).isEqualTo("1000 You left the room.");
            patiently().until(() -> server.count(Counter.CONNECTIONS_ABORTED) == 1);
        }
    }

    private static int gaps(List<Integer> ticks) {
        int gaps = 0;
        for (int i = 1; i < ticks.size(); i++) {
            gaps += ticks.get(i) - ticks.get(i - 1) > 2 ? 1 : 0;
        }
        return gaps;
    }
}

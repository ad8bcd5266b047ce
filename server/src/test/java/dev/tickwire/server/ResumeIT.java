package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.RawClient;
import dev.tickwire.server.fixture.SlowNetwork;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Players whose networks break, and who come back into their seats over new connections. */
@Execution(ExecutionMode.CONCURRENT)
class ResumeIT {
    private static final String LONG_GRACE = "roomTypeDefaults.resumeGrace=10m";

    @Test
    void shouldLetAPlayerGoOnAfterTheNetworkWasCut() {
        try (TestServer server = TestServer.start(LONG_GRACE);
                SlowNetwork network = new SlowNetwork(server.port());
                Browser witness = Browser.joined(server, "Witness");
                Browser ada = Browser.joined(network.uri(), Join.newBuilder().setName("Ada"))) {
            ada.input(tickOf(ada) + 5, 7);
            witness.awaitThat(seen -> seen.boatCount() == 2 && seen.boat(1, "stroke") == 7);

            network.cut();
            patiently().until(() -> server.count(Counter.SEATS_KEPT) == 1);
            witness.awaitThat(seen -> seen.boat(1, "stroke") == 0);
            int strokes = strokes(witness);
            witness.awaitSnapshots(10);
            assertThat(strokes(witness)).as("inputs rest").isEqualTo(strokes);

            try (Browser back = resumed(network, ada)) {
                assertThat(back.watcher().welcome().getResumed()).isTrue();
                assertThat(back.watcher().player()).isEqualTo(1);
                assertThat(back.room()).isEqualTo(witness.room());
                back.awaitSnapshots(5);
                assertThat(strokes(witness)).as("nothing is applied twice").isEqualTo(strokes);
                int tick = tickOf(back) + 10;
                back.input(tick, 3);
                back.input(tick + 1, 0);
                witness.awaitThat(seen -> seen.boat(1, "strokes") == strokes + 3);
                back.awaitSnapshots(5);
            }
            assertThat(server.count(Counter.SEATS_RESUMED)).isEqualTo(1);
        }
    }

    @Test
    void shouldCloseTheOldConnectionThatWasOnlyStuck() {
        try (TestServer server = TestServer.start(LONG_GRACE);
                SlowNetwork network = new SlowNetwork(server.port());
                Browser stuck = Browser.joined(network.uri(), Join.newBuilder().setName("Ada"))) {
            network.up().stop();
            network.down().stop();
            try (Browser back = resumed(server, stuck)) {
                assertThat(back.watcher().player()).isZero();
                assertThat(back.watcher().boatCount()).isEqualTo(1);
                network.up().resume();
                network.down().resume();

                stuck.assertClosed(DisconnectReason.RESUMED_ELSEWHERE, "You went on playing in another window.");
                back.awaitSnapshots(5);
                assertThat(server.count(Counter.SEATS_KEPT)).isZero();
            }
        }
    }

    @Test
    void shouldGiveTheSeatUpWhenNobodyComesBack() {
        try (TestServer server = TestServer.start("roomTypeDefaults.resumeGrace=200ms");
                Browser witness = Browser.joined(server, "Witness")) {
            Browser ada = Browser.joined(server, "Ada");
            witness.awaitThat(seen -> seen.boatCount() == 2);
            ada.close();
            witness.awaitThat(seen -> seen.boatCount() == 1);

            Browser late = Browser.connect(server);
            late.join(Join.newBuilder().setResumeToken(tokenOf(ada)));

            late.assertClosed(DisconnectReason.SEAT_EXPIRED, "Your seat was given away: join again.");
            assertThat(server.count(Counter.SEATS_EXPIRED)).isEqualTo(1);
            assertThat(server.disconnects(DisconnectReason.SEAT_EXPIRED)).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepTheSeatOfAPageThatWentAwayAndNotOfOneThatSaidGoodbye() {
        try (TestServer server = TestServer.start(LONG_GRACE);
                Browser witness = Browser.joined(server, "Witness");
                RawClient away = RawClient.joined(server);
                Browser leaver = Browser.joined(server, "Leaver");
                Browser closer = Browser.joined(server, "Closer")) {
            witness.awaitThat(seen -> seen.boatCount() == 4);

            away.frame(RawClient.CLOSE, true, new byte[] {0x03, (byte) 0xE9});
            leaver.send(ClientFrame.newBuilder().setLeave(true));
            closer.leave();

            patiently().until(() -> server.count(Counter.SEATS_KEPT) == 1);
            witness.awaitThat(seen -> seen.boatCount() == 2);
        }
    }

    @Test
    void shouldNotKeepTheSeatOfWhoSendsWhatIsNoWebSocket() {
        try (TestServer server = TestServer.start(LONG_GRACE);
                Browser witness = Browser.joined(server, "Witness");
                RawClient mallory = RawClient.joined(server)) {
            witness.awaitThat(seen -> seen.boatCount() == 2);

            mallory.sendIfItCan(RawClient.encode(0x83, true, new byte[3]));
            mallory.readToEnd();

            witness.awaitThat(seen -> seen.boatCount() == 1);
            assertThat(server.count(Counter.SEATS_KEPT)).isZero();
        }
    }

    @Test
    void shouldNotBeDisturbedByTokensThatAreMadeUp() {
        try (TestServer server = TestServer.start(LONG_GRACE);
                Browser witness = Browser.joined(server, "Witness")) {
            Random random = new Random(3);
            for (int i = 0; i < 50; i++) {
                byte[] forged = tokenOf(witness).toByteArray();
                forged[random.nextInt(16)] ^= 1;
                Browser mallory = Browser.connect(server);
                mallory.join(Join.newBuilder().setResumeToken(ByteString.copyFrom(forged)));
                mallory.assertClosed(DisconnectReason.SEAT_EXPIRED);
            }
            try (RawClient huge = RawClient.upgraded(server)) {
                Join join = Join.newBuilder()
                        .setProtocolVersion(1)
                        .setResumeToken(ByteString.copyFrom(new byte[1 << 20]))
                        .build();
                byte[] frame = RawClient.encode(
                        0x82,
                        true,
                        ClientFrame.newBuilder().setJoin(join).build().toByteArray());
                huge.sendIfItCan(frame);
                // What is left unread when the socket closes may make a reset of its last bytes.
                assertThat(huge.readToEnd()).isIn(null, "1009 A message may have at most 4096 bytes.");
            }
            witness.awaitSnapshots(5);
            assertThat(server.count(Counter.SEATS_RESUMED)).isZero();
        }
    }

    private static Browser resumed(SlowNetwork network, Browser before) {
        return Browser.joined(network.uri(), Join.newBuilder().setResumeToken(tokenOf(before)));
    }

    private static Browser resumed(TestServer server, Browser before) {
        return Browser.joined(server.uri(), Join.newBuilder().setResumeToken(tokenOf(before)));
    }

    private static ByteString tokenOf(Browser browser) {
        return browser.watcher().welcome().getResumeToken();
    }

    private static int tickOf(Browser browser) {
        return browser.ticks().get(browser.snapshotCount() - 1);
    }

    private static int strokes(Browser witness) {
        return witness.watcher().boat(1, "strokes");
    }
}

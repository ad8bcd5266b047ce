package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.SlowNetwork;
import dev.tickwire.server.fixture.TestServer;
import dev.tickwire.server.metrics.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Players behind networks that are far away, narrow, or stuck for a while: what they get, and that the others do not
 * notice.
 */
@Execution(ExecutionMode.CONCURRENT)
class SlowNetworkIT {
    private static final int TICKS_PER_SNAPSHOT = 2;
    private static final int FLOOR_TICKS = 8;

    @ParameterizedTest
    @ValueSource(ints = {150, 400})
    void shouldSendEverySnapshotToWhoIsFarAway(int delayMillis) {
        try (TestServer server = TestServer.start("roomTypes.regatta.maxUnacked=3s");
                SlowNetwork network = new SlowNetwork(server.port())) {
            network.down().delayMillis(delayMillis);
            network.up().delayMillis(delayMillis);
            try (Browser far = joined(network, "Far")) {
                long sentNanos = System.nanoTime();
                far.send(ClientFrame.newBuilder().setPing(7));
                far.awaitThat(seen -> seen.pongs().contains(7));
                assertThat(System.nanoTime() - sentNanos).isGreaterThanOrEqualTo(2L * delayMillis * 1_000_000);
                far.awaitSnapshots(100);

                assertThat(gaps(far.ticks(), 1)).isLessThanOrEqualTo((int) server.count(Counter.SNAPSHOTS_OVERTAKEN));
                assertThat(server.count(Counter.SNAPSHOTS_PACED)).isZero();
                assertThat(server.count(Counter.SNAPSHOTS_SKIPPED_UNACKED)).isZero();
            }
        }
    }

    @Test
    void shouldSendLessToWhoHasTooNarrowANetworkAndAllAgainWhenItIsWide() {
        try (TestServer server = crowded("io.sendBuffer=4096");
                SlowNetwork network = new SlowNetwork(server.port());
                Browser witness = Browser.joined(server, "Witness");
                Browser narrow = joined(network, "Narrow")) {
            narrow.awaitSnapshots(10);
            int witnessedBefore = witness.snapshotCount();

            network.down().bytesPerSecond(18_000);
            awaitLastGaps(narrow, 3, FLOOR_TICKS, Integer.MAX_VALUE);
            assertAllButFew(witness, witnessedBefore);
            network.down().bytesPerSecond(0);
            awaitLastGaps(narrow, 20, TICKS_PER_SNAPSHOT, TICKS_PER_SNAPSHOT);

            narrow.awaitSnapshots(1);
            witness.awaitSnapshots(1);
            assertNoHarmDone(server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4096", "64 KiB"})
    void shouldBeCurrentAtOnceWhenWhoWasStuckForLongReadsAgain(String sendBuffer) {
        try (TestServer server = crowded("io.sendBuffer=" + sendBuffer);
                SlowNetwork network = new SlowNetwork(server.port());
                Browser witness = Browser.joined(server, "Witness");
                Browser stuck = joined(network, "Stuck")) {
            stuck.awaitSnapshots(10);
            int witnessedBefore = witness.snapshotCount();

            network.down().stop();
            patiently().until(() -> skipped(server) >= 40);
            assertAllButFew(witness, witnessedBefore);
            int resumedTick = lastTick(witness);
            network.down().resume();
            stuck.awaitThat(seen -> seen.lastFrame().getTick() >= resumedTick);

            List<Integer> ticks = stuck.ticks();
            int current = firstFrom(resumedTick, ticks);
            assertThat(ticks.get(current) - ticks.get(current - 1))
                    .as("after what the kernel held comes the newest state")
                    .isGreaterThan(40 * TICKS_PER_SNAPSHOT);
            awaitLastGaps(stuck, 20, TICKS_PER_SNAPSHOT, TICKS_PER_SNAPSHOT);
            stuck.awaitSnapshots(1);
            assertNoHarmDone(server);
        }
    }

    /** Snapshots of about 4 KB, 20 in a second; at the least 5 in a second. */
    private static TestServer crowded(String setting) {
        return TestServer.start(
                setting,
                "roomTypes.regatta.tunables.gulls=1000",
                "roomTypes.regatta.tickRateHz=40",
                "roomTypes.regatta.snapshotRateHz=20",
                "roomTypes.regatta.slowestSnapshotRateHz=5",
                "roomTypes.regatta.maxUnacked=1s");
    }

    private static Browser joined(SlowNetwork network, String name) {
        return Browser.joined(network.uri(), Join.newBuilder().setName(name));
    }

    private static long skipped(TestServer server) {
        return server.count(Counter.SNAPSHOTS_SKIPPED_BUSY) + server.count(Counter.SNAPSHOTS_SKIPPED_UNACKED);
    }

    private static void assertNoHarmDone(TestServer server) {
        assertThat(server.count(Counter.RESYNCS)).isZero();
        assertThat(server.disconnects(DisconnectReason.TOO_SLOW)).isZero();
        assertThat(server.count(Counter.CONNECTIONS_LOST)).isZero();
    }

    /** On a busy machine, not every one. */
    private static void assertAllButFew(Browser witness, int before) {
        witness.awaitSnapshots(1);
        List<Integer> ticks = witness.ticks();
        List<Integer> since = ticks.subList(before - 1, ticks.size());
        assertThat(gaps(since, TICKS_PER_SNAPSHOT)).isLessThanOrEqualTo(1 + since.size() / 20);
    }

    private static void awaitLastGaps(Browser browser, int count, int least, int most) {
        browser.awaitThat(seen -> {
            List<Integer> ticks = seen.ticks();
            for (int i = ticks.size() - count; i < ticks.size(); i++) {
                int gap = i < 1 ? -1 : ticks.get(i) - ticks.get(i - 1);
                if (gap < least || gap > most) {
                    return false;
                }
            }
            return true;
        });
    }

    private static int gaps(List<Integer> ticks, int usual) {
        int gaps = 0;
        for (int i = 1; i < ticks.size(); i++) {
            gaps += ticks.get(i) - ticks.get(i - 1) > usual ? 1 : 0;
        }
        return gaps;
    }

    private static int lastTick(Browser browser) {
        List<Integer> ticks = browser.ticks();
        return ticks.get(ticks.size() - 1);
    }

    private static int firstFrom(int tick, List<Integer> ticks) {
        int first = 0;
        while (ticks.get(first) < tick) {
            first++;
        }
        return first;
    }
}

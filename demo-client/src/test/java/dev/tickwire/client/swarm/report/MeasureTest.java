package dev.tickwire.client.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tickwire.client.swarm.report.SwarmReport.Group;
import dev.tickwire.client.swarm.report.SwarmReport.Phase;
import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import dev.tickwire.client.swarm.report.SwarmReport.Subject;
import dev.tickwire.client.transport.Disconnect;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;
    private static final Subject SUBJECT = new Subject(
            "ws://127.0.0.1:1/ws",
            "arena",
            7,
            10,
            "griefers",
            List.of(new Phase("alone", true, 5), new Phase("beside", true, 5), new Phase("drain", false, 5)),
            List.of(new Group("players", false, false), new Group("floods", true, true)));

    private final AtomicLong cpuNanos = new AtomicLong();
    private final Measure measure = new Measure(SUBJECT, 0, 1000, cpuNanos::get);
    private final Tally players = measure.tally("players", false);

    @Test
    void shouldKeepWhatEachPhaseSawApart() {
        measure.phase("alone", true, 0);
        players.gap(50 * MILLI, 50 * MILLI);
        measure.phase("beside", true, 5 * SECOND);
        players.gap(60 * MILLI, 50 * MILLI);
        players.snapshot(100, 4);
        measure.phase("drain", false, 10 * SECOND);
        players.gap(900 * MILLI, 50 * MILLI);
        players.desync();
        SwarmReport report = measure.finish(Presence.NOBODY, 12 * SECOND);

        assertNumber(report, "phases.alone.snapshotGapMillis.max", 50);
        assertNumber(report, "phases.beside.snapshotGapMillis.max", 60);
        assertNumber(report, "phases.drain.snapshotGapMillis.max", 900);
        assertNumber(report, "snapshotGapMillis.max", 60);
        assertNumber(report, "snapshots", 1);
        assertNumber(report, "desyncs", 1);
        assertNumber(report, "durationSeconds", 10);
        assertNumber(report, "phases.drain.durationSeconds", 2);
    }

    @Test
    void shouldKeepBotsThatMisbehaveOutOfTheMainFigures() {
        Tally floods = measure.tally("floods", true);
        measure.phase("alone", true, 0);
        players.gap(50 * MILLI, 50 * MILLI);
        floods.gap(700 * MILLI, 50 * MILLI);
        floods.disconnected(Disconnect.ofClose(4014, ""));
        SwarmReport report = measure.finish(Presence.NOBODY, SECOND);

        assertNumber(report, "snapshotGapMillis.max", 50);
        assertNumber(report, "disconnects", 0);
        assertNumber(report, "groups.floods.snapshotGapMillis.max", 700);
        assertNumber(report, "groups.floods.disconnects.TOO_SLOW", 1);
    }

    @Test
    void shouldFailWhereBotsCouldNotJoinUnlessThatIsExpected() {
        measure.tally("floods", true).joinRefused();
        SwarmReport expected = measure.soFar(Presence.NOBODY, SECOND);
        assertThat(Verdict.of(expected, List.of()).failures()).isEmpty();
        assertNumber(expected, "expectedFailedJoins", 1);

        players.joinRefused();
        SwarmReport report = measure.finish(Presence.NOBODY, SECOND);
        assertNumber(report, "failedJoins", 1);
        assertThat(Verdict.of(report, List.of()).failures()).containsExactly("failed: 1 bots could not join");
    }

    @Test
    void shouldCountTheSnapshotsThatWereDueInALongGap() {
        measure.phase("alone", true, 0);
        for (int i = 0; i < 1000; i++) {
            players.gap(50 * MILLI, 50 * MILLI);
        }
        players.gap(5 * SECOND, 50 * MILLI);
        SwarmReport report = measure.finish(Presence.NOBODY, 6 * SECOND);
        assertThat(report.number("snapshotGapMillis.p99").orElseThrow())
                .as("a hundred were due in these five seconds")
                .isBetween(4000.0, 4700.0);
        assertNumber(report, "snapshotGapMillis.max", 5000);
    }

    @Test
    void shouldKeepAPointOfTheCurvesPerSample() {
        measure.phase("alone", true, 0);
        players.received(4000);
        players.gap(52 * MILLI, 50 * MILLI);
        cpuNanos.set(SECOND / 2);
        measure.sample(present(3), SECOND);
        players.received(1000);
        measure.sample(present(4), 2 * SECOND);
        players.received(7);
        measure.sample(present(4), 2 * SECOND + 1);
        SwarmReport report = measure.finish(present(4), 3 * SECOND);

        assertThat(Points.seconds(report)).as("a nanosecond is no sample").containsExactly(1, 2);
        assertThat(Points.of(report, Curve.Line.PLAYERS)).containsExactly(3, 4);
        assertThat(Points.of(report, Curve.Line.RECEIVED_BYTES)).containsExactly(4000, 1000);
        assertThat(Points.of(report, Curve.Line.SWARM_CPU)).containsExactly(0.5, 0);
        assertThat(Points.of(report, Curve.Line.GAP_P99)[1]).isNaN();
        assertThat(Points.bands(report)).containsExactly(new Points.Band("alone", true, 0, 3));
        assertNumber(report, "receivedBytes", 5007);
        assertNumber(report, "botSeconds", 3 + 4 + 4);
    }

    @Test
    void shouldSayWhenTheSwarmItselfWasTooSlowAndTrustNoTimesThen() {
        measure.phase("alone", true, 0);
        players.lag(11 * MILLI);
        players.gap(80 * MILLI, 50 * MILLI);
        SwarmReport report = measure.finish(Presence.NOBODY, SECOND);
        assertThat(report.text("swarm.why")).contains("ran late", "11.0 ms");

        FailIf.Outcome gap = FailIf.parse("snapshotGapMillis.p99>75", report).check(report);
        assertThat(gap.hasFailed()).isTrue();
        assertThat(gap.isTrusted()).isFalse();
        assertThat(gap.sentence()).contains("not to be trusted");
        assertThat(FailIf.parse("desyncs>0", report).check(report).isTrusted()).isTrue();
        assertThat(FailIf.parse("server.during.stepMillis.p99>3", report)
                        .check(report)
                        .isTrusted())
                .as("what the server says of itself")
                .isTrue();
    }

    @Test
    void shouldSayWhenTheSwarmUsedAllProcessors() {
        assertThat(Saturation.why(1, 1.9, 2)).contains("1.90 of the 2 processors");
        assertThat(Saturation.why(1, 1.7, 2)).isEmpty();
        assertThat(Saturation.why(Double.NaN, Double.NaN, 2)).isEmpty();
    }

    @Test
    void shouldKeepTheFiguresOfAServerThatVanishesMidway() {
        measure.phase("alone", true, 0);
        measure.server(ServerFiguresTest.figures(10, 100, 0.5), 0);
        measure.server(ServerFiguresTest.figures(12, 200, 0.9), SECOND);
        measure.sample(present(1), SECOND);
        measure.serverAway("it does not answer");
        SwarmReport report = measure.finish(present(0), 2 * SECOND);
        assertNumber(report, "server.before.players", 10);
        assertNumber(report, "server.after.players", 12);
        assertNumber(report, "server.during.cpuCores", 0.4);
        assertNumber(report, "phases.alone.server.cpuCores", 0.4);
        assertThat(Points.of(report, Curve.Line.SERVER_CPU)).containsExactly(0.4);
        assertThat(report.text("server.note")).isEqualTo("not known at the end: it does not answer");
    }

    private static Presence present(int bots) {
        return new Presence(bots, bots, 0, 0, 0, 1, 20, 20, 20 * bots);
    }

    private static void assertNumber(SwarmReport report, String path, double expected) {
        assertThat(report.number(path).orElse(Double.NaN))
                .as(path)
                .isCloseTo(expected, within(expected * 0.001 + 1e-6));
    }
}

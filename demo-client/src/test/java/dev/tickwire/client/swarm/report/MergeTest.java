package dev.tickwire.client.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import dev.tickwire.client.swarm.report.SwarmReport.Subject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MergeTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;

    @Test
    void shouldSumWhatBotsSawAndNotTheTime() {
        SwarmReport sum = Merge.of(List.of(run("arena", 1000, 3, 50), run("arena", 1000, 5, 90)));
        assertNumber(sum, "bots", 20);
        assertNumber(sum, "connected", 8);
        assertNumber(sum, "snapshots", 200);
        assertNumber(sum, "durationSeconds", 10);
        assertNumber(sum, "botSeconds", 80);
        assertNumber(sum, "snapshotsPerBotPerSecond", 2.5);
        assertNumber(sum, "snapshotGapMillis.p50", 50);
        assertNumber(sum, "snapshotGapMillis.p99", 90);
        assertNumber(sum, "phases.hold.snapshots", 200);
        assertNumber(sum, "groups.players.snapshots", 200);
        assertNumber(sum, "swarmCpuCores", 1);
        assertNumber(sum, "rooms", 1);
    }

    @Test
    void shouldAlignCurvesByTheClock() {
        SwarmReport sum = Merge.of(List.of(run("arena", 5000, 3, 50), run("arena", 8000, 5, 90)));
        double[] players = Points.of(sum, Curve.Line.PLAYERS);
        assertThat(players).startsWith(3, 3, 3, 8, 8).endsWith(8, 5, 5, 5);
        assertThat(players).hasSize(13);
    }

    @Test
    void shouldSumWhatWasSummed() {
        SwarmReport two = Merge.of(List.of(run("arena", 0, 1, 50), run("arena", 0, 1, 50)));
        SwarmReport three = Merge.of(List.of(SwarmReport.parse(two.toJson()), run("arena", 0, 1, 50)));
        assertNumber(three, "snapshots", 300);
        assertNumber(three, "botSeconds", 30);
    }

    @Test
    void shouldRefuseReportsOfDifferentRuns() {
        List<SwarmReport> reports = List.of(run("arena", 0, 1, 50), run("dots", 0, 1, 50));
        assertThatThrownBy(() -> Merge.of(reports))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("these are not reports of one run: roomType is \"arena\" in one and \"dots\" in another");
    }

    @Test
    void shouldMergeFilesAndJudgeTheSumByWhatItsPartsWereJudgedBy(@TempDir Path folder) throws Exception {
        SwarmReport good = run("arena", 0, 1, 50);
        Verdict.of(good, List.of(FailIf.parse("snapshotGapMillis.max>60", good)));
        Path a = Files.writeString(folder.resolve("a.json"), good.toJson());
        Path b = Files.writeString(
                folder.resolve("b.json"), run("arena", 0, 1, 90).toJson());
        Path to = folder.resolve("sum.json");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(command(out, err).execute(a.toString(), b.toString(), "--report", to.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("failed: snapshotGapMillis.max>60 (it is 90");
        assertNumber(SwarmReport.read(to), "snapshots", 200);
    }

    @Test
    void shouldSayWhatIsWrongWithAFile(@TempDir Path folder) throws Exception {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"a\": ");
        Path damaged = Files.writeString(
                folder.resolve("damaged.json"),
                run("arena", 0, 1, 50)
                        .toJson()
                        .replaceAll("\"snapshotGapMillis\": \"[^\"]*\"", "\"snapshotGapMillis\": \"no\""));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = command(out, err);
        for (Path file : List.of(other, broken, damaged, folder.resolve("none.json"))) {
            assertThat(command.execute(file.toString())).as(file.toString()).isEqualTo(2);
        }
        assertThat(err.toString())
                .contains("it has no snapshots", "broken.json is no report", "no histogram", "there is no");
    }

    private static CommandLine command(StringWriter out, StringWriter err) {
        return new CommandLine(new MergeCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    /** Ten seconds of so many bots, with a hundred snapshots so many milliseconds apart. */
    private static SwarmReport run(String type, long epochMillis, int bots, int gapMillis) {
        long[] cpu = {0};
        Measure measure = new Measure(new Subject("ws://127.0.0.1:1/ws", type, 7, 10), 0, epochMillis, () -> cpu[0]);
        Tally tally = measure.tally("players", false);
        Presence presence = new Presence(bots, bots, 0, 0, 0, 1, 20, 20, 20 * bots);
        measure.phase("hold", true, 0);
        for (int i = 0; i < 100; i++) {
            tally.snapshot(100, 4);
            tally.gap(gapMillis * MILLI, gapMillis * MILLI);
        }
        cpu[0] = 5 * SECOND;
        for (int second = 1; second <= 10; second++) {
            measure.sample(presence, second * SECOND);
        }
        return measure.finish(presence, 10 * SECOND);
    }

    private static void assertNumber(SwarmReport report, String path, double expected) {
        assertThat(report.number(path).orElse(Double.NaN))
                .as(path)
                .isCloseTo(expected, within(expected * 0.001 + 1e-6));
    }
}

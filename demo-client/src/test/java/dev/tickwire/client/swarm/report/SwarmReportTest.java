package dev.tickwire.client.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import org.junit.jupiter.api.Test;

class SwarmReportTest {
    private static final ConfigParseOptions JSON = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

    @Test
    void shouldHaveTheKeysThatGatesRelyOn() {
        Config json = ConfigFactory.parseString(Reports.sample().toJson(), JSON);
        assertThat(json.root().keySet())
                .contains(
                        "bots",
                        "connected",
                        "durationSeconds",
                        "snapshots",
                        "expectedSnapshots",
                        "snapshotShare",
                        "snapshotsPerBotPerSecond",
                        "payloadBytesPerSnapshot",
                        "bytesPerBotPerSecond",
                        "bytesPerEntityUpdate",
                        "snapshotGapMillis",
                        "inputLatencyMillis",
                        "rttMillis",
                        "joinMillis",
                        "desyncs",
                        "resyncs",
                        "disconnects",
                        "rooms",
                        "seed");
        assertThat(json.getObject("snapshotGapMillis").keySet()).containsExactlyInAnyOrder("p50", "p99", "p999", "max");
        assertThat(json.getInt("disconnects.TOO_SLOW")).isEqualTo(2);
        assertThat(json.getInt("disconnects.CONNECTION_LOST")).isEqualTo(1);
    }

    @Test
    void shouldCountWhatWasMeasuredAndNothingBeforeOrAfter() {
        SwarmReport report = Reports.sample();
        assertNumber(report, "snapshots", 1900);
        assertNumber(report, "expectedSnapshots", 2000);
        assertNumber(report, "snapshotShare", 0.95);
        assertNumber(report, "snapshotsPerBotPerSecond", 1900 / 90.0);
        assertNumber(report, "payloadBytesPerSnapshot", 200);
        assertNumber(report, "bytesPerBotPerSecond", 1900 * 200 / 90.0);
        assertNumber(report, "sentBytesPerBotPerSecond", 1900 * 12 / 90.0);
        assertNumber(report, "bytesPerEntityUpdate", 4);
        assertNumber(report, "lateInputShare", 100 / 1900.0);
        assertNumber(report, "snapshotGapMillis.p50", 50);
        assertNumber(report, "snapshotGapMillis.max", 100);
        assertNumber(report, "inputLatencyMillis.p999", 60);
        assertNumber(report, "joinMillis.max", 30);
        assertNumber(report, "desyncs", 1);
        assertNumber(report, "disconnects", 3);
    }

    @Test
    void shouldSayNullWhereNothingWasMeasured() {
        Config json =
                ConfigFactory.parseString(SwarmReport.empty(Reports.SUBJECT).toJson(), JSON);
        assertThat(json.getIsNull("snapshotGapMillis.p99")).isTrue();
        assertThat(json.getIsNull("bytesPerEntityUpdate")).isTrue();
        assertThat(json.getInt("snapshots")).isZero();
    }

    @Test
    void shouldReadWellForPeople() {
        assertThat(ReportText.of(Reports.sample()))
                .contains("9 of 10 connected")
                .contains("95.00 % of those expected")
                .contains("4.00 per entity update")
                .contains("CONNECTION_LOST 1, TOO_SLOW 2");
        assertThat(ReportText.of(SwarmReport.empty(Reports.SUBJECT))).contains("disconnects     none");
    }

    @Test
    void shouldSayWhenTheSwarmItselfRanLate() {
        Measure measure = new Measure(Reports.SUBJECT, 0, 0, () -> 0);
        measure.phase("hold", true, 0);
        measure.tally("players", false).lag(11_000_000);
        SwarmReport late = measure.finish(SwarmReport.Presence.NOBODY, 1_000_000_000);
        assertThat(ReportText.of(late)).contains("the swarm itself ran late");
        assertThat(ReportText.of(Reports.sample())).doesNotContain("note");
    }

    private static void assertNumber(SwarmReport report, String path, double expected) {
        assertThat(report.number(path)).isPresent();
        assertThat(report.number(path).getAsDouble()).as(path).isCloseTo(expected, within(expected * 0.001 + 1e-6));
    }
}

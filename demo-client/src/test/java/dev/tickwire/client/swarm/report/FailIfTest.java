package dev.tickwire.client.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailIfTest {
    private final SwarmReport report = Reports.sample();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "desyncs>0",
                "desyncs >= 1",
                "desyncs==1",
                "desyncs=1",
                "connected<10",
                "connected<=9",
                "connected!=10",
                "snapshotGapMillis.p99>75",
                "disconnects>2",
                "disconnects.TOO_SLOW>1",
                "snapshotShare<0.99",
            })
    void shouldFailWhenTheConditionHolds(String expression) {
        assertThat(FailIf.parse(expression, report).failure(report)).startsWith("failed: " + expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desyncs>1", "connected<9", "disconnects>3", "disconnects.ROOM_FULL>0", "resyncs<-0.5"})
    void shouldPassWhenTheConditionDoesNotHold(String expression) {
        assertThat(FailIf.parse(expression, report).failure(report)).isNull();
    }

    @Test
    void shouldSayWhatTheNumberIs() {
        assertThat(FailIf.parse("connected<10", report).failure(report)).isEqualTo("failed: connected<10 (it is 9)");
    }

    @Test
    void shouldFailWhenThereWasNothingToMeasure() {
        SwarmReport empty = SwarmReport.empty(Reports.SUBJECT);
        FailIf check = FailIf.parse("snapshotGapMillis.p99>75", empty);
        assertThat(check.failure(empty)).contains("nothing to measure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "desyncs",
                "desyncs>",
                ">0",
                "desyncs>many",
                "desync>0",
                "snapshotGapMillis>3",
                "url==1",
                "a b>1"
            })
    void shouldRefuseWhatCannotBeChecked(String expression) {
        assertThatThrownBy(() -> FailIf.parse(expression, report))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + expression + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phases.hold.snapshotGapMillis.p99 > 75",
                "snapshotGapMillis.p99 > 0.9 * phases.hold.snapshotGapMillis.p99",
                "snapshotGapMillis.p99 == phases.hold.snapshotGapMillis.p99",
                "groups.players.desyncs>0",
                "snapshotGapMillis.max>1.5*snapshotGapMillis.p50",
                "server.during.stepMillis.p99>5",
            })
    void shouldCompareWithFiguresOfPhasesAndGroups(String expression) {
        assertThat(FailIf.parse(expression, report).failure(report)).startsWith("failed: " + expression);
    }

    @Test
    void shouldPassWhereAFigureIsWithinAFactorOfAnother() {
        FailIf check = FailIf.parse("snapshotGapMillis.p99 > 1.2 * phases.hold.snapshotGapMillis.p99", report);
        assertThat(check.failure(report)).isNull();
    }

    @Test
    void shouldNameWhatWasMeant() {
        SwarmReport empty = SwarmReport.empty(Reports.SUBJECT);
        assertThatThrownBy(() -> FailIf.parse("phases.hold.snapshotGapMilis.p99>75", empty))
                .hasMessageEndingWith("did you mean phases.hold.snapshotGapMillis.p99?");
        assertThatThrownBy(() -> FailIf.parse("desyncs > 2 * phases.hald.desyncs", empty))
                .hasMessageEndingWith("did you mean phases.hold.desyncs?");
    }
}

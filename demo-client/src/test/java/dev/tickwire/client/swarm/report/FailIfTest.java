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
}

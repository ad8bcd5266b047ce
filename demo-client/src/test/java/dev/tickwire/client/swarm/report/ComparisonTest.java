package dev.tickwire.client.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldCallNoiseNoise() {
        assertThat(moved(run(1, 50, 8, 20), run(2, 51, 8, 20))).isEmpty();
    }

    @Test
    void shouldFindWhatMovedBeyondTheSpreadOfBothRuns() {
        assertThat(moved(run(1, 50, 8, 20), run(2, 70, 8, 20)))
                .contains("snapshotGapP99Millis")
                .doesNotContain("inputLatencyP99Millis");
    }

    @Test
    void shouldNotFindAnythingInTooFewSeconds() {
        SwarmReport now = run(2, 90, 1, 3);
        assertThat(moved(run(1, 50, 1, 20), now)).isEmpty();
        assertThat(now.values().get("compare").toString()).contains("too few seconds");
    }

    @Test
    void shouldTellOfDesyncsThatWereNotThereBefore() {
        SwarmReport desynced = Reports.sample();
        assertThat(moved(run(1, 50, 8, 20), desynced)).contains("desyncs");
        assertThat(ReportText.of(desynced))
                .contains("Since the older report. A figure has moved if", "desyncs was 0, is 1");
    }

    @Test
    void shouldSayThatRunsOfAnotherSizeAreOtherRuns() {
        SwarmReport before = run(1, 50, 8, 20);
        before.values().put("bots", 20);
        SwarmReport now = run(2, 50, 8, 20);
        moved(before, now);
        assertThat(now.values().get("compare").toString()).contains("bots was 20, and is 10");
    }

    private static List<String> moved(SwarmReport before, SwarmReport now) {
        SwarmReport old = SwarmReport.parse(before.toJson());
        Comparison.of(old, now).putInto(now);
        List<String> moved = new ArrayList<>();
        for (Object each : (List<?>) now.map("compare").get("figures")) {
            Map<?, ?> figure = (Map<?, ?>) each;
            if ((Boolean) figure.get("hasMoved")) {
                moved.add((String) figure.get("name"));
            }
        }
        return moved;
    }

    /** A run in which gaps are so long, plus up to so many milliseconds by chance. */
    private static SwarmReport run(long seed, int gapMillis, int noiseMillis, int seconds) {
        SplittableRandom random = new SplittableRandom(seed);
        Measure measure = new Measure(Reports.SUBJECT, 0, 0, () -> 0);
        Tally tally = measure.tally("players", false);
        measure.phase("hold", true, 0);
        for (int second = 1; second <= seconds; second++) {
            tally.gap((gapMillis + random.nextInt(noiseMillis)) * 1_000_000L, 1000 * SECOND);
            tally.inputShown(60_000_000 + random.nextInt(5_000_000));
            measure.sample(Presence.NOBODY, second * SECOND);
        }
        return measure.finish(Presence.NOBODY, seconds * SECOND);
    }
}

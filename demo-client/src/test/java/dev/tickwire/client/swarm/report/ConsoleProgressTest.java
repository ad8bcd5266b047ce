package dev.tickwire.client.swarm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);
    private final Measure measure = new Measure(Reports.SUBJECT, 0, () -> 0);
    private final Tally tally = measure.tally("players", false);

    @Test
    void shouldWriteALineEveryFiveSecondsWhereNobodyWatches() {
        ConsoleProgress progress = new ConsoleProgress(out, false);
        for (int second = 1; second <= 12; second++) {
            show(progress, 5, second);
        }
        progress.end();
        assertThat(bytes.toString(UTF_8).lines()).hasSize(3).allMatch(line -> line.startsWith("5/10 bots"));
    }

    @Test
    void shouldWriteOverTheLineOnATerminal() {
        ConsoleProgress progress = new ConsoleProgress(out, true);
        for (int i = 0; i < 40; i++) {
            tally.received(1000);
            tally.snapshot(1000, 1);
            tally.gap(50_000_000, 50_000_000);
        }
        show(progress, 1, 2);
        show(progress, 2, 3);
        assertThat(bytes.toString(UTF_8))
                .startsWith("\r")
                .doesNotContain("\n")
                .contains("1/10 bots  20 snapshots/s  20 KB/s  gap p99 50.0 ms  0 desyncs  2 s")
                .contains("2/10 bots  0 snapshots/s");
    }

    private void show(ConsoleProgress progress, int connected, int second) {
        measure.sample(new Presence(connected, connected, 0, 0, 0, 1, 20, 20, 200), second * 1_000_000_000L);
        progress.show(measure.moment());
    }
}

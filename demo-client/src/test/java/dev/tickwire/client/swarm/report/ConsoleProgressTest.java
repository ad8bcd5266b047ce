package dev.tickwire.client.swarm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);
    private final Measure measure = new Measure(Reports.SUBJECT, 0, 0, () -> 0);
    private final Tally tally = measure.tally("players", false);

    @Test
    void shouldWriteALineEveryFiveSecondsWhereNobodyWatches() {
        ConsoleProgress progress = new ConsoleProgress(out, false);
        for (int second = 1; second <= 12; second++) {
            show(progress, 5, second);
        }
        assertThat(bytes.toString(UTF_8).lines()).hasSize(3).allMatch(line -> line.startsWith("5/10 bots"));
    }

    @Test
    void shouldDrawTheSameLinesAnewOnATerminal() {
        ConsoleProgress progress = new ConsoleProgress(out, true);
        measure.phase("hold", true, 0);
        for (int i = 0; i < 40; i++) {
            tally.received(1000);
            tally.snapshot(1000, 1);
            tally.gap(50_000_000, 50_000_000);
        }
        show(progress, 1, 2);
        String first = bytes.toString(UTF_8);
        show(progress, 2, 3);
        String second = bytes.toString(UTF_8).substring(first.length());
        long lines = first.chars().filter(c -> c == '\n').count();
        assertThat(first)
                .doesNotContain("\033[" + lines + "A")
                .contains("1 of 10", "p99 50", "20 KB/s down", "20 snapshots/s", "0 desyncs");
        assertThat(second).startsWith("\033[" + lines + "A").contains("2 of 10", "0 snapshots/s");
        assertThat(second.lines()).as("no line is wider than a terminal").allMatch(line -> line.length() < 90);
    }

    @Test
    void shouldShowHowMuchOfAPhaseIsOver() {
        SwarmReport.Subject subject = new SwarmReport.Subject(
                "ws://127.0.0.1:1/ws",
                "arena",
                7,
                10,
                "evening-peak",
                List.of(new SwarmReport.Phase("hold", true, 8)),
                List.of());
        Measure planned = new Measure(subject, 0, 0, () -> 0);
        planned.phase("hold", true, 0);
        planned.sample(Presence.NOBODY, 2_000_000_000L);
        new ConsoleProgress(out, true).show(planned.moment());
        assertThat(bytes.toString(UTF_8)).contains("[######..................] 2 of 8 s");
    }

    private void show(ConsoleProgress progress, int connected, int second) {
        measure.sample(new Presence(connected, connected, 0, 0, 0, 1, 20, 20, 200), second * 1_000_000_000L);
        progress.show(measure.moment());
    }
}

package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.recording.FilmedMatch;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A game whose rules are not always right. */
    public static final class Bell extends Game {
        private static int throwsAt = -1;
        private static int skipsAt = -1;

        private final Table ropes = inputs(new Table("ropes", 4));
        private final Column pull = ropes.flag("pull");
        private final Table bells = players(new Table("bells", 4));
        private final Column rung = bells.integer("rung", 0, 10_000);

        @Override
        public void step(Step step) {
            if (step.tick() == throwsAt) {
                throw new IllegalStateException("it cracked");
            }
            for (int row = bells.first(); row >= 0 && step.tick() != skipsAt; row = bells.next(row)) {
                rung.add(row, pull.is(row) ? 2 : 1);
            }
        }
    }

    @AfterEach
    void mend() {
        Bell.throwsAt = -1;
        Bell.skipsAt = -1;
    }

    private static FilmedMatch rung() {
        FilmedMatch match = new FilmedMatch(Bell::new, 1).join(0).join(3).steps(20);
        match.match().input(3, new int[] {1}, 0, 0);
        return match.steps(300);
    }

    private Path recorded() throws IOException {
        return write(rung().mark("the bell is silent").file());
    }

    private Path failed() throws IOException {
        return write(rung().failure().file());
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bell.twr"), bytes);
    }

    private int execute(Object... args) {
        out.getBuffer().setLength(0);
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        String[] all = new String[args.length + 1];
        all[0] = "replay";
        Arrays.setAll(all, i -> i == 0 ? "replay" : String.valueOf(args[i - 1]));
        return command.execute(all);
    }

    @Test
    void shouldSayThatItComesOutTheSame() throws IOException {
        assertThat(execute(recorded(), "--verify")).isZero();
        assertThat(out.toString()).startsWith("Ticks 0 to 320 come out the same again: 321 hashes and checkpoints");
    }

    @Test
    void shouldNameTheTickAndTheCellThatDiffer() throws IOException {
        Path file = recorded();
        Bell.skipsAt = 100;
        assertThat(execute(file, "--verify")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith(
                        "It differs from what was recorded first at tick 100. At tick 200, of which all is recorded,"
                                + " bells.rung of row 0 was 200 when it was recorded, and is 199 now."
                                + " Played twice, it comes out the same both times");
    }

    @Test
    void shouldPrintTheStackOfWhatRulesThrow() throws IOException {
        Path file = failed();
        Bell.throwsAt = 321;
        assertThat(execute(file, "--verify")).isEqualTo(1);
        assertThat(out.toString())
                .contains("At tick 321 its game ")
                .contains("threw java.lang.IllegalStateException: it cracked")
                .contains("\tat " + Bell.class.getName() + ".step(");
    }

    @Test
    void shouldPrintTablesAndInputsAndThenWhatChanges() throws IOException {
        assertThat(execute(recorded(), "--dump", "20..22")).isZero();
        assertThat(out.toString().lines())
                .startsWith("tick 20")
                .contains("  bells 3: rung 20", "tick 21", "  bells 3: rung 20 → 22")
                .anyMatch(line -> line.startsWith("  ropes 3: pull false → true"));
        assertThat(execute("unused", "--dump", "20..22", "--verify")).isEqualTo(2);
    }

    @Test
    void shouldWriteATestThatPlaysItAgain() throws IOException {
        Path file = failed();
        Path test = folder.resolve("game/src/test/java/bells/SilentBellTest.java");
        Bell.throwsAt = 321;
        assertThat(execute(file, "--test", test)).isZero();
        assertThat(folder.resolve("game/src/test/resources/recordings/SilentBellTest.twr"))
                .hasSameBinaryContentAs(file);
        assertThat(test)
                .content()
                .startsWith("package bells;")
                .contains("Saved as: The rules threw something")
                .contains("class SilentBellTest {")
                .contains("Path.of(\"src/test/resources/recordings/SilentBellTest.twr\")")
                .contains("dev.tickwire.server.ReplayCommandTest.Bell::new).assertPlays();");
        assertThat(execute(file, "--test", test)).isEqualTo(2);
        assertThat(err.toString()).contains("is there already: give another name");
    }

    @Test
    void shouldRefuseWhatCannotBePlayedWithASentence() throws IOException {
        assertThat(execute("/no/such.twr")).isEqualTo(2);
        assertThat(execute(write(new byte[20]), "--verify")).isEqualTo(2);
        byte[] file = Files.readAllBytes(recorded());
        file[7] = 9;
        assertThat(execute(write(file), "--verify")).isEqualTo(2);
        assertThat(execute(recorded(), "--dump", "22..20")).isEqualTo(2);
        assertThat(execute(recorded(), "--dump", "400..420")).isEqualTo(2);
        assertThat(execute(recorded())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("/no/such.twr cannot be read: there is no such file.")
                .contains("cannot be played. It is no recording of a room.")
                .contains("It is of version 9, and this server reads recordings up to version 1: use a newer one.")
                .contains("--dump needs two ticks, such as 100..120, and not 22..20.")
                .contains("It has no tick of 400..420: it goes from 0 to 320.")
                .contains("There is no page to show it with")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void shouldPlayACutRecordingUpToItsLastWholeChunk() throws IOException {
        byte[] file = Files.readAllBytes(recorded());
        assertThat(execute(write(Arrays.copyOf(file, file.length - 5)), "--verify"))
                .isZero();
        assertThat(err.toString()).contains("bell.twr it is cut short in ticks 300 to 320.");
        assertThat(out.toString()).startsWith("Ticks 0 to 300 come out the same");
    }
}

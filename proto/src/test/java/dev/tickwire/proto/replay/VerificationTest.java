package dev.tickwire.proto.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.proto.fixture.RecordedMatch;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalMark;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerificationTest {
    /** Counts ticks, and does something wrong at one of them. */
    private static final class Clock extends Game {
        private final int badTick;
        private final boolean throwsThen;
        private final Table hands = inputs(new Table("hands", 4));
        private final Table clocks = players(new Table("clocks", 4));
        private final Column ticks = clocks.integer("ticks", 0, 1000);

        Clock(int badTick, boolean throwsThen) {
            this.badTick = badTick;
            this.throwsThen = throwsThen;
            hands.integer("hand", 0, 3);
        }

        @Override
        public void step(Step step) {
            if (step.tick() == badTick && throwsThen) {
                throw new IllegalStateException("no wind");
            }
            for (int row = clocks.first(); row >= 0; row = clocks.next(row)) {
                ticks.add(row, step.tick() == badTick ? 2 : 1);
            }
        }
    }

    private static final String SAME_TWICE =
            " Played twice, it comes out the same both times: its rules were changed since, or what they read beside"
                    + " the world was.";

    private static Clock right() {
        return new Clock(-1, false);
    }

    private static RecordedMatch recorded() {
        RecordedMatch match = new RecordedMatch(right(), 1).join(2);
        for (int i = 0; i < 4; i++) {
            match.steps(10).hash();
        }
        return match;
    }

    @Test
    void shouldSayThatARecordingComesOutTheSame() throws MalformedRecordingException {
        Recording recording = recorded().checkpoint().steps(3).recording();
        Verification verification = Verification.of(recording, VerificationTest::right);
        assertThat(verification.isSame()).isTrue();
        assertThat(verification.sentence())
                .isEqualTo("Ticks 0 to 43 come out the same again: 5 hashes and checkpoints say so.");
        assertThat(verification.assertSame().end().tick()).isEqualTo(43);
    }

    @Test
    void shouldNameTheTicksAndTheCellThatDiffer() throws MalformedRecordingException {
        Recording recording = recorded().steps(2).checkpoint().steps(3).recording();
        Verification verification = Verification.of(recording, () -> new Clock(17, false));
        assertThat(verification.isSame()).isFalse();
        assertThat(verification.sentence())
                .isEqualTo("It differs from what was recorded first somewhere in ticks 11 to 20. At tick 42, of which"
                        + " all is recorded, clocks.ticks of row 2 was 42 when it was recorded, and is 43 now."
                        + SAME_TWICE);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(verification::assertSame);
        verification.assertPlays();
    }

    @Test
    void shouldSayThatNoCheckpointNamesTheCell() throws MalformedRecordingException {
        Verification verification = Verification.of(recorded().recording(), () -> new Clock(33, false));
        assertThat(verification.sentence())
                .isEqualTo("It differs from what was recorded first somewhere in ticks 31 to 40. "
                        + "No checkpoint follows in the recording that would say in which cell." + SAME_TWICE);
    }

    @Test
    void shouldNameTheTickWhereEachHasAHash() throws MalformedRecordingException {
        RecordedMatch match = new RecordedMatch(right(), 1).join(2);
        for (int i = 0; i < 20; i++) {
            match.steps(1).hash();
        }
        Verification verification = Verification.of(match.recording(), () -> new Clock(17, false));
        assertThat(verification.sentence())
                .isEqualTo("It differs from what was recorded first at tick 17. "
                        + "No checkpoint follows in the recording that would say in which cell." + SAME_TWICE);
    }

    @Test
    void shouldNameTheCellAtOnceWhereACheckpointIsWhereItDiffersFirst() throws MalformedRecordingException {
        Recording recording = recorded().steps(2).checkpoint().recording();
        Verification verification = Verification.of(recording, () -> new Clock(42, false));
        assertThat(verification.sentence())
                .isEqualTo("It differs from what was recorded first somewhere in ticks 41 to 42: "
                        + "clocks.ticks of row 2 was 42 when it was recorded, and is 43 now." + SAME_TWICE);
    }

    @Test
    void shouldNameTickAndCellOfRulesThatDoSomethingElseEachTime() throws MalformedRecordingException {
        AtomicInteger runs = new AtomicInteger();
        Verification verification =
                Verification.of(recorded().recording(), () -> new Clock(30 + runs.incrementAndGet(), false));
        assertThat(verification.sentence())
                .startsWith("It differs from what was recorded first somewhere in ticks 31 to 40.")
                .containsPattern("Played twice, its rules come to something else each time, first at tick 3[1-9]: "
                        + "clocks.ticks of row 2 was 3\\d the one time, and 3\\d the other\\.$");
    }

    private static Recording failed() {
        JournalMark failure = JournalMark.newBuilder().setHasFailed(true).build();
        return recorded()
                .change(JournalEntry.newBuilder().setMark(failure).build())
                .recording();
    }

    @Test
    void shouldSayWhatRulesThrowInTheStepAfterTheLast() throws MalformedRecordingException {
        Verification verification = Verification.of(failed(), () -> new Clock(41, true));
        assertThat(verification.isSame()).isFalse();
        assertThat(verification.thrown()).hasMessage("no wind");
        assertThat(verification.sentence())
                .startsWith("At tick 41 its game ")
                .contains("threw java.lang.IllegalStateException: no wind (VerificationTest.java:");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(verification::assertPlays)
                .withCause(verification.thrown());
    }

    @Test
    void shouldSayThatRulesThrowNothingAnyMore() throws MalformedRecordingException {
        Verification verification = Verification.of(failed(), VerificationTest::right);
        assertThat(verification.assertPlays().isSame()).isFalse();
        assertThat(verification.sentence())
                .isEqualTo("Its rules threw something in the step after its last tick, 40, and now they do not.");
    }

    @Test
    void shouldThrowWhatRulesThrowWhenItIsOnlyPlayed() throws MalformedRecordingException {
        Recording recording = recorded().recording();
        Replay replay = new Replay(recording, 0, () -> new Clock(7, true), new Replay.Listener() {});
        assertThatIllegalStateException().isThrownBy(replay::play).withMessage("no wind");
    }
}

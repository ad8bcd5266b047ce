package dev.tickwire.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.match.MarkKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapeTest {
    private static final int MOST_BYTES = 10_000;

    private final Tape tape = new Tape(RecordingHead.newBuilder().setRoom("r").build(), MOST_BYTES);

    private void add(boolean isStart, int firstTick, int lastTick) {
        tape.add(Chunk.of(isStart, firstTick, lastTick, new byte[10], 10));
    }

    private List<Integer> ticks() throws MalformedRecordingException {
        return Recording.parse(tape.save("", 0)).chunks().stream()
                .map(Chunk::firstTick)
                .toList();
    }

    @Test
    void shouldHaveNothingToSaveBeforeAStart() {
        add(false, 3, 9);

        assertThat(tape.maySave(MarkKind.FINDING, 1)).isFalse();
    }

    @Test
    void shouldKeepAsManyTicksAsItIsToldAtLeastAndLetGoOfOlderOnes() throws MalformedRecordingException {
        tape.setKeepTicks(100);
        add(true, 0, 0);
        add(false, 0, 60);
        add(true, 60, 60);
        add(false, 60, 120);
        assertThat(ticks()).as("ticks 60 to 120 are no hundred").containsExactly(0, 0, 60, 60);

        add(true, 120, 120);
        add(false, 120, 160);

        assertThat(ticks()).containsExactly(60, 60, 120, 120);
    }

    @Test
    void shouldLetGoOfWhatDoesNotFit() throws MalformedRecordingException {
        add(true, 0, 0);
        for (int tick = 0; tick < 1_000; tick++) {
            add(false, tick, tick + 1);
        }
        assertThat(tape.maySave(MarkKind.FINDING, 1))
                .as("one start, and more after it than fits")
                .isFalse();

        add(true, 1_000, 1_000);
        add(false, 1_000, 1_001);

        assertThat(ticks()).containsExactly(1_000, 1_000);
    }

    @Test
    void shouldNotBeSavedAgainAndAgain() {
        add(true, 0, 0);

        assertThat(tape.maySave(MarkKind.FINDING, 1_000)).isTrue();
        assertThat(tape.maySave(MarkKind.FINDING, 2_000)).isFalse();
        assertThat(tape.maySave(MarkKind.FAILURE, 3_000))
                .as("the room ends with it")
                .isTrue();
        assertThat(tape.maySave(MarkKind.FINDING, 13_001)).isTrue();
    }
}

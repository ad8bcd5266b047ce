package dev.tickwire.proto.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.fixture.RecordedMatch;
import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.Entries;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalAnswer;
import dev.tickwire.proto.wire.JournalCheckpoint;
import dev.tickwire.proto.wire.JournalCommand;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalJoin;
import dev.tickwire.proto.wire.JournalOptions;
import dev.tickwire.proto.wire.JournalRow;
import dev.tickwire.proto.wire.JournalStart;
import dev.tickwire.proto.wire.JournalTuning;
import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries that cannot have been are refused with a sentence, and by nothing else. */
class MalformedReplayTest {
    private static final JournalTuning TUNING =
            JournalTuning.newBuilder().setTickRateHz(20).setTicksPerSnapshot(1).build();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private static RecordedMatch match() {
        return new RecordedMatch(new Arena(), 1).join(0).steps(10);
    }

    private static void play(Recording recording) throws MalformedRecordingException {
        new Replay(recording, 0, Arena::new, new Replay.Listener() {}).play();
    }

    private static void assertRefused(Recording recording, String sentence) {
        assertThatExceptionOfType(MalformedRecordingException.class)
                .isThrownBy(() -> play(recording))
                .withMessageContaining(sentence)
                .withNoCause();
    }

    private static JournalEntry.Builder entry() {
        return JournalEntry.newBuilder();
    }

    private static JournalEntry.Builder joined(JournalJoin.Builder join) {
        return entry().setJoin(join);
    }

    private static JournalEntry.Builder tuned(JournalTuning.Builder tuning) {
        return entry().setTuning(tuning);
    }

    private static JournalEntry.Builder commanded(JournalCommand.Builder command) {
        return entry().setCommand(command);
    }

    static Stream<JournalEntry> impossible() {
        return Stream.of(
                        joined(JournalJoin.newBuilder().setPlayer(0)),
                        joined(JournalJoin.newBuilder().setPlayer(1 << 20)),
                        joined(JournalJoin.newBuilder().setPlayer(-1)),
                        joined(JournalJoin.newBuilder().setPlayer(1).addRows(JournalRow.newBuilder())),
                        entry().setLeave(1),
                        entry().setLeave(-5),
                        entry().setRest(1),
                        entry().setRest(1 << 20),
                        commanded(JournalCommand.newBuilder()),
                        commanded(JournalCommand.newBuilder().setKind(77)),
                        commanded(JournalCommand.newBuilder().setPlayer(9)),
                        entry().setAnswer(JournalAnswer.newBuilder().setOutcome("ANSWERED")),
                        entry().setAnswer(JournalAnswer.newBuilder().setOutcome("PERHAPS")),
                        tuned(TUNING.toBuilder().setTickRateHz(0)),
                        tuned(TUNING.toBuilder().setTickRateHz(Double.NaN)),
                        tuned(TUNING.toBuilder().setTickRateHz(Double.POSITIVE_INFINITY)),
                        tuned(TUNING.toBuilder().setTicksPerSnapshot(0)),
                        tuned(TUNING.toBuilder().setMostViewAgo(-1)),
                        tuned(TUNING.toBuilder().setMostViewAgo(1 << 30)),
                        tuned(TUNING.toBuilder()
                                .addTunables(
                                        Tunable.newBuilder().setName("luck").setValue(1))),
                        entry().setStart(JournalStart.newBuilder().setTuning(TUNING)),
                        entry().setCheckpoint(JournalCheckpoint.newBuilder()),
                        entry().setCheckpoint(JournalCheckpoint.newBuilder()
                                .setState(ByteString.copyFromUtf8("TWCP, I swear"))),
                        entry().setSteps(-1),
                        entry().setSteps(1),
                        entry().addInputs(1),
                        entry().addInputs(1).addInputs(-8).addInputs(0),
                        entry().addInputs(1).addInputs(0).addInputs(1).addInputs(1 << 29),
                        entry().addInputs(3).addInputs(0).addInputs(0),
                        entry().addInputs(-3))
                .map(JournalEntry.Builder::build);
    }

    @ParameterizedTest
    @MethodSource
    void impossible(JournalEntry entry) {
        assertThatExceptionOfType(MalformedRecordingException.class)
                .isThrownBy(() -> play(match().change(entry).recording()))
                .withNoCause();
    }

    @Test
    void shouldRefuseOptionsThatTheGameDoesNotHave() {
        JournalEntry start = entry().setStart(JournalStart.newBuilder()
                        .setTuning(TUNING)
                        .setOptions(JournalOptions.newBuilder().putRaws("cards", 7)))
                .build();
        ByteWriter page = new ByteWriter(64);
        page.varint(start.getSerializedSize());
        page.append(start.toByteArray());
        Chunk chunk = Chunk.of(true, 0, 0, page.bytes(), page.length());
        assertRefused(
                new Recording(match().head(), List.of(chunk), List.of()),
                "an option cards that the game does not have");
    }

    @Test
    void shouldRefuseTheRecordingOfAnotherGame() {
        assertRefused(
                new RecordedMatch(new Walkers(), 1).recording(), "it is of a game with other tables than this one");
    }

    @Test
    void shouldRefuseWhatHasNoStart() {
        List<Chunk> chunks = match().turn().steps(5).chunks();
        assertRefused(new Recording(match().head(), chunks.subList(1, 2), List.of()), "there is no start in it");
    }

    @Test
    void shouldRefuseFewerStepsThanAChunkSays() throws MalformedRecordingException {
        Chunk honest = match().chunks().get(0);
        byte[] entries = honest.entries();
        Chunk longer = Chunk.of(true, 0, 11, entries, entries.length);
        assertRefused(new Recording(match().head(), List.of(longer), List.of()), "have fewer steps than they should");
    }

    @Test
    void shouldGoOnWithACheckpointAfterAHole() throws MalformedRecordingException {
        List<Chunk> chunks = match().turn().steps(5).checkpoint().steps(5).chunks();
        Recording holed = new Recording(match().head(), List.of(chunks.get(0), chunks.get(2)), List.of());
        Replay replay = new Replay(holed, 0, Arena::new, new Replay.Listener() {});
        replay.play();
        assertThat(replay.simulation().tick()).isEqualTo(20);
    }

    /** Entries with any field changed to any number: whatever the game's rules may say, nothing else is thrown. */
    @Test
    void shouldThrowNothingElseWhateverItPlays() throws MalformedRecordingException {
        List<JournalEntry> all = new ArrayList<>();
        for (Chunk chunk :
                match().join(3).steps(5).checkpoint().input(3, 1).steps(5).chunks()) {
            Entries entries = new Entries(chunk);
            for (JournalEntry next = entries.next(); next != null; next = entries.next()) {
                all.add(next);
            }
        }
        for (int i = 0; i < 1_000; i++) {
            RecordedMatch match = match();
            byte[] bytes = all.get(random.nextInt(all.size())).toByteArray();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                match.change(JournalEntry.parseFrom(bytes));
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                continue;
            }
            try {
                play(match.recording());
            } catch (MalformedRecordingException e) {
                assertThat(e.sentence()).as("seed %d", seed).isNotEmpty();
            }
        }
    }

    @Test
    void shouldStopAtTheLastTickThereCanBe() {
        JournalEntry endless = entry().setSteps(Integer.MAX_VALUE).build();
        ByteWriter page = new ByteWriter(64);
        page.varint(endless.getSerializedSize());
        page.append(endless.toByteArray());
        Chunk start = match().chunks().get(0);
        Chunk chunk = Chunk.of(false, 10, Integer.MAX_VALUE, page.bytes(), page.length());
        assertThat(Simulation.MOST_TICKS).isLessThan(Integer.MAX_VALUE);
        assertRefused(
                new Recording(match().head(), List.of(start, chunk), List.of()), "have more steps than they can have");
    }
}

package dev.tickwire.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.checkpoint.MalformedCheckpointException;
import dev.tickwire.server.fixture.RandomPlay;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A match that is played again from its journal, or from a checkpoint and the journal from there on. */
class ReplayTest {
    private static final int TICKS = 600;
    private static final Tuning TUNING = new Tuning(20, 2, 6 * Past.PARTS_PER_TICK, Map.of());

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldHaveTheSameStateAtEachTickWhenPlayedAgainFromItsJournal(String name, Supplier<Game> games) {
        RecordingJournal journal = new RecordingJournal(games);
        RandomPlay play = new RandomPlay(games, random);
        Match match = new Match(games.get(), TUNING, Setup.of(seed), journal);
        play.run(match, TICKS);

        assertThat(journal.hashes()).hasSize(TICKS);
        assertThat(journal.changes()).contains("join", "leave", "input", "rest", "retune");
        journal.assertReplays("seed " + seed);
        assertThat(journal.replayed().checkpoint().toBytes())
                .as("seed %d", seed)
                .isEqualTo(match.checkpoint().toBytes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldBeAnotherMatchWithoutOneOfItsChanges(String name, Supplier<Game> games) {
        RecordingJournal journal = new RecordingJournal(games);
        RandomPlay play = new RandomPlay(games, random);
        Match match = new Match(games.get(), TUNING, Setup.of(seed), journal);
        play.comeOrGo(match, 1);
        play.run(match, 50);

        journal.forget("join");
        // Somebody leaves who has never come: the replay cannot go on, or differs.
        assertThat(isLikeReplay(journal)).as("seed %d", seed).isFalse();
    }

    private static boolean isLikeReplay(RecordingJournal journal) {
        try {
            return journal.isLikeReplay();
        } catch (RuntimeException impossible) {
            return false;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldGoOnFromACheckpointAsIfNothingHadHappened(String name, Supplier<Game> games)
            throws MalformedCheckpointException {
        RecordingJournal journal = new RecordingJournal(games);
        RandomPlay play = new RandomPlay(games, random);
        Match match = new Match(games.get(), TUNING, Setup.of(seed), journal);
        List<Checkpoint> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            play.run(match, 1 + random.nextInt(80));
            // Players come and press keys between the last step and the checkpoint, and after it.
            play.act(match);
            taken.add(match.checkpoint());
            play.act(match);
            match.step();
        }
        play.run(match, 100);

        for (int i = 0; i < taken.size(); i++) {
            journal.assertGoesOnFrom(i, taken.get(i), "seed " + seed);
            Simulation sample = new Simulation(games.get(), 20, 1);
            Checkpoint read = Checkpoint.parse(taken.get(i).toBytes(), sample);
            journal.assertGoesOnFrom(i, read, "from bytes, seed " + seed);
        }
        journal.assertReplays("seed " + seed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldHaveAJournalOfItsOwnWhenItGoesOnFromACheckpoint(String name, Supplier<Game> games) {
        RandomPlay play = new RandomPlay(games, random);
        Match original = new Match(games.get(), TUNING, Setup.of(seed), JournalSink.NONE);
        play.run(original, 100);
        Checkpoint from = original.checkpoint();

        RecordingJournal journal = new RecordingJournal(games);
        Match match = Match.resume(games.get(), from, journal);
        assertThat(match.tick()).isEqualTo(100);
        assertThat(match.tuning().tickRateHz()).isEqualTo(original.tuning().tickRateHz());
        assertThat(match.tuning().ticksPerSnapshot())
                .isEqualTo(original.tuning().ticksPerSnapshot());
        assertThat(match.tuning().mostViewAgo()).isEqualTo(original.tuning().mostViewAgo());
        assertThat(match.checkpoint().toBytes()).as("seed %d", seed).isEqualTo(from.toBytes());
        play.run(match, 100);

        journal.assertReplays("seed " + seed);
    }
}

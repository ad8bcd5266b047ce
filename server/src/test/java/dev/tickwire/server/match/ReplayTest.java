package dev.tickwire.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.checkpoint.MalformedCheckpointException;
import dev.tickwire.server.fixture.RandomInputs;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Past;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A match that is played again from its journal, or from a checkpoint and the journal from there on. */
class ReplayTest {
    private static final int TICKS = 600;
    private static final int PLAYERS = 6;
    private static final Tuning TUNING = new Tuning(20, 2, 6 * Past.PARTS_PER_TICK, Map.of());

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final boolean[] present = new boolean[PLAYERS];

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldHaveTheSameStateAtEachTickWhenPlayedAgainFromItsJournal(String name, Supplier<Game> games) {
        RecordingJournal journal = new RecordingJournal(games);
        Match match = new Match(games.get(), TUNING, Setup.of(seed), journal);
        play(match, games, TICKS);

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
        Match match = new Match(games.get(), TUNING, Setup.of(seed), journal);
        comeOrGo(match, 1);
        play(match, games, 50);

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
        Match match = new Match(games.get(), TUNING, Setup.of(seed), journal);
        List<Checkpoint> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            play(match, games, 1 + random.nextInt(80));
            // Players come and press keys between the last step and the checkpoint, and after it.
            act(match, games);
            taken.add(match.checkpoint());
            act(match, games);
            match.step();
        }
        play(match, games, 100);

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
        Match original = new Match(games.get(), TUNING, Setup.of(seed), JournalSink.NONE);
        play(original, games, 100);
        Checkpoint from = original.checkpoint();

        RecordingJournal journal = new RecordingJournal(games);
        Match match = Match.resume(games.get(), from, journal);
        assertThat(match.tick()).isEqualTo(100);
        assertThat(match.tuning().tickRateHz()).isEqualTo(original.tuning().tickRateHz());
        assertThat(match.tuning().ticksPerSnapshot())
                .isEqualTo(original.tuning().ticksPerSnapshot());
        assertThat(match.tuning().mostViewAgo()).isEqualTo(original.tuning().mostViewAgo());
        assertThat(match.checkpoint().toBytes()).as("seed %d", seed).isEqualTo(from.toBytes());
        play(match, games, 100);

        journal.assertReplays("seed " + seed);
    }

    private void play(Match match, Supplier<Game> games, int ticks) {
        for (int i = 0; i < ticks; i++) {
            act(match, games);
            match.step();
        }
    }

    /** What happens between two steps. */
    private void act(Match match, Supplier<Game> games) {
        List<ColumnType> columns = match.schema().visible().inputs().columns();
        for (int player = 0; player < PLAYERS; player++) {
            if (random.nextInt(present[player] ? 100 : 20) == 0) {
                comeOrGo(match, player);
            }
            if (present[player] && random.nextInt(3) == 0) {
                match.input(
                        player,
                        RandomInputs.raws(columns, random),
                        0,
                        random.nextInt(2 * match.tuning().mostViewAgo() + 1));
            }
            if (present[player] && random.nextInt(40) == 0) {
                match.rest(player);
            }
        }
        if (random.nextInt(60) == 0) {
            retune(match, games);
        }
    }

    private void comeOrGo(Match match, int player) {
        if (present[player]) {
            match.leave(player, () -> {});
        } else {
            String user = "u" + random.nextInt(1000);
            match.join(player, "Player " + random.nextInt(1000), user, random.nextInt(4) == 0, rows(match));
        }
        present[player] = !present[player];
    }

    /** Of some of the tables whose rows players bring. */
    private List<PlayerRow> rows(Match match) {
        List<Integer> tables = new ArrayList<>(match.playerTables().saved());
        tables.addAll(match.playerTables().claims());
        tables.removeIf(table -> random.nextBoolean());
        return tables.stream()
                .map(table -> row(table, match.schema().tables().get(table).columns()))
                .toList();
    }

    private PlayerRow row(int table, List<ColumnType> columns) {
        IntStream raws = columns.stream()
                .filter(column -> !column.isText())
                .flatMapToInt(column -> random.ints(column.cells(), column.rawMin(), column.rawMax() + 1));
        Stream<String> texts =
                columns.stream().filter(ColumnType::isText).map(column -> "text " + random.nextInt(1000));
        return new PlayerRow(table, raws.toArray(), texts.toArray(String[]::new));
    }

    private void retune(Match match, Supplier<Game> games) {
        match.retune(new Tuning(
                10 + random.nextInt(50),
                1 + random.nextInt(3),
                random.nextInt(2) * (1 + random.nextInt(10)) * Past.PARTS_PER_TICK,
                RandomInputs.tunables(games.get().tunables(), random)));
    }
}

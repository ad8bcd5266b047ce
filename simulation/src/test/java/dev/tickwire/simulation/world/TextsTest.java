package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    /** A board of records that stay when those who made them have left. */
    private static final class Records extends Game {
        {
            inputs(new Table("keys", 4));
        }

        final Table records = table(new Table("records", 40_000));
        final Column by = records.text("by", 8);
        final Column note = records.text("note").hidden();
        final Column laps = records.integer("laps", 0, 9);
        final Events news = events(new Events("news", 4));
        final Column said = news.text("said");
        Consumer<Step> rules = step -> {};

        @Override
        public void step(Step step) {
            rules.accept(step);
        }
    }

    private final Records game = new Records();
    private final Simulation simulation = new Simulation(game, 20, 1);

    private void run(Consumer<Step> rules) {
        game.rules = rules;
        simulation.step();
        game.rules = step -> {};
    }

    private void runOn(int ticks) {
        for (int i = 0; i < ticks; i++) {
            simulation.step();
        }
    }

    private Snapshot captured() {
        Snapshot snapshot = new Snapshot(simulation.schema());
        simulation.capture(snapshot);
        return snapshot;
    }

    @Test
    void shouldRefuseTextsOfAnotherColumn() {
        game.records.addAt(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> game.laps.set(0, "three"))
                .withMessage("column laps holds no texts, and has no such label");
        assertThatIllegalStateException().isThrownBy(() -> game.laps.text(0));
    }

    @Test
    void shouldRefuseColumnsForNoTextOrTooLongOnes() {
        Table table = new Table("t", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.text("a", 0))
                .withMessage("column a needs 1 to 1000 characters");
        assertThatIllegalArgumentException().isThrownBy(() -> table.text("b", ColumnType.MOST_TEXT_CHARS + 1));
    }

    @Test
    void shouldCutWhatIsTooLongAndMendWhatIsNoText() {
        game.records.addAt(0);
        game.by.set(0, "🚀".repeat(9));
        assertThat(game.by.text(0)).isEqualTo("🚀".repeat(8));
        game.by.set(0, "a\uD83D");
        assertThat(game.by.text(0)).isEqualTo("a\uFFFD");
        game.by.set(0, "\uDE80b\uD83D\uDE80");
        assertThat(game.by.text(0)).isEqualTo("\uFFFDb🚀");
        game.by.set(0, "a" + "\n".repeat(1_000_000));
        assertThat(game.by.text(0)).isEqualTo("a" + "\n".repeat(7));
    }

    @Test
    void shouldGiveRulesWhatTheyStoredAndTheSameKeyForTheSameText() {
        run(step -> {
            for (int row = 0; row < 3; row++) {
                game.records.addAt(row);
            }
            game.by.set(0, "Swift");
            game.by.set(1, "Swi".concat("ft"));
            game.by.setRaw(2, game.by.raw(0));
        });
        assertThat(game.by.raw(1)).isEqualTo(game.by.raw(0));
        assertThat(game.by.text(2)).isEqualTo("Swift");
        game.by.set(2, "");
        assertThat(game.by.raw(2)).isZero();
        assertThat(game.by.text(2)).isEmpty();
    }

    @Test
    void shouldKeepARecordByAdaWhenBobTakesHerSeat() {
        simulation.join(0, "Ada");
        run(step -> game.by.set(game.records.addAt(0), step.name(0)));
        simulation.leave(0);
        simulation.join(0, "Bob");
        runOn(200);
        assertThat(game.by.text(0)).isEqualTo("Ada");
        assertThat(captured().texts()).containsOnly(null, "Ada");
        assertThat(captured().hiddenTexts())
                .as("names that the game shows nobody")
                .contains("Bob")
                .doesNotContain("Ada");
    }

    @Test
    void shouldLetGoOfATextThatNoCellHas() {
        simulation.join(0, "Ada");
        run(step -> {
            game.by.set(game.records.addAt(0), "Zoë");
            game.note.set(game.records.addAt(1), "kept");
        });
        simulation.leave(0);
        run(step -> game.records.remove(0));
        runOn(64);
        assertThat(captured().texts()).isEmpty();
        assertThat(captured().hiddenTexts()).containsOnly(null, "kept");
    }

    @Test
    void shouldNotChangeTheTextsOfASnapshotThatWasTaken() {
        run(step -> game.by.set(game.records.addAt(0), "before"));
        Snapshot before = captured();
        int key = game.by.raw(0);
        run(step -> {
            game.by.set(0, "after");
            game.by.set(game.records.addAt(1), "more");
        });
        runOn(64);
        assertThat(before.text(key)).isEqualTo("before");
    }

    @Test
    void shouldStoreTheEmptyTextWhereThereAreTooManyAndTakeMoreOnceSomeAreGone() {
        run(step -> {
            for (int i = 0; i < Snapshot.MOST_TEXTS; i++) {
                game.by.set(game.records.addAt(i), "t" + i);
            }
            game.by.set(game.records.addAt(Snapshot.MOST_TEXTS), "beyond");
        });
        assertThat(game.by.text(Snapshot.MOST_TEXTS)).isEmpty();
        assertThat(game.by.text(Snapshot.MOST_TEXTS - 1)).isEqualTo("t" + (Snapshot.MOST_TEXTS - 1));
        assertThat(simulation.refusedTextCount()).isEqualTo(1);
        run(step -> game.records.remove(7));
        run(step -> game.by.set(Snapshot.MOST_TEXTS, "beyond"));
        assertThat(game.by.text(Snapshot.MOST_TEXTS)).isEqualTo("beyond");
    }

    @Test
    void shouldTakeAThousandDistinctTextsInEachTick() {
        game.rules = step -> {
            for (int i = 0; i < 1000; i++) {
                if (!game.records.isPresent(i)) {
                    game.records.addAt(i);
                }
                game.by.set(i, step.tick() + "." + i);
            }
        };
        runOn(100);
        assertThat(simulation.refusedTextCount()).isZero();
        assertThat(game.by.text(999)).isEqualTo("100.999");
        assertThat(captured().textEnd()).isLessThanOrEqualTo(Snapshot.MOST_TEXTS + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldGiveTheSameKeysAfterACheckpoint(long seed) {
        Random random = new Random(seed);
        Records again = new Records();
        int mark = 20 + random.nextInt(100);
        Simulation other = new Simulation(again, 20, 9);
        for (int tick = 0; tick < 200; tick++) {
            if (tick == mark) {
                other.restore(simulation.save(null));
            }
            long tickSeed = random.nextLong();
            game.rules = step -> write(game, new Random(tickSeed));
            simulation.step();
            if (tick >= mark) {
                again.rules = step -> write(again, new Random(tickSeed));
                other.step();
                Snapshot copy = new Snapshot(other.schema());
                other.capture(copy);
                StateHash hash = new StateHash(other.schema());
                assertThat(hash.ofAll(copy)).as("seed %s, tick %s", seed, tick).isEqualTo(hash.ofAll(captured()));
            }
        }
    }

    private static void write(Records game, Random random) {
        for (int i = 0; i < 5; i++) {
            int row = random.nextInt(30);
            if (!game.records.isPresent(row)) {
                game.records.addAt(row);
            } else if (random.nextInt(4) == 0) {
                game.records.remove(row);
                continue;
            }
            game.by.set(row, "t" + random.nextInt(60));
        }
        game.said.set(game.news.add(), "n" + random.nextInt(1000));
    }
}

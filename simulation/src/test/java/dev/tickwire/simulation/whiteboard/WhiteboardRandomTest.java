package dev.tickwire.simulation.whiteboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Simulation;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever people send, the board stays one: texts without gaps, letters of notes that are there, and the same for the
 * same inputs.
 */
class WhiteboardRandomTest {
    private static final int STEPS = 3_000;
    private static final int PLAYERS = 8;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldStayWholeWhateverIsSent(long seed) {
        Script script = new Script(seed);
        int mostNotes = 0;
        int mostLetters = 0;
        for (int step = 0; step < STEPS; step++) {
            script.step();
            script.checkTexts();
            mostNotes = Math.max(mostNotes, script.whiteboard.notes.count());
            mostLetters = Math.max(mostLetters, script.whiteboard.letters.count());
        }
        assertThat(mostNotes).isGreaterThan(10);
        assertThat(mostLetters).isGreaterThan(20);
        assertThat(script.whiteboard.ink.count()).isPositive();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void shouldBeTheSameForTheSameInputs(long seed) {
        Script first = new Script(seed);
        Script second = new Script(seed);
        for (int step = 0; step < STEPS; step++) {
            first.step();
            second.step();
            assertThat(second.hash()).as("step %d", step).isEqualTo(first.hash());
        }
    }

    private static final class Script {
        private final Whiteboard whiteboard = new Whiteboard();
        private final Simulation simulation = new Simulation(whiteboard, 30, 1);
        private final Random random;
        private final List<ColumnType> columns =
                simulation.schema().visible().inputs().columns();
        private final boolean[] present = new boolean[PLAYERS];

        Script(long seed) {
            random = new Random(seed);
        }

        void step() {
            for (int player = 0; player < PLAYERS; player++) {
                if (random.nextInt(present[player] ? 400 : 20) == 0) {
                    comeOrGo(player);
                }
                if (present[player] && random.nextInt(3) == 0) {
                    simulation.setInput(player, raws(player), 0, 0);
                }
            }
            simulation.step();
        }

        private void comeOrGo(int player) {
            if (present[player]) {
                simulation.leave(player);
            } else {
                simulation.join(player, "Person " + player);
            }
            present[player] = !present[player];
        }

        /** Any legal values, but that a deed is mostly the next one, and letters are often letters. */
        private int[] raws(int player) {
            int[] raws = new int[columns.size()];
            boolean isStriking = false;
            for (int i = 0; i < raws.length; i++) {
                ColumnType column = columns.get(i);
                raws[i] = random.nextInt(column.rawMin(), column.rawMax() + 1);
                if (column.name().startsWith("letter") && random.nextInt(10) > 0) {
                    raws[i] = isStriking ? random.nextInt(60) : 'a' + random.nextInt(26);
                }
                if (column.name().equals("kind")) {
                    isStriking = raws[i] == Hands.STRIKE;
                }
                if (column.name().equals("after") && random.nextInt(10) > 0) {
                    raws[i] = random.nextBoolean() ? 0 : random.nextInt(30);
                }
                if (column.name().equals("deed") && random.nextInt(10) > 0) {
                    raws[i] = whiteboard.people.done.raw(player) % Hands.LAST_DEED + 1;
                }
                if (List.of("note", "holds").contains(column.name()) && random.nextBoolean()) {
                    raws[i] = random.nextInt(40);
                }
            }
            return raws;
        }

        void checkTexts() {
            Letters letters = whiteboard.letters;
            Set<List<Integer>> places = new HashSet<>();
            Set<List<Integer>> numbers = new HashSet<>();
            for (int letter = letters.first(); letter >= 0; letter = letters.next(letter)) {
                int note = whiteboard.notes.find(letters.note.raw(letter));
                assertThat(note).isEqualTo(letter / Letters.PER_NOTE);
                assertThat(letters.at.raw(letter)).isLessThan(whiteboard.notes.length.raw(note));
                assertThat(Letters.isLetter(letters.code.raw(letter))).isTrue();
                assertThat(places.add(List.of(note, letters.at.raw(letter)))).isTrue();
                assertThat(numbers.add(List.of(note, letters.number.raw(letter))))
                        .isTrue();
            }
            int lengths = 0;
            for (int note = whiteboard.notes.first(); note >= 0; note = whiteboard.notes.next(note)) {
                lengths += whiteboard.notes.length.raw(note);
            }
            assertThat(places).hasSize(lengths);
        }

        int hash() {
            Snapshot snapshot = new Snapshot(simulation.schema());
            simulation.capture(snapshot);
            return new StateHash(simulation.schema()).ofAll(snapshot);
        }
    }
}

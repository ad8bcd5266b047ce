package dev.tickwire.simulation.whiteboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.CommandType;
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
                    simulation.setInput(player, raws(columns), 0, 0);
                }
                if (present[player] && random.nextInt(3) == 0) {
                    command(player);
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

        private int[] raws(List<ColumnType> types) {
            int[] raws = new int[types.size()];
            int count = 0;
            for (ColumnType type : types) {
                if (!type.isText()) {
                    raws[count++] = raw(type);
                }
            }
            return raws;
        }

        /** Any legal value, but that notes and letters are often ones that are there. */
        private int raw(ColumnType type) {
            return switch (type.name()) {
                case "note", "holds", "edits" ->
                    whiteboard.notes.isPresent(random.nextInt(Notes.MOST)) ? someNote() : random.nextInt(200);
                case "first" -> Letters.NUMBERS_EACH * random.nextInt(PLAYERS) + 1 + random.nextInt(60);
                case "after" ->
                    random.nextBoolean() ? 0 : Letters.NUMBERS_EACH * random.nextInt(PLAYERS) + 1 + random.nextInt(60);
                case "count" -> 1 + random.nextInt(3);
                default -> random.nextInt(type.rawMin(), type.rawMax() + 1);
            };
        }

        private int someNote() {
            Notes notes = whiteboard.notes;
            int note = notes.first();
            for (int i = random.nextInt(notes.count()); i > 0; i--) {
                note = notes.next(note);
            }
            return notes.id(note);
        }

        /** Deleting is rare: else no note would stay. */
        private void command(int player) {
            List<CommandType> kinds = simulation.schema().commands();
            int kind = random.nextInt(kinds.size());
            boolean isRare = kinds.get(kind).name().equals("delete") && random.nextInt(10) > 0;
            if (isRare || !simulation.takesCommand(player, kind)) {
                return;
            }
            String text = "some words".substring(random.nextInt(8));
            simulation.command(player, kind, raws(kinds.get(kind).values().columns()), 0, new String[] {text});
        }

        void checkTexts() {
            Letters letters = whiteboard.letters;
            Set<List<Integer>> places = new HashSet<>();
            Set<List<Integer>> numbers = new HashSet<>();
            for (int letter = letters.first(); letter >= 0; letter = letters.next(letter)) {
                int note = letters.note.rowOf(letter);
                assertThat(note).isEqualTo(letter / Letters.PER_NOTE);
                assertThat(letters.at.raw(letter)).isLessThan(whiteboard.notes.length.raw(note));
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

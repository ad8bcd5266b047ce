package dev.tickwire.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CellsTest {
    @Test
    void shouldRefuseTooFewAndTooManyCells() {
        assertRefused(10, table -> table.cells("slot", 1, 0, 9), "column slot needs 2 to 1024 cells");
        assertRefused(10, table -> table.cells("slot", 0, 0, 9), "column slot needs 2 to 1024 cells");
        assertRefused(10, table -> table.cells("slot", 1025, 0, 9), "column slot needs 2 to 1024 cells");
        assertRefused(10, table -> table.cells("slot", 30, 9, 0), "column slot needs whole min < max within ±2^30");
        assertRefused(
                65_536,
                table -> table.cells("slot", 65, 0, 9),
                "column slot has over 2^22 cells in all: give its table less room, or its rows fewer cells");
    }

    @Test
    void shouldTakeAsManyCellsAsThereMayBe() {
        assertThat(new Table("tiles", 65_536).cells("slot", 64, 0, 9).count()).isEqualTo(64);
        assertThat(new Table("chests", 4096).cells("slot", 1024, 0, 9).count()).isEqualTo(1024);
    }

    @Test
    void shouldRefuseCellsAmongTheInputs() {
        assertThatThrownBy(() -> new Simulation(
                        new Game() {
                            {
                                inputs(new Table("keys", 2)).cells("pressed", 9, 0, 1);
                            }

                            @Override
                            public void step(Step step) {}
                        },
                        20,
                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column pressed of the inputs must be one number: commands can have more");
    }

    @Test
    void shouldRefuseCellsThatAreDeclaredWhenTheGameHasStarted() {
        Chests game = started();
        assertThatThrownBy(() -> game.chests.cells("late", 2, 0, 1))
                .hasMessage("column late of table chests is declared when the game has started: declare it as a field");
        assertThatThrownBy(game.slots::ownerOnly).hasMessageContaining("say ownerOnly() where it is declared");
    }

    @Test
    void shouldSayWhereThereIsNoSuchCellOrRow() {
        Chests game = started();
        int row = game.chests.add();
        assertThatThrownBy(() -> game.slots.set(row, 30, 1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("there is no cell 30 of chests.slot in row 0: they are 0 to 29");
        assertThatThrownBy(() -> game.slots.get(row, -1))
                .hasMessage("there is no cell -1 of chests.slot in row 0: they are 0 to 29");
        assertThatThrownBy(() -> game.slots.set(-1, 2, 1)).hasMessageContaining("row -1 of table chests");
        assertThatThrownBy(() -> game.slots.get(-1, 2)).hasMessageContaining("row -1 of table chests");
    }

    @Test
    void shouldSayInAStrictSimulationWhatIsWrong() {
        List<String> warnings = new ArrayList<>();
        Chests game = new Chests(1000, CellsTest::declareThirty);
        Simulation.strict(game, 20, Setup.of(1), warnings::add);
        int row = game.chests.add();
        assertThatThrownBy(() -> game.slots.get(row + 1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chests.slot: row 1 is absent");
        assertThatThrownBy(() -> game.slots.set(row + 1, 0, 5)).hasMessageContaining("chests.slot: row 1 is absent");
        game.slots.set(row, 3, 16_384);
        assertThat(warnings)
                .containsExactly("chests.slot of row 0 was set to raw 16384, beyond its range of 2 to 16383, and became"
                        + " the nearest end");
    }

    @Test
    void shouldHoldTheNearestLegalNumberInEachCell() {
        Chests game = started();
        int row = game.chests.add();
        int other = game.chests.add();
        assertThat(game.slots.get(row, 0)).as("of a new row").isEqualTo(2);
        game.slots.set(row, 0, 7);
        game.slots.set(row, 29, 99_999);
        game.slots.set(other, 0, -5);
        assertThat(game.slots.get(row, 0)).isEqualTo(7);
        assertThat(game.slots.get(row, 1)).isEqualTo(2);
        assertThat(game.slots.get(row, 29)).isEqualTo(16383);
        assertThat(game.slots.get(other, 0)).isEqualTo(2);
        assertThat(game.slots.count()).isEqualTo(30);
    }

    @Test
    void shouldKeepCellsWhenTheTableGrowsAndForgetThemWhenARowGoes() {
        Chests game = started();
        for (int row = 0; row < 1000; row++) {
            game.slots.fill(game.chests.add(), 2 + row);
        }
        for (int row = 0; row < 1000; row++) {
            assertThat(game.slots.get(row, row % 30)).isEqualTo(2 + row);
        }
        game.chests.remove(500);
        assertThat(game.slots.get(game.chests.add(), 7)).isEqualTo(2);
        assertThat(game.slots.get(501, 0)).isEqualTo(503);
    }

    @Test
    void shouldCopyAndHashAllCells() {
        Chests game = new Chests(1000, CellsTest::declareThirty);
        Simulation simulation = new Simulation(game, 20, 1);
        StateHash hash = new StateHash(simulation.schema());
        Snapshot before = new Snapshot(simulation.schema());
        Snapshot after = new Snapshot(simulation.schema());
        int row = game.chests.add();
        simulation.capture(before);
        game.slots.set(row, 29, 77);
        simulation.capture(after);
        Rows rows = after.table(0);
        assertThat(rows.column(0)[row * 30 + 29]).isEqualTo(77);
        assertThat(before.table(0).column(0)[row * 30 + 29]).isEqualTo(2);
        assertThat(rows.changedWord(0, before.table(0).serial())).isEqualTo(1L << row);
        assertThat(hash.ofAll(after)).isNotEqualTo(hash.ofAll(before));
    }

    private static Chests started() {
        Chests game = new Chests(1000, CellsTest::declareThirty);
        new Simulation(game, 20, 1);
        return game;
    }

    private static Cells declareThirty(Table table) {
        return table.cells("slot", 30, 2, 16383);
    }

    private static void assertRefused(int capacity, Consumer<Table> declare, String sentence) {
        assertThatThrownBy(() -> declare.accept(new Table("chests", capacity)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    private interface Declaration {
        Cells of(Table table);
    }

    private static final class Chests extends Game {
        final Table chests;
        final Cells slots;

        Chests(int capacity, Declaration declaration) {
            chests = table(new Table("chests", capacity));
            slots = declaration.of(chests);
            inputs(new Table("keys", 2));
        }

        @Override
        public void step(Step step) {}
    }
}

package dev.tickwire.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final int[] CAPACITIES = {1, 63, 64, 65, 128, 200};
    private static final int STEPS = 3_000;

    @Test
    void shouldRefuseASlotThatIsTaken() {
        Rows rows = rows(3);
        rows.put(1, 1);
        assertThatIllegalStateException().isThrownBy(() -> rows.put(1, 2)).withMessage("slot 1 is taken");
    }

    @Test
    void shouldRefuseToRemoveARowThatIsNotThere() {
        Rows rows = rows(3);
        assertThatIllegalStateException().isThrownBy(() -> rows.remove(1)).withMessage("row 1 is not there");
        assertThatIllegalStateException().isThrownBy(() -> rows.remove(-1));
        assertThatIllegalStateException().isThrownBy(() -> rows.remove(3));
    }

    @Test
    void shouldNotFindEntitiesThatAreGoneOrNeverWere() {
        Rows rows = rows(3);
        rows.put(0, 7);
        int id = rows.id(0);
        assertThat(rows.rowOf(id)).isZero();
        assertThat(rows.rowOf(EntityId.NONE)).isEqualTo(-1);
        assertThat(rows.rowOf(EntityId.of(6, 0))).isEqualTo(-1);
        assertThat(rows.rowOf(EntityId.of(7, 1))).isEqualTo(-1);
        assertThat(rows.rowOf(EntityId.LARGEST)).isEqualTo(-1);
        rows.remove(0);
        assertThat(rows.rowOf(id)).isEqualTo(-1);
    }

    @Test
    void shouldStartWithZerosWhoeverHadTheSlot() {
        Rows rows = rows(3);
        rows.put(2, 1);
        rows.column(1)[2] = 99;
        rows.remove(2);
        rows.put(2, 2);
        assertThat(rows.column(1)[2]).isZero();
    }

    @Test
    void shouldBehaveLikeAMapWhateverIsDone() {
        for (int capacity : CAPACITIES) {
            Random random = new Random(capacity);
            Rows rows = rows(capacity);
            Rows copy = rows(capacity);
            TreeMap<Integer, Integer> model = new TreeMap<>();
            for (int step = 0; step < STEPS; step++) {
                act(random, rows, model);
                String where = "capacity and seed " + capacity + " step " + step;
                assertLooksLike(rows, model, where);
                if (random.nextInt(10) == 0) {
                    copy.copyFrom(rows);
                    assertLooksLike(copy, model, where + " copied");
                }
            }
        }
    }

    private static void act(Random random, Rows rows, Map<Integer, Integer> model) {
        int slot = random.nextInt(rows.capacity());
        if (random.nextInt(500) == 0) {
            rows.clear();
            model.clear();
        } else if (random.nextInt(4) == 0 && rows.firstFree() >= 0) {
            slot = rows.firstFree();
            put(random, rows, model, slot);
        } else if (model.containsKey(slot)) {
            rows.remove(slot);
            model.remove(slot);
        } else {
            put(random, rows, model, slot);
        }
    }

    private static void put(Random random, Rows rows, Map<Integer, Integer> model, int slot) {
        int generation = 1 + random.nextInt(EntityId.LAST_GENERATION);
        rows.put(slot, generation);
        rows.column(0)[slot] = generation * 3;
        model.put(slot, generation);
    }

    private static void assertLooksLike(Rows rows, NavigableMap<Integer, Integer> model, String where) {
        assertThat(rows.count()).as(where).isEqualTo(model.size());
        assertThat(rows.limit()).as(where).isEqualTo(model.isEmpty() ? 0 : model.lastKey() + 1);
        List<Integer> slots = new ArrayList<>();
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            slots.add(row);
        }
        assertThat(slots).as(where).isEqualTo(List.copyOf(model.keySet()));
        int free = -1;
        for (int slot = rows.capacity() - 1; slot >= 0; slot--) {
            Integer generation = model.get(slot);
            assertThat(rows.isPresent(slot)).as(where).isEqualTo(generation != null);
            if (generation == null) {
                free = slot;
            } else {
                assertThat(rows.id(slot)).as(where).isEqualTo(generation * 65536 + slot);
                assertThat(rows.column(0)[slot]).as(where).isEqualTo(generation * 3);
            }
            Integer next = model.ceilingKey(slot);
            assertThat(rows.next(slot)).as(where).isEqualTo(next == null ? -1 : next);
        }
        assertThat(rows.firstFree()).as(where).isEqualTo(free);
    }

    private static Rows rows(int capacity) {
        return Rows.live(new TableType("t", capacity, List.of(ColumnType.flag("a"), ColumnType.flag("b"))));
    }

    @Test
    void shouldGoOnFromTheLastGenerationOfAFreeSlot() {
        Rows rows = Rows.live(new TableType("boats", 100, List.of(ColumnType.flag("afloat"))));
        rows.setLastGeneration(70, 5);
        rows.put(3, 1);

        assertThat(rows.generation(70)).isEqualTo(5);
        assertThat(rows.generation(69)).isZero();
        assertThat(rows.everTaken()).isEqualTo(71);
        assertThat(rows.count()).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> rows.setLastGeneration(3, 2))
                .withMessage("slot 3 is taken");
        Rows copy = Rows.growing(new TableType("boats", 100, List.of(ColumnType.flag("afloat"))));
        copy.copyFrom(rows);
        assertThat(copy.generation(70)).isEqualTo(5);
    }
}

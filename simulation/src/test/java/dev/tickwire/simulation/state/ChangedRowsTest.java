package dev.tickwire.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What rows know about what has changed in them, and what copies of them do with it. */
class ChangedRowsTest {
    private static final int CAPACITY = 700;
    private static final int COPIES = 5;
    private static final int STEPS = 4_000;
    private static final int SEEDS = 6;
    private static final TableType TYPE =
            new TableType("t", CAPACITY, List.of(ColumnType.integer("a", 0, 9), ColumnType.integer("b", 0, 9)));

    private final Rows live = Rows.live(TYPE);

    @Test
    void shouldCountEverythingAsChangedInWhatIsNoCopyOfALiveTable() {
        Rows rows = Rows.growing(TYPE);
        rows.put(3, 1);
        assertThat(rows.serial()).isZero();
        assertThat(rows.changedWord(0, 0)).isEqualTo(-1);
        live.put(1, 1);
        rows.copyFrom(live);
        rows.set(0, 1, 5);
        assertThat(rows.serial()).as("it has been changed since").isZero();
        assertThat(rows.changedWord(0, 1)).isEqualTo(-1);
        rows.copyFrom(live);
        assertThat(rows.column(0)[1]).isZero();
    }

    @Test
    void shouldTellWhichRowsHaveChangedSinceACopy() {
        for (int row = 0; row < 200; row++) {
            live.put(row, 1);
        }
        int before = copy().serial();
        live.set(0, 5, 3);
        live.set(1, 130, 4);
        live.remove(131);
        live.put(600, 1);
        Rows now = copy();
        assertThat(now.changedWord(0, before)).isEqualTo(1L << 5);
        assertThat(now.changedWord(1, before)).isZero();
        assertThat(now.changedWord(2, before)).isEqualTo(1L << 2 | 1L << 3);
        assertThat(now.changedWord(600 >> 6, before)).isEqualTo(1L << (600 % 64));
        assertThat(now.changedWord(CAPACITY / 64 + 5, before)).isZero();
        assertThat(now.changedWord(0, now.serial())).isZero();
    }

    @Test
    void shouldCountNoRowAsChangedThatGetsTheValueThatItHas() {
        live.put(5, 1);
        live.set(0, 5, 3);
        int before = copy().serial();
        live.set(0, 5, 3);
        assertThat(copy().serial()).isEqualTo(before);
    }

    @Test
    void shouldHoldWhatALiveTableHoldsWhateverIsDone() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Run(seed).go();
        }
    }

    private Rows copy() {
        Rows copy = Rows.growing(TYPE);
        copy.copyFrom(live);
        return copy;
    }

    /** A live table, a ring of copies that are renewed again and again, and what each of them should hold. */
    private static final class Run {
        private final int seed;
        private final Random random;
        private final Rows live = Rows.live(TYPE);
        private final List<Rows> copies = new ArrayList<>();
        private final List<Rows> models = new ArrayList<>();
        private int newest;

        Run(int seed) {
            this.seed = seed;
            random = new Random(seed);
            for (int i = 0; i < COPIES; i++) {
                copies.add(Rows.growing(TYPE));
                models.add(Rows.growing(TYPE));
            }
        }

        void go() {
            for (int step = 0; step < STEPS; step++) {
                for (int times = random.nextInt(6); times > 0; times--) {
                    act();
                }
                String where = "seed " + seed + " step " + step;
                if (random.nextBoolean()) {
                    newest = (newest + 1) % COPIES;
                    copies.get(newest).copyFrom(live);
                    models.set(newest, fullCopy(live));
                    assertSame(copies.get(newest), models.get(newest), where);
                    assertTellsWhatChanged(where);
                } else if (random.nextInt(50) == 0) {
                    int from = random.nextInt(COPIES);
                    int to = random.nextInt(COPIES);
                    copies.get(to).copyFrom(copies.get(from));
                    models.set(to, models.get(from));
                    assertSame(copies.get(to), models.get(to), where + " copied on");
                }
            }
        }

        private void act() {
            int row = random.nextInt(1 + random.nextInt(CAPACITY));
            int what = random.nextInt(200);
            if (what == 0) {
                live.clear();
            } else if (what == 1) {
                live.copyFrom(copies.get(random.nextInt(COPIES)));
            } else if (what == 2) {
                live.copyFrom(models.get(random.nextInt(COPIES)));
            } else if (!live.isPresent(row)) {
                live.put(row, EntityId.generationAfter(live.generation(row)));
            } else if (what < 40) {
                live.remove(row);
            } else if (what < 60) {
                copyValues(models.get(random.nextInt(COPIES)), row);
            } else {
                live.set(random.nextInt(2), row, random.nextInt(10));
            }
            if (what == 60 && !live.isPresent(CAPACITY - 1)) {
                live.setLastGeneration(CAPACITY - 1, random.nextInt(9));
            }
        }

        private void copyValues(Rows from, int row) {
            if (from.isPresent(row)) {
                live.copyValues(from, row);
            }
        }

        private void assertTellsWhatChanged(String where) {
            Rows now = copies.get(newest);
            for (int i = 0; i < COPIES; i++) {
                for (int row = 0; row < CAPACITY; row++) {
                    if ((now.changedWord(row >> 6, copies.get(i).serial()) & 1L << row) == 0) {
                        assertThat(isSame(now, models.get(i), row))
                                .as("%s copy %d row %d", where, i, row)
                                .isTrue();
                    }
                }
            }
        }

        /** Rows that know nothing of the live table. */
        private static Rows fullCopy(Rows of) {
            Rows copy = Rows.growing(TYPE);
            for (int row = 0; row < of.everTaken(); row++) {
                if (of.isPresent(row)) {
                    copy.putCopy(of, row);
                } else {
                    copy.setLastGeneration(row, of.generation(row));
                }
            }
            return copy;
        }

        private static void assertSame(Rows rows, Rows model, String where) {
            assertThat(rows.count()).as(where).isEqualTo(model.count());
            assertThat(rows.limit()).as(where).isEqualTo(model.limit());
            assertThat(rows.everTaken()).as(where).isEqualTo(model.everTaken());
            for (int row = 0; row < CAPACITY; row++) {
                assertThat(isSame(rows, model, row)).as("%s row %d", where, row).isTrue();
            }
        }

        private static boolean isSame(Rows rows, Rows model, int row) {
            return rows.isPresent(row) == model.isPresent(row)
                    && rows.generation(row) == model.generation(row)
                    && (!rows.isPresent(row)
                            || (rows.column(0)[row] == model.column(0)[row]
                                    && rows.column(1)[row] == model.column(1)[row]));
        }
    }
}

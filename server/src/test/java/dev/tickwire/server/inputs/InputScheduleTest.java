package dev.tickwire.server.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.Counters;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputScheduleTest {
    private static final int NOTHING = -1;
    private static final int WINDOW = 10;
    private static final int VIEW_AGO = 40;

    private final Counters counters = new Counters();
    private final CounterBatch batch = new CounterBatch(counters);
    private final InputSchedule schedule = new InputSchedule(WINDOW, 2, batch);

    @Test
    void shouldTakeNothingWhereNothingCame() {
        assertThat(take(schedule, 1)).isEqualTo(NOTHING);
        assertThat(schedule.takenTick()).isEqualTo(-1);
    }

    @Test
    void shouldTakeAnInputAtItsTickAndNotBefore() {
        add(12, 120, 10);

        assertThat(take(schedule, 10)).isEqualTo(NOTHING);
        assertThat(take(schedule, 11)).isEqualTo(NOTHING);
        assertThat(take(schedule, 12)).isEqualTo(120);
        assertThat(schedule.takenTick()).isEqualTo(12);
        assertCounts(1, 0, 0, 0);
    }

    @Test
    void shouldNotTakeAnInputTwice() {
        add(10, 100, 10);
        assertThat(take(schedule, 10)).isEqualTo(100);

        assertThat(take(schedule, 11)).isEqualTo(NOTHING);
        add(10, 101, 12);
        assertThat(take(schedule, 12)).isEqualTo(NOTHING);
        assertCounts(1, 0, 1, 0);
    }

    @Test
    void shouldTakeTheNewestOfThoseThatCameLate() {
        add(6, 60, 10);
        add(8, 80, 10);
        add(7, 70, 10);

        assertThat(take(schedule, 10)).isEqualTo(80);
        assertThat(schedule.takenTick()).isEqualTo(8);
        assertThat(take(schedule, 11)).isEqualTo(NOTHING);
        assertCounts(1, 1, 2, 0);
    }

    @Test
    void shouldPreferTheInputForThisTickToThoseThatCameLate() {
        add(9, 90, 10);
        add(10, 100, 10);

        assertThat(take(schedule, 10)).isEqualTo(100);
        assertCounts(1, 0, 1, 0);
    }

    @Test
    void shouldTakeNoneAfterOneForALaterTick() {
        add(10, 100, 10);
        take(schedule, 10);

        add(9, 90, 11);
        add(10, 101, 11);

        assertThat(take(schedule, 11)).isEqualTo(NOTHING);
        assertCounts(1, 0, 2, 0);
    }

    @Test
    void shouldDropInputsFromTooLongAgo() {
        add(90, 900, 100);
        assertCounts(0, 0, 1, 0);
        add(91, 910, 100);

        assertThat(take(schedule, 100)).isEqualTo(910);
        assertCounts(1, 1, 1, 0);
    }

    @Test
    void shouldDropInputsForTooFarAhead() {
        add(111, 1110, 100);
        assertCounts(0, 0, 0, 1);
        add(110, 1100, 100);
        assertCounts(0, 0, 0, 1);

        assertThat(take(schedule, 110)).isEqualTo(1100);
    }

    @Test
    void shouldDropWhatEveryExtremeTickSays() {
        add(Integer.MAX_VALUE, 1, 100);
        add(0, 1, 100);

        assertThat(take(schedule, 100)).isEqualTo(NOTHING);
        assertCounts(0, 0, 1, 1);
    }

    @Test
    void shouldKeepTheLastOfTwoForTheSameTick() {
        add(12, 1, 10);
        add(12, 2, 10);

        assertThat(take(schedule, 12)).isEqualTo(2);
        assertCounts(1, 0, 1, 0);
    }

    @Test
    void shouldHandOverAllColumns() {
        add(5, 77, 5);

        int offset = schedule.take(5);

        assertThat(schedule.raws()[offset]).isEqualTo(77);
        assertThat(schedule.raws()[offset + 1]).isEqualTo(-77);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 100})
    void shouldKeepItsInputsWhenItsWindowChanges(int window) {
        add(10, 100, 10);
        take(schedule, 10);
        add(12, 120, 11);
        add(14, 140, 11);

        schedule.setWindowTicks(window);

        assertThat(schedule.takenTick()).isEqualTo(10);
        assertThat(schedule.viewAgo(10)).isEqualTo(VIEW_AGO);
        assertThat(take(schedule, 11)).isEqualTo(NOTHING);
        assertThat(take(schedule, 12)).isEqualTo(120);
        assertThat(schedule.viewAgo(12)).isEqualTo(VIEW_AGO);
        assertThat(take(schedule, 14)).isEqualTo(140);
        add(15 + window, 1, 15);
        assertThat(take(schedule, 15 + window)).isEqualTo(1);
        add(16 + 2 * window, 2, 15 + window);
        assertCounts(4, 0, 0, 1);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldDoWhatASimpleModelDoes(long seed) {
        Random random = new Random(seed);
        int window = 2 + random.nextInt(40);
        InputSchedule tested = new InputSchedule(window, 2, batch);
        Model model = new Model(window);
        int now = 1 + random.nextInt(3);
        for (int n = 0; n < 400; n++) {
            for (int inputs = random.nextInt(4); inputs > 0; inputs--) {
                int tick = Math.max(0, now + random.nextInt(3 * window + 3) - (3 * window + 3) / 2);
                tested.add(slot(tick, n), now);
                model.add(tick, n, now);
            }
            int before = tested.takenTick();
            int taken = take(tested, now);
            assertThat(taken)
                    .as("seed %d, window %d, tick %d", seed, window, now)
                    .isEqualTo(model.take(now));
            if (taken != NOTHING) {
                assertThat(tested.takenTick()).isGreaterThan(before).isLessThanOrEqualTo(now);
            }
            now++;
        }
        assertCounts(model.taken, model.late, model.stale, model.tooEarly);
        assertThat(model.taken).isPositive();
        assertThat(model.late).isPositive();
        assertThat(model.stale).isPositive();
        assertThat(model.tooEarly).isPositive();
    }

    /** The same rules with a sorted map, and without a thought for speed. */
    private static final class Model {
        private final TreeMap<Integer, Integer> waiting = new TreeMap<>();
        private final int window;
        private int takenTick = -1;
        private long taken;
        private long late;
        private long stale;
        private long tooEarly;

        Model(int window) {
            this.window = window;
        }

        void add(int tick, int value, int now) {
            if (tick <= takenTick || tick <= now - window) {
                stale++;
            } else if (tick > now + window) {
                tooEarly++;
            } else if (waiting.put(tick, value) != null) {
                stale++;
            }
        }

        int take(int now) {
            var due = new TreeMap<>(waiting.headMap(now, true));
            if (due.isEmpty()) {
                return NOTHING;
            }
            waiting.keySet().removeAll(due.keySet());
            stale += due.size() - 1;
            taken++;
            takenTick = due.lastKey();
            late += takenTick < now ? 1 : 0;
            return due.lastEntry().getValue();
        }
    }

    private void add(int tick, int value, int now) {
        schedule.add(slot(tick, value), now);
    }

    private static InputQueue.Slot slot(int tick, int value) {
        InputQueue.Slot slot = new InputQueue.Slot(2);
        slot.tick = tick;
        slot.viewAgo = VIEW_AGO;
        slot.raws[0] = value;
        slot.raws[1] = -value;
        return slot;
    }

    private static int take(InputSchedule from, int now) {
        int offset = from.take(now);
        return offset < 0 ? NOTHING : from.raws()[offset];
    }

    private void assertCounts(long taken, long late, long stale, long tooEarly) {
        batch.flush();
        assertThat(counters.get(Counter.INPUTS_TAKEN)).as("taken").isEqualTo(taken);
        assertThat(counters.get(Counter.INPUTS_LATE)).as("late").isEqualTo(late);
        assertThat(counters.get(Counter.INPUTS_STALE)).as("stale").isEqualTo(stale);
        assertThat(counters.get(Counter.INPUTS_TOO_EARLY)).as("too early").isEqualTo(tooEarly);
    }
}

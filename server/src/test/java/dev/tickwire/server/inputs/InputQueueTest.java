package dev.tickwire.server.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InputQueueTest {
    @Test
    void shouldKeepTheNewestOfMoreThanItsCapacity() {
        InputQueue queue = new InputQueue(4, 1);
        for (int tick = 1; tick <= 4; tick++) {
            assertThat(queue.offer(tick, 0, 0, new int[] {tick}, 0)).isTrue();
        }

        assertThat(queue.offer(5, 0, 0, new int[] {5}, 0)).isFalse();
        assertThat(queue.offer(6, 0, 0, new int[] {6}, 0)).isFalse();

        assertThat(drain(queue)).containsExactly("1 [1]", "2 [2]", "3 [3]", "6 [6]");
        assertThat(queue.offer(7, 0, 0, new int[] {7}, 0)).isTrue();
        assertThat(drain(queue)).containsExactly("7 [7]");
    }

    @Test
    void shouldHandOverInOrderWhateverComesInBetween() {
        InputQueue queue = new InputQueue(4, 1);
        for (int tick = 1; tick <= 4; tick++) {
            queue.offer(tick, 0, 0, new int[] {tick}, 0);
        }
        queue.release(queue.poll());
        assertThat(queue.offer(5, 0, 0, new int[] {5}, 0))
                .as("4 would be overtaken")
                .isFalse();

        assertThat(drain(queue)).containsExactly("2 [2]", "3 [3]", "5 [5]");
    }

    @Test
    void shouldNotMakeMoreSlotsThanItsCapacityNeeds() {
        InputQueue queue = new InputQueue(4, 1);
        Set<InputQueue.Slot> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int round = 0; round < 100; round++) {
            for (int tick = 1; tick <= 3 + round % 5; tick++) {
                queue.offer(tick, 0, 0, new int[] {tick}, 0);
            }
            for (InputQueue.Slot slot = queue.poll(); slot != null; slot = queue.poll()) {
                seen.add(slot);
                queue.release(slot);
            }
        }

        assertThat(seen).hasSizeLessThanOrEqualTo(4 + 2);
    }

    @Test
    void shouldUseReleasedSlotsAgainForever() {
        InputQueue queue = new InputQueue(4, 2);
        List<InputQueue.Slot> seen = new ArrayList<>();
        for (int tick = 1; tick <= 1000; tick++) {
            assertThat(queue.offer(tick, 0, tick * 10L, new int[] {-1, tick, -tick}, 1))
                    .isTrue();
            InputQueue.Slot slot = queue.poll();
            assertThat(slot.tick).isEqualTo(tick);
            assertThat(slot.arrivalNanos).isEqualTo(tick * 10L);
            assertThat(slot.raws).containsExactly(tick, -tick);
            if (seen.stream().noneMatch(known -> known == slot)) {
                seen.add(slot);
            }
            queue.release(slot);
        }

        assertThat(seen).as("one at a time needs one").hasSize(1);
    }

    @Test
    void shouldCopyTheValuesBecauseTheReaderUsesItsArrayAgain() {
        InputQueue queue = new InputQueue(4, 1);
        int[] shared = {7};
        queue.offer(1, 0, 0, shared, 0);
        shared[0] = 8;

        assertThat(drain(queue)).containsExactly("1 [7]");
    }

    @Test
    void shouldGiveNothingWhereNothingCame() {
        assertThat(new InputQueue(4, 1).poll()).isNull();
    }

    private static List<String> drain(InputQueue queue) {
        List<String> all = new ArrayList<>();
        for (InputQueue.Slot slot = queue.poll(); slot != null; slot = queue.poll()) {
            all.add(slot.tick + " " + java.util.Arrays.toString(slot.raws));
            queue.release(slot);
        }
        return all;
    }
}

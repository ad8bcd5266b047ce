package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputQueueTest {
    @Test
    void shouldRefuseWhatIsMoreThanItsCapacity() {
        InputQueue queue = new InputQueue(4, 1);
        for (int tick = 1; tick <= 4; tick++) {
            assertThat(queue.offer(tick, 0, 0, new int[] {tick}, 0)).isTrue();
        }

        assertThat(queue.offer(5, 0, 0, new int[] {5}, 0)).isFalse();

        assertThat(drain(queue)).containsExactly("1 [1]", "2 [2]", "3 [3]", "4 [4]");
    }

    @Test
    void shouldHaveNoRoomForASlotThatIsTakenAndNotReleased() {
        InputQueue queue = new InputQueue(4, 1);
        for (int tick = 1; tick <= 4; tick++) {
            queue.offer(tick, 0, 0, new int[] {tick}, 0);
        }
        InputQueue.Slot taken = queue.poll();

        assertThat(queue.offer(5, 0, 0, new int[] {5}, 0)).isFalse();
        queue.release(taken);
        assertThat(queue.offer(6, 0, 0, new int[] {6}, 0)).isTrue();

        assertThat(drain(queue)).containsExactly("2 [2]", "3 [3]", "4 [4]", "6 [6]");
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

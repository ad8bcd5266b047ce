package dev.tickwire.server.inputs;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Tries the ways in which the thread that reads a socket and the loop of a room can come between each other. */
class InputQueueInterleavingsTest {
    @Test
    void shouldHandOverInputsInOrderAndTheNewestForSure() {
        new ModelCheckingOptions()
                .iterations(4)
                .invocationsPerIteration(150)
                .threads(2)
                .actorsPerThread(4)
                .actorsBefore(1)
                .actorsAfter(0)
                .check(FewSlots.class);
    }

    /**
     * A queue that is soon full. What it drops may depend on who comes first: an input may be dropped for the next one
     * though the loop has just made room.
     */
    public static final class FewSlots {
        private final InputQueue queue = new InputQueue(2, 1);
        private final int[] raws = new int[1];
        private int offered;
        private int dropped;
        private int taken;
        private int newestTaken;

        @Operation(nonParallelGroup = "reader")
        public void offer() {
            raws[0] = ++offered;
            dropped += queue.offer(offered, 0, 0, raws, 0) ? 0 : 1;
        }

        @Operation(nonParallelGroup = "loop")
        public void take() {
            boolean unused = takeOne();
        }

        private boolean takeOne() {
            InputQueue.Slot slot = queue.poll();
            if (slot == null) {
                return false;
            }
            demand(slot.tick > newestTaken, "one overtakes another");
            demand(slot.tick == slot.raws[0] && slot.tick == slot.number, "one is torn");
            newestTaken = slot.tick;
            taken++;
            queue.release(slot);
            return true;
        }

        /** Takes what is left, and looks at all that there was. */
        @Validate
        public void check() {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = takeOne();
            }
            demand(newestTaken == offered, "the newest is lost");
            demand(taken + dropped == offered, "one is lost, and none is told");
        }

        private static void demand(boolean holds, String what) {
            if (!holds) {
                throw new AssertionError(what);
            }
        }
    }
}

package dev.tickwire.server.room;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Tries the ways in which a room can close while others knock. */
class MailboxInterleavingsTest {
    @Test
    void shouldAnswerEverybodyOnceWhenTheRoomCloses() {
        new ModelCheckingOptions()
                .iterations(4)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(0)
                .check(ClosingRoom.class);
    }

    /** Who asks is answered by the loop, or told that the room has closed. */
    public static final class ClosingRoom {
        private final RoomMailbox mailbox =
                new RoomMailbox(new RoomSettings.Capacity(1, 0, 1, 4, 1, 1), new Counters());
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private volatile boolean isClosed;

        @Operation
        public void ask() {
            CompletableFuture<Checkpoint> answer = new CompletableFuture<>();
            var unused = answer.whenComplete((value, failure) -> answered.incrementAndGet());
            asked.incrementAndGet();
            if (!mailbox.request(new RoomCommand.Ask(answer))) {
                answer.cancel(false);
            }
        }

        @Operation(nonParallelGroup = "loop")
        public void takeOne() {
            RoomCommand next = mailbox.poll();
            if (next instanceof RoomCommand.Ask ask) {
                ask.answer().cancel(false);
            }
        }

        @Operation
        public void close() {
            mailbox.close(DisconnectReason.ROOM_CLOSED);
            isClosed = true;
        }

        @Validate
        public void check() {
            int waiting = isClosed ? 0 : mailbox.depth();
            if (asked.get() != answered.get() + waiting) {
                throw new IllegalStateException(asked + " asked, " + answered + " answered, " + waiting + " wait");
            }
        }
    }
}

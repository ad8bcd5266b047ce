package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.server.JvmHeap.Fullness;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HeapMemoryTest {
    private static final long MOST = 1_000;

    private final Room room =
            Rooms.open(Listing.of("regatta-1"), new RoomTypes().build(), JournalSink.NONE, new Counters(), () -> 0);
    private Fullness now = new Fullness(0, 0, 0, MOST, 1);
    private long allocated;
    private int collected;
    private final HeapMemory memory = new HeapMemory(() -> now, () -> allocated, () -> collected++);

    @Test
    void shouldRefuseRoomsBeforeTheHeapIsFull() {
        now = new Fullness(700, 600, 50, MOST, 2);
        assertThat(memory.isEnoughFor(1)).isTrue();
        now = new Fullness(700, 600, 51, MOST, 2);
        assertThat(memory.isEnoughFor(1)).isFalse();
    }

    @Test
    void shouldLearnWhatARoomTakesAndLeaveAsMuchForItToGrow() {
        open(100);
        collect(0);
        collect(0);
        collect(0);
        collect(0);
        assertThat(memory.isEnoughFor(3)).isTrue();
        assertThat(memory.isEnoughFor(4)).isFalse();
    }

    @Test
    void shouldCountTheRoomsOfAnAttackThatNoCollectionHasSeen() {
        int opened = 0;
        while (memory.isEnoughFor(1)) {
            open(10);
            opened++;
        }
        assertThat(opened).isEqualTo(37);
    }

    @Test
    void shouldCountARoomThatCouldNotBeOpened() {
        assertThatThrownBy(() -> memory.measure(() -> {
                    allocated += 400;
                    throw new OutOfMemoryError("of a test");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(memory.isEnoughFor(1)).isFalse();
    }

    @Test
    void shouldCollectOnlyWhereRoomsWereRefusedForWhatMayBeGarbage() {
        now = new Fullness(900, 100, 0, MOST, 1);
        memory.check();
        assertThat(collected).as("nobody asked").isZero();

        assertThat(memory.isEnoughFor(1)).isFalse();
        memory.check();
        memory.check();
        assertThat(collected).isEqualTo(1);

        now = new Fullness(900, 850, 0, MOST, 2);
        assertThat(memory.isEnoughFor(1)).isFalse();
        memory.check();
        assertThat(collected).as("it was collected just now").isEqualTo(1);
    }

    @Test
    void shouldRefuseNothingWhereNobodyKnowsTheHeap() {
        now = new Fullness(0, 0, 0, 0, 0);
        open(1_000_000);
        assertThat(memory.isEnoughFor(1_000)).isTrue();
    }

    @Test
    void shouldReadTheHeapOfThisProcess() {
        Fullness read = new JvmHeap().fullness();
        assertThat(read.mostBytes()).isPositive();
        assertThat(read.oldBytes()).isNotNegative();
    }

    private void open(long bytes) {
        Supplier<Room> opening = () -> {
            allocated += bytes;
            return room;
        };
        assertThat(memory.measure(opening)).isSameAs(room);
    }

    private void collect(long used) {
        now = new Fullness(used, used, 0, MOST, now.collections() + 1);
    }
}

package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Departure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of inputs. */
class RoomInputTest {
    private static final long MILLI = 1_000_000L;

    private final RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
    private final Guest ada = room.join("Ada");
    private final Guest bo = room.join("Bo");

    @Test
    void shouldApplyAnInputAtItsTick() {
        offer(ada, 3, 7);

        room.ticks(2);
        assertThat(stroke(ada)).isZero();
        room.tick();

        assertThat(stroke(ada)).isEqualTo(7);
        assertThat(stroke(bo)).isZero();
    }

    @Test
    void shouldHoldTheLastInputUntilAnotherComes() {
        offer(ada, 1, 7);
        room.ticks(4);
        assertThat(strokes(ada)).isEqualTo(28);

        offer(ada, 5, 1);
        room.ticks(2);

        assertThat(strokes(ada)).isEqualTo(30);
    }

    @Test
    void shouldNotHandAnInputToTheNextPlayerOfThatNumber() {
        offer(ada, 1, 7);
        room.tick();
        ada.seat().leave();
        room.tick();

        Guest next = room.join("Next");
        room.tick();

        assertThat(next.watcher().player()).isEqualTo(ada.watcher().player());
        assertThat(stroke(next)).isZero();
        assertThat(next.watcher().lastFrame().hasInputAckAgo()).isFalse();
    }

    @Test
    void shouldApplyALateInputAtTheNextTickAndCountIt() {
        room.ticks(5);
        offer(ada, 4, 7);

        room.tick();

        assertThat(stroke(ada)).isEqualTo(7);
        assertThat(room.count(Counter.INPUTS_LATE)).isEqualTo(1);
        assertThat(ada.watcher().lastFrame().getInputAckAgo()).isEqualTo(2);
    }

    @Test
    void shouldDropInputsForTheFarFutureAndKeepThePlayer() {
        offer(ada, 42, 7);
        offer(ada, Integer.MAX_VALUE, 8);

        room.ticks(60);

        assertThat(strokes(ada)).isZero();
        assertThat(room.count(Counter.INPUTS_TOO_EARLY)).isEqualTo(2);
        assertThat(ada.outlet().reason()).isNull();
    }

    @Test
    void shouldDropInputsFromTheFarPastAndKeepThePlayer() {
        room.ticks(50);
        offer(ada, 11, 7);
        offer(ada, 0, 8);

        room.ticks(2);

        assertThat(strokes(ada)).isZero();
        assertThat(room.count(Counter.INPUTS_STALE)).isEqualTo(2);
        assertThat(ada.outlet().reason()).isNull();
    }

    @Test
    void shouldDropAndCountInputsThatTheQueueHasNoRoomFor() {
        RoomDriver small =
                new RoomDriver(RoomTypes.asShipped().inputQueueCapacity(4).build());
        Guest eve = small.join("Eve");
        for (int tick = 1; tick <= 10; tick++) {
            offer(eve, tick, tick);
        }
        assertThat(small.count(Counter.INPUTS_QUEUE_FULL)).isEqualTo(6);

        small.ticks(10);

        assertThat(eve.watcher().boat(0, "strokes"))
                .as("of those that there is no room for, the newest is kept")
                .isEqualTo(1 + 2 + 3 + 3 * 6 + 10);
        assertThat(eve.outlet().reason()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "1001, 0", "0, 2", "0, -2", "2147483647, 0", "-2147483648, 0"})
    void shouldRefuseValuesOutOfRange(int stroke, int steer) {
        assertThat(ada.seat().offerInput(1, 0, new int[] {stroke, steer}, 0, 2, 0))
                .isFalse();

        room.ticks(2);

        assertThat(strokes(ada)).isZero();
        assertThat(room.count(Counter.INPUTS_TAKEN)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void shouldRefuseAWrongNumberOfValues(int count) {
        assertThat(ada.seat().offerInput(1, 0, new int[3], 0, count, 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000, 1", "1000, -1"})
    void shouldTakeValuesAtTheEndsOfTheirRanges(int stroke, int steer) {
        assertThat(ada.seat().offerInput(1, 0, new int[] {9, stroke, steer}, 1, 2, 0))
                .isTrue();

        room.tick();

        assertThat(stroke(ada)).isEqualTo(stroke);
    }

    @Test
    void shouldSayNothingOfInputsBeforeTheFirst() {
        room.tick();

        assertThat(ada.watcher().lastFrame().hasInputAckAgo()).isFalse();
        assertThat(ada.watcher().lastFrame().hasInputMarginMillis()).isFalse();
    }

    @Test
    void shouldTellEachPlayerItsOwnNewestInput() {
        room.ticks(2);
        offer(ada, 3, 1);
        room.tick();
        assertThat(ada.watcher().lastFrame().getInputAckAgo()).isZero();
        assertThat(ada.watcher().lastFrame().hasInputAckAgo()).isTrue();
        assertThat(bo.watcher().lastFrame().hasInputAckAgo()).isFalse();

        room.ticks(4);

        assertThat(ada.watcher().lastFrame().getInputAckAgo()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"1, 30, 30", "1, 0, 0", "2, 30, 80", "1, -20, -20"})
    void shouldTellHowEarlyTheNewestInputCame(int tick, int millisBeforeTheTick, int margin) {
        ada.seat().offerInput(tick, 0, new int[] {1, 0}, 0, 2, room.nowNanos() - millisBeforeTheTick * MILLI);

        room.tick();

        assertThat(ada.watcher().lastFrame().getInputMarginMillis()).isEqualTo(margin);
    }

    @Test
    void shouldTellEachMarginOnce() {
        offer(ada, 1, 7);
        room.ticks(2);

        assertThat(ada.watcher().frames())
                .extracting(ServerFrame::hasInputMarginMillis)
                .containsExactly(true, false);
    }

    @Test
    void shouldTellTheMarginsOfInputsThatItDrops() {
        room.ticks(50);
        offer(ada, 2, 7);
        room.tick();
        assertThat(ada.watcher().lastFrame().getInputMarginMillis())
                .as("too late")
                .isEqualTo(-49 * 50);
        offer(ada, 200, 7);
        room.tick();
        assertThat(ada.watcher().lastFrame().getInputMarginMillis())
                .as("too early")
                .isEqualTo(148 * 50);

        assertThat(ada.watcher().lastFrame().hasInputAckAgo())
                .as("none was taken")
                .isFalse();
        assertThat(room.count(Counter.INPUTS_STALE)).isEqualTo(1);
        assertThat(room.count(Counter.INPUTS_TOO_EARLY)).isEqualTo(1);
    }

    @Test
    void shouldTellWhichInputTheMarginIsOf() {
        RoomDriver small =
                new RoomDriver(RoomTypes.asShipped().inputQueueCapacity(4).build());
        Guest eve = small.join("Eve");
        small.tick();
        offer(eve, 2, 1);
        small.tick();
        offer(eve, 3, 1);
        offer(eve, 9, 1);
        offer(eve, 5, 1);
        small.tick();
        for (int tick = 4; tick < 10; tick++) {
            offer(eve, tick, 1);
        }
        small.tick();
        offer(eve, 5, 1);
        small.tick();

        assertThat(eve.watcher().frames())
                .as("also of the newest of more than the queue has room for")
                .extracting(ServerFrame::getInputsBetween)
                .containsExactly(0, 0, 2, 5, 0);
    }

    @Test
    void shouldCountInputsAnewOverAnotherConnection() {
        for (int tick = 1; tick < 5; tick++) {
            offer(ada, tick, 1);
        }
        room.ticks(2);
        ada.seat().depart(Departure.LOST);
        Guest back = room.resume(ada);
        room.tick();

        offer(back, 4, 1);
        offer(back, 5, 1);
        room.tick();

        assertThat(back.watcher().lastFrame().getInputsBetween()).isEqualTo(1);
    }

    @Test
    void shouldTellHowLateALateInputCame() {
        room.ticks(3);
        ada.seat().offerInput(2, 0, new int[] {1, 0}, 0, 2, room.nowNanos() - 10 * MILLI);

        room.tick();

        assertThat(ada.watcher().lastFrame().getInputMarginMillis()).isEqualTo(-90);
    }

    @Test
    void shouldMeasureTheMarginFromTheDeadlineAndNotFromWhenTheTickRan() {
        ada.seat().offerInput(1, 0, new int[] {1, 0}, 0, 2, room.nowNanos() - 10 * MILLI);

        room.room().tick(room.nowNanos(), room.nowNanos() + 40 * MILLI, 0);
        ada.read();

        assertThat(ada.watcher().lastFrame().getInputMarginMillis()).isEqualTo(10);
    }

    @Test
    void shouldClampTheMarginOfAnInputForTheEndOfTime() {
        RoomDriver slow = new RoomDriver(RoomTypes.asShipped().rates(0.1, 0.1).build());
        Guest eve = slow.join("Eve");
        slow.pass(3_000_000_000L);
        offer(eve, 1, 1);
        offer(eve, Integer.MAX_VALUE, 1);

        slow.tick();

        assertThat(eve.watcher().lastFrame().getInputMarginMillis()).isEqualTo(Integer.MAX_VALUE);
    }

    private void offer(Guest guest, int tick, int stroke) {
        assertThat(guest.seat().offerInput(tick, 0, new int[] {stroke, 0}, 0, 2, room.nowNanos()))
                .isTrue();
    }

    private static int stroke(Guest guest) {
        return guest.watcher().boat(guest.watcher().player(), "stroke");
    }

    private static int strokes(Guest guest) {
        return guest.watcher().boat(guest.watcher().player(), "strokes");
    }
}

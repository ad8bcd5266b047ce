package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.MeterCounts;
import dev.tickwire.server.metrics.Phase;
import dev.tickwire.server.metrics.PlayerStats;
import dev.tickwire.server.metrics.RoomStats;
import dev.tickwire.server.metrics.TimeCounts;
import dev.tickwire.server.roomtype.MeterInfo;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.simulation.interest.Radii;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What a room tells of itself and its players. */
class RoomFiguresTest {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    private final RoomDriver room = new RoomDriver(new RoomTypes()
            .resumeGraceMillis(60_000)
            .rates(20, 10)
            .inputQueueCapacity(4)
            .build());
    private final Guest ada = room.join("Ada");

    @Test
    void shouldMeasureTicksAndSnapshots() {
        room.setNanosPerLook(MILLI);

        room.ticks(40);

        RoomStats.Reading reading = room.room().stats().read();
        assertThat(reading.of(Phase.STEP).total()).isEqualTo(40);
        assertThat(reading.late().total()).isEqualTo(40);
        assertThat(reading.of(Phase.ENCODE).total()).isEqualTo(20);
        assertThat(reading.of(Phase.WRITE).total()).isEqualTo(20);
        // The room looks at its clock at the begin, before and after the step, before and after it takes a snapshot and
        // writes, and at the end.
        Percentage digits = Percentage.withPercentage(7);
        assertThat(meanMicros(reading.late())).isCloseTo(1_000, digits);
        assertThat(meanMicros(reading.of(Phase.INPUTS))).isCloseTo(1_000, digits);
        assertThat(meanMicros(reading.of(Phase.STEP))).isCloseTo(1_000, digits);
        assertThat(meanMicros(reading.of(Phase.SELECT))).isCloseTo(1_000, digits);
        assertThat(meanMicros(reading.of(Phase.ENCODE))).isCloseTo(3_000, digits);
        assertThat(meanMicros(reading.of(Phase.WRITE))).isCloseTo(1_000, digits);
        assertThat(reading.bytesSent()).isEqualTo(room.count(Counter.SNAPSHOT_BYTES));
        assertThat(player().bytesSent()).isEqualTo(room.count(Counter.SNAPSHOT_BYTES));
    }

    @Test
    void shouldTellChoosingWhatEachPlayerSeesFromEncodingIt() {
        RoomDriver near = new RoomDriver(
                new RoomTypes().interest(new Radii(200, 300, 400, 1.1)).build());
        near.join("Ada");
        near.join("Bo");
        near.setNanosPerLook(MILLI);

        near.ticks(40);

        RoomStats.Reading reading = near.room().stats().read();
        long snapshots = reading.of(Phase.SELECT).total();
        assertThat(snapshots).isPositive().isEqualTo(reading.of(Phase.ENCODE).total());
        // Once for all, and once for each of them.
        assertThat(meanMicros(reading.of(Phase.SELECT))).isCloseTo(3_000, Percentage.withPercentage(7));
    }

    @Test
    void shouldCountWhatWaits() {
        room.tick();
        for (int i = 0; i < 3; i++) {
            ada.seat().offerInput(2 + i, 0, new int[] {5, 0}, 0, 2, room.nowNanos());
        }
        room.join("Bo");
        room.watch("Wim");

        room.tick();

        RoomStats.Reading reading = room.room().stats().read();
        assertThat(reading.mailboxDepth()).isEqualTo(2);
        assertThat(reading.inputsWaiting()).isEqualTo(3);
        assertThat(reading.playerCount()).isEqualTo(2);
        assertThat(reading.spectatorCount()).isEqualTo(1);
    }

    @Test
    void shouldTellWhatTheGameCountsInStepsAndWhenPlayersJoin() {
        room.join("Bo");
        room.tick();
        ada.seat().offerInput(2, 0, new int[] {5, 0}, 0, 2, room.nowNanos());

        room.ticks(3);

        MeterCounts meters = room.room().stats().meters();
        assertThat(room.room().type().meters())
                .containsExactly(new MeterInfo("launches", "boats that were launched"), new MeterInfo("strokes", ""));
        assertThat(meters.get(0)).isEqualTo(2);
        assertThat(meters.get(1)).isEqualTo(15);
    }

    @Test
    void shouldMeasureTheRoundTripOfAPlayer() {
        room.setNanosPerLook(MICRO);
        ada.setAcks(false);
        room.ticks(2);
        long sentNanos = room.nowNanos() - 50 * MILLI + 6 * MICRO;
        ada.seat().heard(sentNanos + 33 * MILLI);
        assertThat(ada.seat().acknowledge(2)).isTrue();
        ada.seat().heard(sentNanos + 44 * MILLI);
        room.ticks(2);

        assertThat(player().roundTripMicros()).isEqualTo(33_000);
        assertThat(player().ackLagTicks()).isEqualTo(2);
    }

    @Test
    void shouldTellHowEarlyInputsComeAndHowManyAreDropped() {
        room.ticks(2);
        ada.seat().offerInput(4, 0, new int[] {5, 0}, 0, 2, room.nowNanos() - 20 * MILLI);
        room.ticks(2);
        assertThat(player().inputMarginMillis()).isEqualTo(70);
        assertThat(player().inputsDropped()).isZero();

        // Of ten in a queue of four, the first three and the newest are kept, of which one is too far ahead.
        for (int i = 0; i < 9; i++) {
            ada.seat().offerInput(5 + i, 0, new int[] {5, 0}, 0, 2, room.nowNanos());
        }
        ada.seat().offerInput(1_000, 0, new int[] {5, 0}, 0, 2, room.nowNanos());
        room.ticks(2);

        assertThat(player().inputsDropped()).isEqualTo(6 + 1);
        assertThat(room.count(Counter.INPUTS_QUEUE_FULL)).isEqualTo(6);
    }

    @Test
    void shouldAddUpHowOftenPagesPredictedWrongOverConnections() {
        room.ticks(2);
        ada.seat().reports().corrected(4);
        room.ticks(2);
        assertThat(room.room().stats().corrections()).isEqualTo(4);

        ada.seat().depart(Departure.LOST);
        Guest back = room.resume(ada);
        room.ticks(2);
        back.seat().reports().corrected(2);
        room.ticks(2);
        assertThat(room.room().stats().corrections()).isEqualTo(6);
    }

    @Test
    void shouldCountSnapshotsThatAPlayerWasNotSent() {
        room.ticks(2);
        ada.outlet().setIdle(false);

        room.ticks(6);

        assertThat(player().snapshotsSkipped()).isEqualTo(3);
        assertThat(player().paceInterval()).isPositive();
    }

    @Test
    void shouldKeepThePlayersFiguresOverConnections() {
        room.ticks(10);
        long before = player().bytesSent();
        long cameNanos = player().connectedNanos();
        ada.seat().depart(Departure.LOST);
        room.ticks(2);
        assertThat(room.room().stats().read().playerCount())
                .as("its seat is kept")
                .isEqualTo(1);
        room.resume(ada);
        room.ticks(10);

        assertThat(player().bytesSent()).isGreaterThan(before).isEqualTo(room.count(Counter.SNAPSHOT_BYTES));
        assertThat(player().connectedNanos()).as("but its connection is new").isGreaterThan(cameNanos);
    }

    @Test
    void shouldForgetAPlayerWhoHasLeft() {
        room.ticks(2);
        ada.seat().depart(Departure.LEFT);
        room.tick();

        assertThat(room.room().stats().read().players()).isEmpty();
    }

    private static double meanMicros(TimeCounts times) {
        return times.sumMicros() / times.total();
    }

    private PlayerStats.Reading player() {
        return room.room().stats().read().players().get(0);
    }
}

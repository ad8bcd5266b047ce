package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.Replica;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What players are sent who are far away, with what users run. */
class RoundTripTest {
    private static final int TICKS_PER_SECOND = 20;
    private static final int MAX_UNACKED_TICKS = 20;
    private static final int MOST_USUAL_SECONDS = 10;

    private final RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
    private final Guest far = room.join("Far");

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {0, 200, 900, 1_100, 2_000, 3_333, 5_000, 9_000})
    void shouldSendEverySnapshotAfterTheFirstRoundTrips(int roundTripMillis) {
        far.setRoundTripMillis(roundTripMillis);
        room.ticks(2 + 2 * roundTripMillis / 50);

        assertThat(framesIn(30 * TICKS_PER_SECOND)).isEqualTo(30 * TICKS_PER_SECOND);
        assertThat(far.watcher().outcomes()).containsOnly(Replica.Outcome.APPLIED);
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {0, 1_100, 5_000})
    void shouldSendNothingMoreWhenAcksStop(int roundTripMillis) {
        far.setRoundTripMillis(roundTripMillis);
        room.ticks(20 * TICKS_PER_SECOND);

        far.setAcks(false);

        assertThat(framesIn(20 * TICKS_PER_SECOND)).isLessThanOrEqualTo(MAX_UNACKED_TICKS + 2);
        assertThat(room.count(Counter.SNAPSHOTS_SKIPPED_UNACKED)).isPositive();
    }

    @Test
    void shouldSendNoMoreThanASecondToAPlayerWhoNeverAcknowledges() {
        far.setAcks(false);

        assertThat(framesIn(20 * TICKS_PER_SECOND)).isEqualTo(MAX_UNACKED_TICKS + 2);
    }

    @Test
    void shouldNotOpenTheWindowWithoutBoundForALagThatGrows() {
        for (int roundTripMillis = 0; roundTripMillis <= 60_000; roundTripMillis += 100) {
            far.setRoundTripMillis(roundTripMillis);
            room.ticks(TICKS_PER_SECOND / 2);
        }

        assertThat(far.watcher().ticks())
                .filteredOn(tick -> tick > far.seat().ackTick())
                .hasSizeLessThanOrEqualTo(MOST_USUAL_SECONDS * TICKS_PER_SECOND + MAX_UNACKED_TICKS + 2);
    }

    @Test
    void shouldSlowDownForALagThatGrowsAndComeBackWhenItIsGone() {
        far.setRoundTripMillis(1_500);
        room.ticks(10 * TICKS_PER_SECOND);
        far.setRoundTripMillis(2_200);
        room.ticks(4 * TICKS_PER_SECOND);
        assertThat(framesIn(2 * TICKS_PER_SECOND)).isLessThanOrEqualTo(6);

        far.setRoundTripMillis(1_500);
        room.ticks(5 * TICKS_PER_SECOND);

        assertThat(framesIn(2 * TICKS_PER_SECOND)).isEqualTo(2 * TICKS_PER_SECOND);
    }

    @Test
    void shouldGoOnAtTheFullRateWhenRatesChange() {
        far.setRoundTripMillis(2_000);
        room.ticks(10 * TICKS_PER_SECOND);

        room.room().follow(RoomTypes.asShipped().rates(20, 10).build());
        room.ticks(1 + 10);

        assertThat(framesIn(10 * TICKS_PER_SECOND)).isEqualTo(5 * TICKS_PER_SECOND);
    }

    /** A keyframe of several megabytes, say: it takes longer than acks may, and is no reason to give up its player. */
    @Test
    void shouldKeepAPlayerWhoseKeyframeTakesTwentySeconds() {
        room.tick();
        far.setAcks(false);
        far.outlet().setIdle(false);
        room.ticks(20 * TICKS_PER_SECOND);
        assertThat(far.outlet().reason()).isNull();

        far.outlet().setIdle(true);
        far.setAcks(true);
        room.ticks(3 * TICKS_PER_SECOND);

        assertThat(far.outlet().reason()).isNull();
        assertThat(framesIn(TICKS_PER_SECOND)).isEqualTo(TICKS_PER_SECOND);
    }

    private int framesIn(int ticks) {
        int before = far.watcher().frames().size();
        room.ticks(ticks);
        return far.watcher().frames().size() - before;
    }
}

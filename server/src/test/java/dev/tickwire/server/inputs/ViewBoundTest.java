package dev.tickwire.server.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.world.Past;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewBoundTest {
    private static final double NANOS_PER_TICK = 50e6;
    /** What a page says that is near: two snapshots behind, and its inputs a tick ahead. */
    private static final int HONEST = 3 * Past.PARTS_PER_TICK;

    private static final int SLACK = 30 * Past.PARTS_PER_TICK / 50;

    private final Counters counters = new Counters();
    private final CounterBatch batch = new CounterBatch(counters);
    private final ViewBound bound = new ViewBound(batch);
    private long nowNanos;
    private int tick = 100;

    @Test
    void shouldLetWhoHasAcknowledgedNothingSeeThePresentOnly() {
        assertThat(say(HONEST)).isZero();
        assertThat(bounded()).isEqualTo(1);
    }

    @Test
    void shouldTakeWhatAPageSays() {
        ack(0);

        for (int i = 0; i < 100; i++) {
            assertThat(say(HONEST)).isEqualTo(HONEST);
        }

        assertThat(bounded()).isZero();
    }

    @Test
    void shouldNotLetThoseWhoAreNearSayThatTheyAreFar() {
        ack(0);

        for (int i = 0; i < 100; i++) {
            // Two snapshots behind, a tick ahead, and one for the timers of pages.
            assertThat(say(10 * Past.PARTS_PER_TICK)).isEqualTo(4 * Past.PARTS_PER_TICK);
        }
    }

    @ParameterizedTest(name = "{0} parts")
    @ValueSource(ints = {0, 10 * Past.PARTS_PER_TICK, HONEST - 2 * SLACK, HONEST + 2 * SLACK})
    void shouldGiveHimWhoLiesForOneShotNoMoreThanTheSlack(int lie) {
        ack(0);
        for (int i = 0; i < 100; i++) {
            say(HONEST);
        }

        int drift = Past.PARTS_PER_TICK * 15 / 100 + 1;
        assertThat(say(lie)).isBetween(HONEST - SLACK - drift, HONEST + SLACK + drift);
        assertThat(bounded()).isEqualTo(1);
    }

    @Test
    void shouldFollowAClientWhoseDelayChanges() {
        ack(0);
        say(HONEST - Past.PARTS_PER_TICK);

        for (int i = 0; i < 20; i++) {
            say(HONEST);
        }

        assertThat(say(HONEST)).isEqualTo(HONEST);
    }

    @Test
    void shouldFollowAtOnceAClientThatWasSilent() {
        ack(200);
        say(HONEST);
        tick += 40;

        assertThat(say(6 * Past.PARTS_PER_TICK)).isEqualTo(6 * Past.PARTS_PER_TICK);
    }

    @Test
    void shouldAllowForTheRoundTripAndItsJitter() {
        ack(200);
        ack(300);

        assertThat(say(1000 * Past.PARTS_PER_TICK)).isEqualTo((4 + 4 + 2) * Past.PARTS_PER_TICK);
    }

    @Test
    void shouldNotTakeALongStallForJitter() {
        ack(100);
        ack(5_000);

        assertThat(say(1000 * Past.PARTS_PER_TICK)).isEqualTo((4 + 2 + 3) * Past.PARTS_PER_TICK);
    }

    @Test
    void shouldForgetAStallAfterTwentySeconds() {
        ack(100);
        ack(5_000);
        for (int i = 0; i < 23; i++) {
            nowNanos += 1_000_000_000L;
            ack(100);
        }

        assertThat(say(1000 * Past.PARTS_PER_TICK)).isEqualTo((4 + 2) * Past.PARTS_PER_TICK);
    }

    @Test
    void shouldStartAnewWithAnotherConnection() {
        ack(0);
        say(HONEST);

        bound.forget();

        assertThat(say(HONEST)).isZero();
        ack(400);
        assertThat(say(9 * Past.PARTS_PER_TICK)).isEqualTo(9 * Past.PARTS_PER_TICK);
    }

    @Test
    void shouldStayInItsBoundsWhateverIsSaid() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            ViewBound any = new ViewBound(batch);
            int anyTick = 0;
            for (int i = 0; i < 500; i++) {
                if (random.nextInt(3) == 0) {
                    any.acked(random.nextInt(400_000), 1 + random.nextInt(4), i * 50_000_000L);
                }
                anyTick += random.nextInt(5) - 1;
                int claimed = random.nextBoolean() ? random.nextInt() & Integer.MAX_VALUE : random.nextInt(200);
                int taken = any.bounded(anyTick, claimed, random.nextInt(200_000_000) - 100e6, NANOS_PER_TICK);
                assertThat(taken).as("seed %d, input %d", seed, i).isBetween(0, 40 * Past.PARTS_PER_TICK);
            }
        }
    }

    private void ack(int roundTripMillis) {
        bound.acked(roundTripMillis * 1_000, 1, nowNanos);
    }

    /** With the next input, which comes a tick early. */
    private int say(int claimed) {
        return bound.bounded(tick++, claimed, NANOS_PER_TICK, NANOS_PER_TICK);
    }

    private long bounded() {
        batch.flush();
        return counters.get(Counter.VIEWS_BOUNDED);
    }
}

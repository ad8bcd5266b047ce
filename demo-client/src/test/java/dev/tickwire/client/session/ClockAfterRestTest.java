package dev.tickwire.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.MalformedFrameException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that plays after minutes in which it was sent a heartbeat each ten seconds. */
class ClockAfterRestTest {
    private static final double TICK_MILLIS = 50;
    private static final double WAY_MILLIS = 20;
    private static final int REST_MILLIS = 300_000;

    private record Report(double at, int margin) {}

    @ParameterizedTest(name = "a clock that is off by {0} ppm")
    @ValueSource(ints = {0, 50, -50, 200, -200})
    void shouldLetInputsCountFromTheFirstOn(int ppm) throws MalformedFrameException {
        Random random = new Random(7 + ppm);
        double rate = 1 + ppm / 1e6;
        InputClock clock = new InputClock(0);
        clock.start(1000 / TICK_MILLIS);
        clock.onRoundTrip(2 * WAY_MILLIS, 0);
        for (int millis = 0; millis < REST_MILLIS; millis += 10_000) {
            clock.onSnapshot((int) (millis / TICK_MILLIS), rate * (millis + WAY_MILLIS + random.nextInt(20)));
        }
        List<Double> margins = new ArrayList<>();
        Queue<Report> reports = new ArrayDeque<>();
        for (double now = REST_MILLIS; now < REST_MILLIS + 5_000; now += 4) {
            while (!reports.isEmpty() && reports.element().at() <= now) {
                clock.onMargin(0, reports.remove().margin(), rate * now);
            }
            int tick = clock.due(rate * now);
            if (tick != InputClock.HOLD) {
                double margin = tick * TICK_MILLIS - (now + WAY_MILLIS);
                margins.add(margin);
                reports.add(new Report(now + 3 * WAY_MILLIS, (int) Math.rint(margin)));
            }
        }

        assertThat(margins).hasSizeGreaterThanOrEqualTo(99);
        assertThat(margins.get(0)).as("for the tick that is going on").isGreaterThan(-TICK_MILLIS);
        assertThat(margins.subList(1, 10))
                .as("by the few heartbeats, and by how late these were")
                .allMatch(margin -> margin >= -20 && margin < 200);
        assertThat(margins.subList(10, margins.size())).allMatch(margin -> margin >= -1);
        assertThat(margins.subList(80, margins.size())).allMatch(margin -> margin < 40);
    }
}

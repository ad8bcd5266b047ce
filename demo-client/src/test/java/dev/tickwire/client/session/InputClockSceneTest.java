package dev.tickwire.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The input clock against a server's room, through stalls, sleeps and pauses. */
class InputClockSceneTest {
    /** {@code -Dscenes=10000} tries more. */
    private static final int SCENES = Integer.getInteger("scenes", 3_000);

    private static final double SETTLING_MILLIS = 2000;
    private static final double COUNTED_MILLIS = 1500;

    @Test
    void shouldHaveInputsCountAgainSoonAfterStallsSleepsAndPauses() throws Exception {
        for (long seed = 1; seed <= SCENES; seed++) {
            Scene scene = Scene.random(seed);
            // What has happened is known when a message has gone there, back and there again.
            double from = scene.calmMillis() + Math.max(SETTLING_MILLIS, 1.5 * scene.rttMillis() + 300);

            double taken = new SlowLink(scene).run(from, from + COUNTED_MILLIS);

            assertThat(taken)
                    .as("where messages jitter by over a tick, some ticks have two inputs, and others none; %s", scene)
                    .isGreaterThan(0.5);
        }
    }
}

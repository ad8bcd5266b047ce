package dev.tickwire.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.roomtype.Adjustment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Taking back what was changed. */
class ChangesTest {
    private static final Adjustment SLOW = new Adjustment(Map.of("tickRateHz", 10.0, "tunables.speed", 1.0));

    @Test
    void shouldTakeBackAChangeAndKeepWhatWasSaidSince() {
        Adjustment changed = SLOW.and(new Adjustment(Map.of("tunables.speed", 2.0, "tunables.size", 5.0)));
        Adjustment since =
                changed.and(new Adjustment(Map.of("tickRateHz", 60.0, "snapshotRateHz", 20.0, "tunables.price", 9.0)));

        Adjustment back = since.back(changed, SLOW);

        assertThat(back)
                .isEqualTo(new Adjustment(Map.of(
                        "tickRateHz", 60.0, "snapshotRateHz", 20.0, "tunables.speed", 1.0, "tunables.price", 9.0)));
    }

    @Test
    void shouldTakeBackAReset() {
        assertThat(Adjustment.NONE.back(Adjustment.NONE, SLOW)).isEqualTo(SLOW);
    }

    @Test
    void shouldTakeBackAChangeThatWasTheFirst() {
        assertThat(SLOW.back(SLOW, Adjustment.NONE)).isEqualTo(Adjustment.NONE);
    }
}

package dev.tickwire.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.roomtype.Adjustment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Taking back what was changed. */
class ChangesTest {
    private static final Adjustment SLOW = new Adjustment(10.0, null, Map.of("speed", 1.0));

    @Test
    void shouldTakeBackAChangeAndKeepWhatWasSaidSince() {
        Adjustment changed = SLOW.and(new Adjustment(null, null, Map.of("speed", 2.0, "size", 5.0)));
        Adjustment since = changed.and(new Adjustment(60.0, 20.0, Map.of("price", 9.0)));

        Adjustment back = since.back(changed, SLOW);

        assertThat(back).isEqualTo(new Adjustment(60.0, 20.0, Map.of("speed", 1.0, "price", 9.0)));
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

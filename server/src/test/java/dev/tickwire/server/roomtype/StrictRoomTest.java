package dev.tickwire.server.roomtype;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import org.junit.jupiter.api.Test;

class StrictRoomTest {
    /** Reads a row that is not there. */
    public static final class Careless extends Game {
        private final Table dots = table(new Table("dots", 8));
        private final Column size = dots.integer("size", 0, 9);

        public Careless() {
            inputs(new Table("keys", 8)).flag("up");
        }

        @Override
        public void step(Step step) {
            size.raw(3);
        }
    }

    private static Match match(RoomTypes types) {
        return types.build(Careless::new).newMatch("careless-1", Chosen.nothing(), JournalSink.NONE);
    }

    @Test
    void shouldEndAMatchWhoseRulesDoWrongOnlyIfTheRoomTypeIsStrict() {
        assertThatIllegalStateException()
                .isThrownBy(match(new RoomTypes().strict())::step)
                .withMessage("dots.size: row 3 is absent: only what was added, and not removed, can be read or"
                        + " written");
        assertThatCode(match(new RoomTypes())::step).doesNotThrowAnyException();
    }
}

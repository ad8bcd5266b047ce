package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.Drones;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.world.Past;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What players say of how late they saw the others. */
class RoomViewTest {
    private static final int TWO_SNAPSHOTS = 2 * Past.PARTS_PER_TICK;

    /** The first is a sample, the last is that of the room. */
    private final List<Drones> games = new ArrayList<>();

    private final RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(() -> {
        games.add(new Drones());
        return games.get(games.size() - 1);
    }));
    private final Guest ada = room.join("Ada");
    private int tick;

    @Test
    void shouldBelieveAPlayerWhoIsNearAndDrawsTwoSnapshotsBehind() {
        play(60, TWO_SNAPSHOTS);

        assertThat(viewAgo()).isEqualTo(TWO_SNAPSHOTS);
        room.tick();
        assertThat(room.count(Counter.VIEWS_BOUNDED)).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldNotBelieveAPlayerWhoIsNearAndSaysOfOneShotThatItSawTheOthersHalfASecondAgo() {
        play(60, TWO_SNAPSHOTS);

        play(1, 10 * Past.PARTS_PER_TICK);

        assertThat(viewAgo()).isLessThan(TWO_SNAPSHOTS + Past.PARTS_PER_TICK);
        room.tick();
        assertThat(room.count(Counter.VIEWS_BOUNDED)).isPositive();
    }

    @Test
    void shouldBelieveAPlayerWhoIsFarAway() {
        ada.setRoundTripMillis(300);

        play(60, 8 * Past.PARTS_PER_TICK);

        assertThat(viewAgo()).isEqualTo(8 * Past.PARTS_PER_TICK);
    }

    @Test
    void shouldNotBelieveAPlayerWhoHoldsBackAcksForAShot() {
        play(60, TWO_SNAPSHOTS);
        ada.setAcks(false);
        play(6, TWO_SNAPSHOTS);

        play(1, 10 * Past.PARTS_PER_TICK);

        assertThat(viewAgo()).isLessThan(TWO_SNAPSHOTS + Past.PARTS_PER_TICK);
    }

    private void play(int ticks, int viewAgo) {
        for (int i = 0; i < ticks; i++) {
            tick++;
            ada.seat().offerInput(tick, viewAgo, new int[] {0, 0}, 0, 2, room.nowNanos());
            room.tick();
        }
    }

    private int viewAgo() {
        return games.get(games.size() - 1).viewAgo.raw(0);
    }
}

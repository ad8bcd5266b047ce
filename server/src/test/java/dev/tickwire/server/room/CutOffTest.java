package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.simulation.walkers.Walkers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the keys that are down when the network of a player is gone, and nobody says so. */
class CutOffTest {
    private static final int SECOND = 20;
    private static final int STANDING = 80;

    private final RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
    private final Guest ada = room.join("Ada");
    private final Guest bo = room.join("Bo");

    @Test
    void shouldLetGoOfAKeyOnceNothingIsHeardForASecond() {
        room.tick();
        ada.input(2, 7, 0);
        room.ticks(2 * SECOND);
        assertThat(stroke()).isEqualTo(7);

        ada.setAcks(false);
        room.ticks(SECOND);
        assertThat(stroke()).isEqualTo(7);
        room.ticks(5);

        assertThat(stroke()).isZero();
        room.ticks(10 * SECOND);
        assertThat(room.count(Counter.INPUTS_RESTED)).as("once").isEqualTo(1);
        assertThat(ada.outlet().reason()).isNull();
    }

    @Test
    void shouldHoldAKeyAgainWithTheNextInput() {
        room.tick();
        ada.input(2, 7, 0);
        room.ticks(SECOND);
        ada.setAcks(false);
        room.ticks(2 * SECOND);
        assertThat(stroke()).isZero();

        ada.setAcks(true);
        ada.input(3 * SECOND + 2, 5, 0);
        room.ticks(5 * SECOND);

        assertThat(stroke()).isEqualTo(5);
        assertThat(room.count(Counter.INPUTS_RESTED)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {0, 900, 2_000, 5_000})
    void shouldHoldAKeyForAsLongAsAcksCome(int roundTripMillis) {
        ada.setRoundTripMillis(roundTripMillis);
        room.ticks(2 + roundTripMillis / 50);
        ada.input(2 + roundTripMillis / 50, 7, 0);

        room.ticks(60 * SECOND);

        assertThat(stroke()).isEqualTo(7);
        assertThat(room.count(Counter.INPUTS_RESTED)).isZero();
    }

    @Test
    void shouldHoldAKeyWhileAnythingIsHeard() {
        room.tick();
        ada.input(2, 7, 0);
        room.ticks(SECOND);
        ada.setAcks(false);

        for (int i = 0; i < 20; i++) {
            ada.seat().heard(room.nowNanos());
            room.ticks(SECOND / 2);
        }

        assertThat(stroke()).isEqualTo(7);
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {0, 200, 2_000})
    void shouldLetGoOfNothingWhereThereIsNothingToAcknowledge(int roundTripMillis) {
        RoomDriver quiet = new RoomDriver(RoomTypes.asShipped().playerLimit(8).build(Walkers::new));
        Guest cy = quiet.join("Cy");
        cy.setRoundTripMillis(roundTripMillis);
        quiet.ticks(2 + roundTripMillis / 50);
        cy.input(2 + roundTripMillis / 50, STANDING, STANDING);

        quiet.ticks(60 * SECOND);
        assertThat(quiet.count(Counter.SNAPSHOTS_QUIET)).isPositive();
        assertThat(quiet.count(Counter.INPUTS_RESTED)).isZero();

        cy.setAcks(false);
        quiet.ticks((2 * 1_000 + roundTripMillis) * SECOND / 1_000 + 5);
        assertThat(quiet.count(Counter.INPUTS_RESTED)).isEqualTo(1);
    }

    private int stroke() {
        return bo.watcher().boat(ada.watcher().player(), "stroke");
    }
}

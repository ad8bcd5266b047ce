package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A room that goes on at other rates, and by other tunables, while people play in it. */
class RatesTest {
    private final RoomDriver room = new RoomDriver(types().rates(20, 10).build());
    private final Guest ada = room.join("Ada");

    @Test
    void shouldChangeWithASnapshotAndTellOfItOnce() {
        room.ticks(3);

        room.room().follow(types().rates(40, 40).tune("gulls", 5).build());
        room.ticks(3);

        assertThat(ada.watcher().ticks()).containsExactly(2, 4, 5, 6);
        Rates rates = frame(ada, 4).getRates();
        assertThat(rates.getTickRateHz()).isEqualTo(40);
        assertThat(rates.getTicksPerSnapshot()).isEqualTo(1);
        assertThat(rates.getTunablesList())
                .contains(Tunable.newBuilder().setName("gulls").setValue(5).build());
        assertThat(rates.getMostViewAgo()).isEqualTo(320);
        assertThat(List.of(2, 5, 6))
                .allSatisfy(tick -> assertThat(frame(ada, tick).hasRates()).isFalse());
        assertThat(room.count(Counter.ROOMS_RETUNED)).isEqualTo(1);
        assertThat(room.room().type().tickRateHz()).isEqualTo(40);
    }

    @Test
    void shouldTellWhoCouldNotBeSentTheSnapshotWithTheNext() {
        room.ticks(2);
        ada.outlet().setIdle(false);
        room.room().follow(types().rates(20, 20).build());
        room.ticks(4);
        ada.outlet().setIdle(true);
        room.tick();

        assertThat(ada.watcher().ticks()).containsExactly(2, 7);
        assertThat(frame(ada, 7).getRates().getTicksPerSnapshot()).isEqualTo(1);
    }

    @Test
    void shouldTellOfItWhereNothingElseChanges() {
        RoomTypes still = types().tune("gulls", 0).heartbeatMillis(60_000);
        RoomDriver quiet = new RoomDriver(still.build());
        Guest eve = quiet.join("Eve");
        quiet.ticks(10);
        assertThat(eve.watcher().ticks()).containsExactly(1);

        quiet.room().follow(still.rates(10, 10).build());
        quiet.ticks(3);

        assertThat(eve.watcher().ticks()).containsExactly(1, 11);
        assertThat(frame(eve, 11).getRates().getTickRateHz()).isEqualTo(10);
    }

    @Test
    void shouldWelcomeLaterPlayersWithWhatHoldsNow() {
        room.room().follow(types().rates(30, 10).build());
        room.ticks(2);
        Guest bo = room.join("Bo");
        room.ticks(3);

        assertThat(bo.watcher().welcome().getTickRateHz()).isEqualTo(30);
        assertThat(bo.watcher().welcome().getTicksPerSnapshot()).isEqualTo(3);
        assertThat(bo.watcher().frames()).noneMatch(ServerFrame::hasRates);
    }

    @Test
    void shouldPutTunablesBackThatAreSetNoMore() {
        RoomDriver tuned = new RoomDriver(types().tune("gulls", 9).build());
        Guest eve = tuned.join("Eve");
        tuned.room().follow(types().build());
        tuned.ticks(2);

        assertThat(frame(eve, 1).getRates().getTunablesList())
                .contains(Tunable.newBuilder().setName("gulls").setValue(3).build());
    }

    @Test
    void shouldKeepWhatARoomIsMadeOf() {
        room.room()
                .follow(types().rates(20, 20)
                        .playerLimit(20)
                        .historySnapshots(8)
                        .build());
        room.ticks(2);

        assertThat(room.room().type().settings().capacity().players()).isEqualTo(8);
        assertThat(room.room().type().settings().logs().snapshots()).isEqualTo(32);
    }

    @Test
    void shouldKeepInputsThatWereSentBefore() {
        room.ticks(2);
        ada.seat().offerInput(9, 0, new int[] {700, 1}, 0, 2, room.nowNanos());
        room.tick();
        room.room().follow(types().rates(100, 100).build());
        room.ticks(6);

        assertThat(room.count(Counter.INPUTS_TAKEN)).isEqualTo(1);
        assertThat(room.count(Counter.INPUTS_STALE)).isZero();
    }

    private static RoomTypes types() {
        return RoomTypes.asShipped();
    }

    private static ServerFrame frame(Guest guest, int tick) {
        return guest.watcher().frames().stream()
                .filter(frame -> frame.getTick() == tick)
                .findFirst()
                .orElseThrow();
    }
}
